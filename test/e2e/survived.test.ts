// What happens to a rollout after the apply and passes by itself: it is waited for. On a stand-in.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deploy, type Home, standInHome } from './home.ts'
import { type Recorder, record } from './recorder.ts'
import { killAndStart } from './reliability/disturb.ts'
import { keepMeasured } from './reliability/measured.ts'
import { type DisturbanceName, disturbanceNamed } from './reliability/table.ts'
import { pushStandIn } from './stand-in.ts'
import { ecrControl, gatewayPods } from './support.ts'

describe('what passes by itself is survived (stand-in)', () => {
  let home: Home
  beforeAll(async () => {
    home = await standInHome()
  })
  afterAll(() => home?.site.remove())

  let struckMs = 0
  const secondsSince = () => (performance.now() - struckMs) / 1000

  /** Holds a run that was disturbed and survived against its row. */
  async function expectSurvived(name: DisturbanceName, seconds: number, fired: string): Promise<void> {
    expect(seconds).toBeLessThan(disturbanceNamed(name).within)
    await keepMeasured(name, { verdict: 'deployed', seconds, fired })
  }

  test('ECR answers the node with errors (5xx) for 20 s', async () => {
    const { site } = home
    const { image, digest } = await pushStandIn(site, '2026.1.3')
    const error = {
      operation: 'registry:BatchGetImage',
      error: 'ServerException',
      accessKeyId: site.env.AWS_ACCESS_KEY_ID,
    }
    const isBackAgain = () => ecrControl(site, { fault: { ...error, times: 0 } })
    await ecrControl(site, { fault: { ...error, times: 1000 } })
    struckMs = performance.now()
    let recovery: NodeJS.Timeout | undefined
    let isBack = false
    let recorder: Recorder | undefined
    const result = await deploy(site, image, {}, (line) => {
      if (line.startsWith('Apply: ')) recorder = record(site, 'a registry that answers 503', image)
      // Counted from the first pull, so that it cannot be over before the node asks.
      if (/ pulls |ErrImagePull|ImagePullBackOff/.test(line))
        recovery ??= setTimeout(() => {
          isBack = true
          void isBackAgain()
        }, 20_000)
    })
    const seconds = secondsSince()
    clearTimeout(recovery)
    await isBackAgain()
    // Nothing was pulled before the registry was back: whether the kubelet or containerd tried again, it had to wait.
    expect(isBack).toBe(true)
    expect(await recorder?.end).toBe('ready')
    expect(result.errors).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
    await expectSurvived(
      'ECR answers the node with errors (5xx) for 20 s',
      seconds,
      `the node’s pull was held up by errors for 20 s`,
    )
  })

  test('somebody deletes the new pod in the wait', async () => {
    const { site } = home
    // It would be ready, and proven, while kubectl is still on its way.
    const { image, digest } = await pushStandIn(site, '2026.1.4', { mode: 'first-never-ready' })
    let deleted = ''
    let recorder: Recorder | undefined
    const result = await deploy(site, image, {}, (line) => {
      if (line.startsWith('Apply: ')) recorder = record(site, 'a pod that somebody deletes', image)
      const pod = /Pod (openclaw-\S+?):? /.exec(line)?.[1]
      if (deleted || !pod || !line.includes('has not passed its startup probe yet')) return
      deleted = pod
      struckMs = performance.now()
      site.kubectl('-n', site.namespace, 'delete', 'pod', pod, '--wait=false')
    })
    const seconds = secondsSince()
    expect(deleted).not.toBe('')
    expect(result.errors).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
    const [{ name = '' } = {}] = gatewayPods(site)
    expect(name).not.toBe(deleted)
    expect(await recorder?.end).toBe('ready')
    await expectSurvived('somebody deletes the new pod in the wait', seconds, `pod ${deleted} is gone, ${name} is live`)
  })

  test('the API server is killed in the wait and comes back', async () => {
    const { site } = home
    const { image, digest } = await pushStandIn(site, '2026.1.5')
    // It may be back before the run asks again, and the run has nothing to tell then.
    const missed = Promise.withResolvers<void>()
    let restart: Promise<string> | undefined
    let recorder: Recorder | undefined
    const result = await deploy(site, image, {}, (line) => {
      if (line.startsWith('Apply: ')) recorder = record(site, 'an API server that is killed', image)
      if (/cannot be reached.*waiting for it/.test(line)) missed.resolve()
      if (restart || !/old pod .* to stop/.test(line)) return
      struckMs = performance.now()
      restart = recorder?.begun.then(() => killAndStart('kube-apiserver', missed.promise))
    })
    const seconds = secondsSince()
    const proof = await restart
    expect(restart).toBeDefined()
    expect(result.log).toMatch(/cannot be reached.*waiting for it/)
    expect(result.log).toMatch(/The API server answers again/)
    expect(await recorder?.end).toBe('ready')
    expect(result.errors).toEqual([])
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest })])
    await expectSurvived('the API server is killed in the wait and comes back', seconds, proof ?? '')
  })
})
