import { describe, expect, test } from '@jest/globals'
import { askInPod, type Question } from '../../../../src/rollout/rehearsal/ask.ts'
import { problemFrom } from '../../support.ts'
import { deployment, IMAGE, other, part } from './gateway.ts'
import { CORE, DONE, type Fate, Kubelet, PODS } from './kubelet.ts'

const QUESTION: Question = { script: 'ask()', input: '{"token":"s3cret-value"}', variable: 'WHERE' }

/** @param message what the container leaves behind */
const answering =
  (message?: string): Fate =>
  () => ({
    ...DONE,
    containerStatuses: [{ name: 'gateway', state: { terminated: { exitCode: 0, reason: 'Completed', message } } }],
  })

async function asking(kubelet: Kubelet, others: Parameters<typeof part>[1] = []) {
  const warnings: string[] = []
  const stage = {
    client: kubelet.little.client,
    namespace: 'home',
    part: part(deployment({ securityContext: { runAsUser: 1000 } }), others),
    image: { reference: IMAGE, version: '2026.9.6' },
    configs: [],
    timeoutMs: 10_000,
    progress: () => {},
    warn: (line: string) => warnings.push(line),
  }
  return askInPod(stage, QUESTION, 'n1')
}

describe('a question to the image', () => {
  test('is answered by the termination message of a pod on the node, and nothing is left', async () => {
    const kubelet = await Kubelet.start(answering('{"valid":true}'))
    expect(await asking(kubelet)).toEqual({ output: '{"valid":true}' })
    expect(JSON.stringify(kubelet.made[0]?.spec.affinity)).toContain('"values":["n1"]')
    expect(await kubelet.left()).toEqual([])
  })

  test('has its input in a Secret that goes with the pod, and not in the pod', async () => {
    const kubelet = await Kubelet.start(answering(''))
    await asking(kubelet)
    const [pod] = kubelet.made
    expect(pod?.spec.containers).toEqual([
      expect.objectContaining({
        command: ['node', '-e', 'ask()'],
        env: [{ name: 'WHERE', value: expect.any(String) }],
      }),
    ])
    expect(JSON.stringify(pod)).not.toContain('s3cret')
    expect(kubelet.patches).toEqual([expect.objectContaining({ path: `${CORE}/secrets/${pod?.metadata.name}-input` })])
  })

  test('takes nothing of the gateway but its image, its place and its user', async () => {
    const kubelet = await Kubelet.start(answering(''))
    await asking(kubelet)
    expect(kubelet.made[0]?.spec).toMatchObject({ securityContext: { runAsUser: 1000 }, restartPolicy: 'OnFailure' })
  })
})

describe('there is no answer, and the rollout goes on,', () => {
  test.each(['create pods', 'delete pods', 'create secrets'])('without the right to %s', async (right) => {
    const kubelet = await Kubelet.start(answering(''))
    kubelet.forbidden = [right]
    expect(await asking(kubelet)).toEqual({ obstacle: `the cluster forbids this run ${right} in home` })
    expect(kubelet.made).toEqual([])
  })

  test('where a Service would take the pod for the gateway', async () => {
    const kubelet = await Kubelet.start(answering(''))
    const service = other('Service', 'all', {
      spec: { selector: { 'app.kubernetes.io/managed-by': 'openclaw-deploy' } },
    })
    expect(await asking(kubelet, [service])).toEqual({ obstacle: expect.stringContaining('Service all selects') })
  })

  test('when the pod finds no room, or is refused', async () => {
    const kubelet = await Kubelet.start(answering(''))
    kubelet.refuse = (method, path) =>
      method === 'POST' && path === PODS ? [403, 'exceeded quota: q, requested: pods=1'] : undefined
    expect(await asking(kubelet)).toEqual({ obstacle: expect.stringContaining('quota') })
    expect(await kubelet.left()).toEqual([])
  })

  test('when its command fails', async () => {
    const kubelet = await Kubelet.start(() => ({
      phase: 'Failed',
      containerStatuses: [{ name: 'gateway', state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }],
    }))
    expect(await asking(kubelet)).toEqual({ obstacle: expect.any(String) })
  })
})

test('an image that the node cannot have is red: the rollout would wait for it too', async () => {
  const waiting = { reason: 'ErrImagePull', message: 'manifest unknown: not found' }
  const kubelet = await Kubelet.start(() => ({
    phase: 'Pending',
    containerStatuses: [{ name: 'gateway', state: { waiting } }],
  }))
  expect(await problemFrom(() => asking(kubelet))).toMatchObject({
    code: 'image-missing',
    message: expect.stringMatching(/^The rehearsal failed, and the old gateway runs on untouched/),
  })
})
