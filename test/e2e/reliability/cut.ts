// A run that is cut off by a signal, and what must be so after it. On a stand-in that is built, checked and pushed as OpenClaw is,
// since what is left behind does not depend on OpenClaw.

import { ListImagesCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ActionResult } from '../../../lab/github-runner.ts'
import type { Site, StepOptions } from '../../../lab/site.ts'
import { Remote } from '../remote.ts'
import {
  clusterState,
  expectNoSecrets,
  expectOneError,
  filesBelow,
  gatewayPods,
  rehearsalLeftOvers,
  soakTest,
} from '../support.ts'
import { expectDeployed } from './disturb.ts'
import { keepMeasured } from './measured.ts'
import { smallGateway } from './small-gateway.ts'
import { CUT_WITHIN, CUTS, type Cut, type Signal } from './table.ts'

const MANIFEST = 'manifests/deployment.yaml'
const IMAGE = /image: \S+@sha256:\S+/

/** A gateway whose deploys are cut off: each from a checkout of its own, with all that a deploy can do at its end. */
export class CutGateway {
  readonly site: Site
  readonly #remote: Remote
  /** Milliseconds of the quickest run that was left alone. */
  wholeMs = Number.POSITIVE_INFINITY
  #builds = 0
  /** All tags after the last run that came to its end. */
  #known: readonly string[] = []

  private constructor(site: Site) {
    this.site = site
    site.edit('Dockerfile', (text) => text.replace('RUN sleep', 'ARG NUMBER\nLABEL number=$NUMBER\nRUN sleep'))
    this.#remote = new Remote(site)
  }

  static async deployed(name: string): Promise<CutGateway> {
    const gateway = new CutGateway((await smallGateway(name)).site)
    await gateway.expectConverged()
    return gateway
  }

  remove(): void {
    this.site.remove()
    this.#remote.remove()
  }

  /** Makes another image, so that the next run builds, rehearses, rolls out and commits. */
  somethingNew(): void {
    this.#builds++
    this.#remote.checkOut()
  }

  /** The manifest as the branch has it. */
  tip(): string {
    return this.#remote.tip(MANIFEST)
  }

  /** Lets a run come to its end that has as much to do as those that are cut off. */
  async measureWhole(): Promise<void> {
    // The first deploy had no gateway to stop.
    this.wholeMs = Number.POSITIVE_INFINITY
    this.somethingNew()
    await this.expectConverged()
  }

  deploy(onLine: StepOptions['onLine']): Promise<ActionResult> {
    return this.site.deploy({ ...this.#options(), onLine })
  }

  #options(): StepOptions {
    return { with: { 'build-args': `NUMBER=${this.#builds}`, commit: 'push', pairing: 'list' } }
  }

  /** What must be so after any run that was cut off, and its post step. */
  async expectTidy(cut: ActionResult): Promise<void> {
    expectPutAway(cut, this.site)
    const tags = await this.#tagsInEcr()
    // A tag means "built and checked".
    if (tags.length > this.#known.length) expect(cut.log).toMatch(/^Check the image: [\d.]+ s$/m)
    this.#known = tags
  }

  /** The next run finishes the work. */
  async expectConverged(): Promise<void> {
    this.#remote.checkOut()
    const { outputs, durationMs } = await expectDeployed(this.site, this.#options())
    this.#known = await this.#tagsInEcr()
    expect(this.site.read(MANIFEST)).toContain(outputs.digest)
    expect(this.tip()).toBe(this.site.read(MANIFEST))
    expect(rehearsalLeftOvers(this.site)).toEqual([])
    if (outputs.decision === 'build') this.wholeMs = Math.min(this.wholeMs, durationMs)
  }

  async #tagsInEcr(): Promise<string[]> {
    const { imageIds = [] } = await this.site.ecr((client) =>
      client.send(new ListImagesCommand({ repositoryName: this.site.repository })),
    )
    return imageIds.flatMap(({ imageTag }) => imageTag ?? [])
  }
}

/** The rows of one signal. */
export function cutTests(signal: Signal): void {
  let gateway: CutGateway
  beforeAll(async () => {
    gateway = await CutGateway.deployed(`cut-${signal.toLowerCase()}`)
  })
  afterAll(() => gateway?.remove())

  for (const row of CUTS.filter((each) => each.signal === signal && !each.real)) {
    const run = row.soak ? soakTest : test
    run(row.name, () => expectCut(gateway, row))
  }
}

async function expectCut(gateway: CutGateway, row: Cut): Promise<void> {
  const { site } = gateway
  const { end } = row
  gateway.somethingNew()
  const before = clusterState(site)
  const pinned = site.read(MANIFEST)
  const { cut, keep } = await cutOff(row, (onLine) => gateway.deploy(onLine))
  await gateway.expectTidy(cut)
  if (end === 'the old gateway is live, never touched') {
    expect(clusterState(site)).toEqual(before)
    expect([site.read(MANIFEST), gateway.tip()]).toEqual([pinned, pinned])
  } else {
    expectWhole(site, pinned, site.read(MANIFEST))
    expect([pinned, site.read(MANIFEST)]).toContain(gateway.tip())
  }
  await gateway.expectConverged()
  await keep()
}

/**
 * Runs a deploy that is cut off as the row says.
 * @returns `keep`, to be called when all else of the row holds too
 */
export async function cutOff(
  { name, at, signal, says }: Cut,
  deploy: (onLine: StepOptions['onLine']) => Promise<ActionResult>,
): Promise<{ cut: ActionResult; keep: () => Promise<void> }> {
  let struckMs = 0
  let pid: number | undefined
  const cut = await deploy((line, step) => {
    // Once, since the post step speaks too, and of the same pod.
    if (struckMs > 0 || !at.test(line)) return
    struckMs = performance.now()
    pid = step.pid
    step.kill(signal)
  })
  const seconds = (performance.now() - struckMs) / 1000
  expect(pid).toBeDefined()
  if (signal === 'SIGKILL') {
    expect(cut.exitCode).toBe(137)
    expect(cut.errors).toEqual([])
  } else {
    expectOneError(cut, new RegExp(`\\(${signal}\\).*${says?.source ?? ''}`, 's'))
    expect(cut.outputs['failure-code']).toBe('cancelled')
    expect(cut.summary).toMatch(/^## ⚠️ .*the run was cancelled/)
  }
  expect(seconds).toBeLessThan(CUT_WITHIN)
  const verdict = signal === 'SIGKILL' ? `exit code ${cut.exitCode}` : 'cancelled'
  return { cut, keep: () => keepMeasured(name, { verdict, seconds, fired: `${signal} to process ${pid} of the step` }) }
}

/** What no run leaves behind that was cut off, once its post step is done. */
export function expectPutAway(cut: ActionResult, site: Site): void {
  expect(cut.postExitCode).toBe(0)
  expect(rehearsalLeftOvers(site)).toEqual([])
  expect(
    site.kubectl(
      '-n',
      site.namespace,
      'get',
      'lease',
      'openclaw-deploy.openclaw',
      '-o',
      'jsonpath={.spec.holderIdentity}',
    ),
  ).toBe('')
  expect(filesBelow(cut.temp)).toEqual([])
  expectNoSecrets(cut, site)
}

/** A manifest as it was, or with what is live now for its image, and nothing in between. */
function expectWhole(site: Site, before: string, now: string): void {
  if (now === before) return
  const [image = ''] = IMAGE.exec(now) ?? []
  expect(now).toBe(before.replace(IMAGE, () => image))
  expect(image).toContain(gatewayPods(site)[0]?.digest)
}
