// A gateway of its own in the lab, live and well, for what happens to its next rollout.

import { expect } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { pushStandIn, type StandIn } from './stand-in.ts'

export interface Home {
  readonly site: Site
  readonly live: StandIn
}

export async function standInHome(): Promise<Home> {
  const site = await Site.create({ namespace: fresh('e2e-fault'), repository: fresh('e2e/fault') })
  const live = await pushStandIn(site, '2026.1.1')
  expect((await deploy(site, live.image)).errors).toEqual([])
  return { site, live }
}

/**
 * Deploys an image by its digest: no build, so that only the rollout is tested, and no rehearsal, which would find most of
 * these before the apply.
 */
export function deploy(
  site: Site,
  image: string,
  inputs: Record<string, string> = {},
  onLine?: (line: string) => void,
): Promise<ActionResult> {
  return site.deploy({
    with: { 'ecr-repository': '', image, rehearse: 'off', ...inputs },
    ...(onLine && { onLine: (line) => onLine(line) }),
  })
}
