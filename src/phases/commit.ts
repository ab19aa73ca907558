// Phase "Commit the pin", and what is checked for it before anything is built.

import { realpath } from 'node:fs/promises'
import { DeployError, type Problem } from '../errors.ts'
import type { Checkout } from '../git/checkout.ts'
import type { Change } from '../git/commit.ts'
import type { Image, Run } from '../run.ts'
import type { Plan } from './plan.ts'
import type { Gateway } from './read.ts'
import type { Target } from './target.ts'

/**
 * Begins to ask for everything that stands in the way of a commit. Nobody has to wait for the answer on whom it does not
 * bear: on a night with nothing new to pin, a git server that is down is no reason to be red.
 * @returns rejects with a DeployError that has all of it; undefined when nothing will be committed
 */
export function beginCommitCheck(run: Run, { workload }: Gateway): Promise<Checkout> | undefined {
  const { inputs, surroundings, timeline, closing } = run
  if (inputs.commit === 'off' || inputs.dryRun) return undefined
  const controller = new AbortController()
  closing.push(() => controller.abort())
  const check = async () => {
    const [{ openCheckout }, { differenceIn, pinTargets }] = await Promise.all([
      import('../git/checkout.ts'),
      import('../manifests/repin.ts'),
    ])
    const files = pinTargets(workload).map((target) => ({
      file: target.file.path,
      absolute: target.file.absolute,
      differenceIn: (text: string) => differenceIn(target, text),
    }))
    const checkout = await openCheckout(files, surroundings.env, { signal: controller.signal })
    timeline.progress(`The pin can be pushed to branch ${checkout.branch}`)
    return checkout
  }
  const checking = check()
  checking.catch(() => {})
  return checking
}

const WAY_OUT =
  'the Dockerfile and what it copies into a folder of its own and set `context` to it, or copy single paths (a .dockerignore is not enough)'

/**
 * Each pin that is committed would make another image of the files that the Dockerfile copies, which would be pinned, and so on:
 * a build, a restart and a commit every night. Whoever commits pins by hand gets the same, and most never do,
 * so with `commit: off` the log says so.
 * @param copied absolute paths of the files that an image is made from, the targets of links among them
 * @throws DeployError with every file that the pin goes into and an image is made from
 */
export async function refuseCopiedPin(
  { inputs, timeline }: Run,
  { workload }: Gateway,
  dockerfile: string,
  copied: readonly string[],
): Promise<void> {
  if (inputs.dryRun) return
  const { pinTargets } = await import('../manifests/repin.ts')
  const where = { file: dockerfile }
  const problems: Problem[] = []
  for (const { file } of pinTargets(workload)) {
    if (!copied.includes(await realpath(file.absolute))) continue
    if (inputs.commit === 'off') {
      timeline.progress(
        `${dockerfile} copies ${file.path}, so each pin that you commit there makes another image, to be built and rolled out: put ${WAY_OUT}`,
      )
      continue
    }
    problems.push({
      code: 'input-invalid',
      message: `${dockerfile} copies ${file.path}, so with \`commit: push\` each committed pin would make another image, to be built, rolled out and committed again`,
      fix: `Put ${WAY_OUT}`,
      where,
    })
  }
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
}

/**
 * Waits for the check, and looks whether the branch has another image by now than the checkout, before anything is touched.
 * @returns undefined when there is nothing to commit
 * @throws DeployError when the pin could not be committed
 */
export async function foreseeCommit(
  run: Run,
  check: Promise<Checkout> | undefined,
  target: Target,
  image: Image,
  plan: Plan,
): Promise<Checkout | undefined> {
  if (check === undefined || plan.pinned.files.length === 0) return undefined
  const checkout = await check
  if (checkout.hasMoved) {
    const { tryOnBranch } = await import('../git/commit.ts')
    await tryOnBranch(checkout, await changesOf(run, target, image, plan))
  }
  return checkout
}

/** @throws DeployError when it could not be pushed; the gateway is live all the same */
export async function commitPin(run: Run, checkout: Checkout, target: Target, image: Image, plan: Plan): Promise<void> {
  const { outcome, surroundings, timeline } = run
  await timeline.phase('Commit the pin', async () => {
    const { branch } = checkout
    outcome.commit = { kind: 'open', branch }
    const [{ commitAndPush }, { commitMessage }, changes] = await Promise.all([
      import('../git/commit.ts'),
      import('../git/message.ts'),
      changesOf(run, target, image, plan),
    ])
    const { openclawVersion: version, previousImage, previousVersion, verified } = outcome
    const message = commitMessage({
      image: image.reference,
      gateway: `${target.namespace}/${target.workload.deployment}`,
      ...(version && { version }),
      ...(previousImage && { previousImage }),
      ...(previousVersion && { previousVersion }),
      ...(verified && { verified }),
      ...(surroundings.runUrl && { runUrl: surroundings.runUrl }),
    })
    const progress = (line: string) => timeline.progress(line)
    const { kind, sha } = await commitAndPush(checkout, changes, message, { temp: surroundings.temp, progress })
    outcome.commit = { kind, branch, sha }
    progress(kind === 'there' ? `Branch ${branch} has this pin already` : `Commit ${sha} is on branch ${branch}`)
  })
}

/** In the files that the pin changes. */
async function changesOf({ outcome }: Run, { workload }: Target, image: Image, plan: Plan): Promise<Change[]> {
  const { basesOf, changeOfBase, pinTargets, repin } = await import('../manifests/repin.ts')
  const { previousImage: previous } = outcome
  return pinTargets(workload)
    .filter((each) => plan.pinned.files.some(({ file }) => file === each.file))
    .map((each) => ({
      file: each.file.path,
      absolute: each.file.absolute,
      repin: (text: string) => repin(each, text, image.reference, previous),
      bases: basesOf(each).map((base) => ({
        file: base.file.path,
        absolute: base.file.absolute,
        changeOf: (before: string, now: string) => changeOfBase(base, before, now, [image.reference, previous]),
      })),
    }))
}
