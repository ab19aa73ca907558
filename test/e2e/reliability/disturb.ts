// Runs one row of the table: disturbs a deploy, and holds what came of it against what the table says.

import { expect, test } from '@jest/globals'
import { startBuilder } from '../../../lab/builder/builder.ts'
import type { ActionResult } from '../../../lab/github-runner.ts'
import { startApiServer, startEtcd, startScheduler } from '../../../lab/kubernetes/control-plane.ts'
import { startKubelet } from '../../../lab/kubernetes/node.ts'
import { endService, readServices, servicePid } from '../../../lab/service.ts'
import type { Site, StepOptions } from '../../../lab/site.ts'
import { clusterState, expectNoSecrets, gatewayPods, soakTest } from '../support.ts'
import { keepMeasured } from './measured.ts'
import type { SmallGateway } from './small-gateway.ts'
import { type DisturbanceName, disturbanceNamed } from './table.ts'

const MANIFEST = 'manifests/deployment.yaml'
// Of a whole deploy on two busy cores, and the one after it.
const CASE_MS = 600_000

export interface Blow extends Pick<StepOptions, 'with' | 'env' | 'runner'> {
  /** What a run without the disturbance has to be given. */
  readonly usual?: Pick<StepOptions, 'with' | 'env'>
  /** The line of the log at which it strikes; without it, before the run. */
  readonly at?: RegExp
  strike(): unknown
  /** Asked after the run. @returns what proves that the fault fired @throws when it did not */
  fired(result: ActionResult): string | Promise<string>
  /** Makes the world whole again, whatever came of the run. */
  heal?(): unknown
}

/** One row as a test. @param blow is asked only when the row runs, and may prepare */
export function disturbanceTest(
  name: DisturbanceName,
  gateway: () => SmallGateway,
  blow: () => Blow | Promise<Blow>,
): void {
  const run = disturbanceNamed(name).soak ? soakTest : test
  run(name, async () => disturb(name, gateway(), await blow()), CASE_MS)
}

async function disturb(name: DisturbanceName, gateway: SmallGateway, blow: Blow): Promise<void> {
  const row = disturbanceNamed(name)
  const { site } = gateway
  gateway.somethingNew()
  const before = clusterState(site)
  const [live] = gatewayPods(site)
  const edited = site.read(MANIFEST)
  let struckMs = 0
  let strike: Promise<unknown> | undefined
  const begin = () => {
    struckMs = performance.now()
    strike = Promise.resolve(blow.strike())
    // Waited for below.
    strike.catch(() => undefined)
  }
  if (!blow.at) begin()
  let result: ActionResult
  let fired: string
  let seconds: number
  try {
    if (!blow.at) await strike
    const { with: inputs, env, runner } = blow
    result = await site.deploy({
      ...(inputs && { with: inputs }),
      ...(env && { env }),
      ...(runner && { runner }),
      onLine: (line) => {
        if (!strike && blow.at?.test(line)) begin()
      },
    })
    seconds = (performance.now() - struckMs) / 1000
    if (!strike) throw new Error(`no line was ${blow.at}; the run said: ${result.errors.join('; ') || 'nothing'}`)
    await strike
    fired = await (async () => blow.fired(result))().catch((error: Error) => {
      throw new Error(`${error.message}; the run said: ${result.errors.join('; ') || result.log.slice(-500)}`)
    })
  } finally {
    await strike?.catch(() => undefined)
    await blow.heal?.()
  }

  const verdict = result.errors.length === 0 ? 'deployed' : (result.outputs['failure-code'] ?? '')
  // The errors beside it, since they tell more than a code that is another.
  expect({ verdict, errors: verdict === row.verdict ? [] : result.errors }).toEqual({
    verdict: row.verdict,
    errors: [],
  })
  expect(result.postExitCode).toBe(0)
  expect(result.log).not.toMatch(/^\s+at .*\.js:\d+/m)
  expectNoSecrets(result, site)
  if (row.end === 'the new gateway is live') {
    expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: result.outputs.digest })])
    expect(site.read(MANIFEST)).toContain(result.outputs.digest)
  } else {
    expect(result.errors).toHaveLength(1)
    expect(site.read(MANIFEST)).toBe(edited)
    if (row.end === 'the old gateway is live, never touched') expect(clusterState(site)).toEqual(before)
    else expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: live?.digest })])
    // The next run finishes the work; what was put back is remembered as a failure.
    const isRemembered = row.end === 'the old gateway is put back'
    await expectDeployed(site, { ...blow.usual, with: { ...blow.usual?.with, ...(isRemembered && { force: 'true' }) } })
  }
  expect(seconds).toBeLessThan(row.within)
  await keepMeasured(name, { verdict, seconds, fired })
}

/** Runs a deploy that has to go well, and proves that it did. */
export async function expectDeployed(site: Site, options: StepOptions = {}): Promise<ActionResult> {
  const result = await site.deploy(options)
  const { errors, outputs } = result
  expect(errors).toEqual([])
  expect(outputs).toMatchObject({ verified: 'full' })
  expect(gatewayPods(site)).toEqual([expect.objectContaining({ ready: true, digest: outputs.digest })])
  return result
}

/** The processes of the lab that can be killed, and what starts each again, and no other. */
const SERVICES = {
  'kube-apiserver': startApiServer,
  etcd: startEtcd,
  kubelet: startKubelet,
  'kube-scheduler': startScheduler,
  builder: startBuilder,
}

/** Kills a process of the lab and starts it again. @param missed when it may be back; at once without it @returns what proves it */
export async function killAndStart(service: keyof typeof SERVICES, missed?: Promise<void>): Promise<string> {
  const pidNow = () => {
    const record = readServices().find(({ name }) => name === service)
    return record ? servicePid(record) : 0
  }
  const before = pidNow()
  await endService(service, 'SIGKILL', 10)
  await missed
  await SERVICES[service]()
  const now = pidNow()
  if (before === 0 || now === 0 || now === before) throw new Error(`${service} was process ${before}, and is ${now}`)
  return `${service} was process ${before}, and is ${now}`
}

export function killed(service: keyof typeof SERVICES): Pick<Blow, 'strike' | 'fired'> {
  let proof = ''
  return {
    strike: async () => {
      proof = await killAndStart(service)
    },
    fired: () => proof,
  }
}
