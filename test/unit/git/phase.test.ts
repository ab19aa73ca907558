import { chmodSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { DeployError, inTurn } from '../../../src/errors.ts'
import { readBuildContext } from '../../../src/image/context.ts'
import { pin } from '../../../src/manifests/pin.ts'
import { readManifests } from '../../../src/manifests/read.ts'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { writePin } from '../../../src/manifests/write.ts'
import { beginCommitCheck, commitPin, foreseeCommit, refuseCopiedPin } from '../../../src/phases/commit.ts'
import type { Plan } from '../../../src/phases/plan.ts'
import type { Gateway } from '../../../src/phases/read.ts'
import type { Target } from '../../../src/phases/target.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Outcome } from '../../../src/report/outcome.ts'
import type { Image, Run } from '../../../src/run.ts'
import { DIGEST, printedBy, problemFrom, problemsFrom, temporaryFolder } from '../support.ts'
import { ENV, FILE, git, manifest, NAME, NEW, OLD, Person, Remote, read, write } from './support.ts'

const image: Image = { reference: NEW, digest: DIGEST, version: '2026.9.6' }

/** The phases around a rollout that went well. */
async function deploying(
  workspace: string,
  { commit = 'push', dryRun = false, manifests: pattern = 'k8s', env = {} } = {},
) {
  const { manifests } = await readManifests([pattern], workspace, { kind: 'keep' }, env)
  const workload = findWorkload(manifests, { repository: 'k3s-homelab/openclaw' })
  const outcome: Outcome = {
    reasons: [],
    openclawVersion: '2026.9.6',
    previousImage: OLD,
    previousVersion: '2026.9.5',
    verified: 'full',
  }
  const temp = temporaryFolder()
  const run = {
    inputs: { commit, dryRun },
    surroundings: { workspace, temp, env: ENV, runUrl: 'https://github.com/o/r/actions/runs/1' },
    timeline: new Timeline(),
    outcome,
    closing: [],
  } as unknown as Run
  const target = { namespace: 'home', workload } as unknown as Target
  const pinned = pin(workload, image.reference)
  const plan = { pinned } as unknown as Plan
  const before = async () => {
    const check = beginCommitCheck(run, { workload } as unknown as Gateway)
    return foreseeCommit(run, check, target, image, plan)
  }
  const start = async (between = () => {}) => {
    const checkout = await before()
    between()
    await writePin(pinned.files, workspace)
    if (checkout) await commitPin(run, checkout, target, image, plan)
    return checkout
  }
  const refuse = async (dockerfile: string, context = '.') => {
    write(workspace, 'Dockerfile', dockerfile)
    const { files } = await readBuildContext('Dockerfile', context, workspace)
    await refuseCopiedPin(run, { workload } as unknown as Gateway, 'Dockerfile', files)
  }
  return { run, outcome, start, refuse }
}

test('the pin is committed, and the outcome and the log say where', async () => {
  const remote = new Remote()
  const { run, outcome, start } = await deploying(remote.checkout())
  const printed = await printedBy(start)
  const sha = remote.log('-1', '--format=%H')
  expect(outcome.commit).toEqual({ kind: 'pushed', branch: 'main', sha })
  expect(printed).toContain('The pin can be pushed to branch main')
  expect(printed).toContain(`Commit ${sha} is on branch main`)
  expect(run.timeline.records).toMatchObject([{ name: 'Commit the pin', failed: false }])
  expect(remote.show()).toBe(manifest(NEW))
  expect(remote.log('-1', '--format=%B')).toBe(
    `Pin OpenClaw 2026.9.6 (before: 2026.9.5)\n\nImage: ${NEW}\nBefore: ${OLD}\nGateway: home/openclaw\nVerified: full\nRun: https://github.com/o/r/actions/runs/1`,
  )
})

test('a run before it in the queue has pinned meanwhile what this one replaced: that is no conflict', async () => {
  const remote = new Remote()
  const { outcome, start } = await deploying(remote.checkout())
  const between = `${NAME}:2026.9.5-0123456789ab@sha256:${'ef'.repeat(32)}`
  new Person(remote.folder).push(FILE, manifest(between), 'Pin OpenClaw 2026.9.5')
  outcome.previousImage = between
  await printedBy(start)
  expect(outcome.commit).toMatchObject({ kind: 'pushed' })
  expect(remote.show()).toBe(manifest(NEW))
})

describe('the base of a kustomization that has no `images` of its own', () => {
  const KUSTOMIZATION = 'k8s/kustomization.yaml'
  const rendering = 'namespace: home\nresources:\n  - openclaw.yaml\n'
  const rolledBack = `${NAME}:2026.9.4-0123456789ab@sha256:${'ef'.repeat(32)}`

  async function kustomizing(overlay = rendering) {
    const remote = new Remote({ [FILE]: manifest(), [KUSTOMIZATION]: overlay })
    const tools = temporaryFolder()
    write(tools, 'kustomize', '#!/bin/sh\ncat "$2/openclaw.yaml"\n')
    chmodSync(join(tools, 'kustomize'), 0o755)
    const folder = remote.checkout()
    const env = { PATH: `${tools}:${process.env.PATH}` }
    return { remote, folder, person: new Person(remote.folder), run: await deploying(folder, { env }) }
  }
  const conflict = (message: RegExp) => ({
    code: 'commit-conflict',
    message: expect.stringMatching(message),
    where: { file: FILE },
  })

  test('decides: a rollback there is a conflict, before the rollout and after it', async () => {
    const early = await kustomizing()
    early.person.push(FILE, manifest(rolledBack))
    expect(await problemFrom(() => printedBy(early.run.start))).toMatchObject(
      conflict(/^Nothing was rolled out, since somebody changed k8s\/openclaw\.yaml .* has the image .*:2026\.9\.4-/),
    )

    const late = await kustomizing()
    const between = () => late.person.push(FILE, manifest(rolledBack))
    expect(await problemFrom(() => printedBy(() => late.run.start(between)))).toMatchObject(
      conflict(/^The gateway runs, but its pin was not committed: somebody changed k8s\/openclaw\.yaml /),
    )
    expect(late.remote.show(KUSTOMIZATION)).toBe(rendering)
  })

  test.each([
    ['something else in it', manifest(OLD, '# more\n')],
    ['the new image', manifest(NEW)],
    [
      'nothing of the gateway, which may be in another file',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: home}\n',
    ],
  ])('may have changed otherwise: %s', async (_, text) => {
    const { remote, person, run } = await kustomizing()
    person.push(FILE, text)
    await printedBy(run.start)
    expect(run.outcome.commit).toMatchObject({ kind: 'pushed' })
    expect(remote.show(KUSTOMIZATION)).toContain(DIGEST)
    expect(remote.show()).toBe(text)
  })

  test('decides nothing where `images` do', async () => {
    const [, digest] = OLD.split('@')
    const images = `images:\n  - name: ${NAME}\n    newTag: 2026.9.5-0123456789ab\n    digest: ${digest}\n`
    const { person, run } = await kustomizing(`${rendering}${images}`)
    person.push(FILE, manifest(rolledBack))
    await printedBy(run.start)
    expect(run.outcome.commit).toMatchObject({ kind: 'pushed' })
  })
})

describe('a Dockerfile that copies what the pin goes into', () => {
  test.each([
    ['all of the checkout', 'COPY . /app'],
    ['its folder', 'COPY package.json k8s /app/'],
    ['a pattern', 'COPY k8s/*.yaml /app/'],
    ['a mount', 'RUN --mount=type=bind,target=/src make'],
  ])('by %s would make a new image every night, and is refused', async (_, instruction) => {
    const folder = new Remote().checkout()
    // The digest is made of what is ignored too.
    write(folder, '.dockerignore', 'k8s\n')
    const { refuse } = await deploying(folder)
    expect(await problemFrom(() => refuse(`FROM node\n${instruction}\n`))).toEqual({
      code: 'input-invalid',
      message: `Dockerfile copies ${FILE}, so with \`commit: push\` each committed pin would make another image, to be built, rolled out and committed again`,
      fix: expect.stringMatching(/^Put the Dockerfile and what it copies into a folder of its own and set `context`/),
      where: { file: 'Dockerfile' },
    })
  })

  test('behind a link, too', async () => {
    const folder = new Remote().checkout()
    symlinkSync('k8s/openclaw.yaml', join(folder, 'link.yaml'))
    const { refuse } = await deploying(folder, { manifests: 'link.yaml' })
    expect(await problemFrom(() => refuse('FROM node\nCOPY k8s /app\n'))).toMatchObject({ code: 'input-invalid' })
  })

  test.each<[what: string, instruction: string, context: string, how: object]>([
    ['not copied', 'COPY package.json app /app/', '.', {}],
    ['outside of the context', 'COPY . /app/', 'app', {}],
    ['not committed in a dry run', 'COPY . /app/', '.', { dryRun: true }],
    ['written by nobody', 'COPY . /app/', '.', { commit: 'off', dryRun: true }],
    ['not copied, and not committed', 'COPY app /app/', '.', { commit: 'off' }],
  ])('is none when it is %s', async (_, instruction, context, how) => {
    const folder = new Remote().checkout()
    write(folder, 'app/main.js', '')
    const { refuse } = await deploying(folder, how)
    expect(await printedBy(() => refuse(`FROM node\n${instruction}\n`, context))).not.toContain(' copies ')
  })

  test('is told with `commit: off`, since whoever commits the written file by hand gets the same', async () => {
    const folder = new Remote().checkout()
    write(folder, '.dockerignore', 'k8s\n')
    const { refuse } = await deploying(folder, { commit: 'off' })
    expect(await printedBy(() => refuse('FROM node\nCOPY . /app/\n'))).toContain(
      `Dockerfile copies ${FILE}, so each pin that you commit there makes another image`,
    )
  })
})

describe('the branch has moved on when the run begins', () => {
  test('by a rollback by hand: that is said before anything is touched', async () => {
    const remote = new Remote()
    const folder = remote.checkout()
    const { outcome, start } = await deploying(folder)
    const rolledBack = `${NAME}:2026.9.4-0123456789ab@sha256:${'ef'.repeat(32)}`
    new Person(remote.folder).push(FILE, manifest(rolledBack), 'Roll back')
    expect(await problemFrom(() => printedBy(start))).toEqual({
      code: 'commit-conflict',
      message: `Nothing was rolled out, since somebody changed ${FILE} on main after the commit that is checked out, where container gateway of Deployment openclaw has the image ${rolledBack}`,
      fix: expect.stringMatching(/^Start a new run, of the branch as it is now/),
      where: { file: FILE },
    })
    expect(outcome.commit).toBeUndefined()
    expect(read(folder)).toBe(manifest())
    expect(remote.log('-1', '--format=%s')).toBe('Roll back')
  })

  test('by something else: it is built upon, and nothing of the trial is left', async () => {
    const remote = new Remote()
    const folder = remote.checkout()
    const { outcome, start } = await deploying(folder)
    new Person(remote.folder).push('other.txt', 'x\n', 'Something else')
    let state = ''
    await printedBy(() =>
      start(() => {
        state = git(folder, 'status', '--porcelain')
      }),
    )
    expect(state).toBe('')
    expect(outcome.commit).toMatchObject({ kind: 'pushed' })
    expect(remote.log('-2', '--format=%s')).toBe('Pin OpenClaw 2026.9.6 (before: 2026.9.5)\nSomething else')
  })
})

describe('nothing is committed', () => {
  test.each([
    ['by default', { commit: 'off' }],
    ['in a dry run, which may be one for a pull request', { dryRun: true }],
  ])('%s, and no git is needed', async (_, how) => {
    const remote = new Remote()
    const folder = remote.checkout()
    const { run, outcome, start } = await deploying(folder, how)
    Object.assign(run.surroundings, { env: { PATH: temporaryFolder() } })
    expect(await start()).toBeUndefined()
    expect(outcome.commit).toBeUndefined()
    expect(remote.log('-1', '--format=%s')).toBe('Say more')
  })

  test('when the manifests pin this image already', async () => {
    const remote = new Remote({ [FILE]: manifest(NEW) })
    const { run, outcome, start } = await deploying(remote.checkout())
    await printedBy(start)
    expect(outcome.commit).toBeUndefined()
    expect(run.timeline.records).toEqual([])
    expect(remote.log('-1', '--format=%s')).toBe('Say more')
  })

  test('then it does not matter what stands in the way', async () => {
    const { run, outcome, start } = await deploying(new Remote({ [FILE]: manifest(NEW) }).checkout())
    Object.assign(run.surroundings, { env: { ...ENV, PATH: temporaryFolder() } })
    expect(await start()).toBeUndefined()
    expect(outcome.commit).toBeUndefined()
  })
})

test('what stands in the way is told before the rollout, and what comes after it leaves the outcome open', async () => {
  const remote = new Remote()
  const folder = remote.checkout()
  const early = await deploying(folder)
  Object.assign(early.run.surroundings, { env: { ...ENV, PATH: join(folder, 'nowhere') } })
  expect(await problemFrom(() => printedBy(early.start))).toMatchObject({ code: 'git-unusable' })
  expect(early.outcome.commit).toBeUndefined()

  const late = await deploying(folder)
  remote.hook('pre-receive', 'exit 1')
  expect(await problemFrom(() => printedBy(late.start))).toMatchObject({ code: 'commit-protected' })
  expect(late.outcome.commit).toEqual({ kind: 'open', branch: 'main' })
})

describe('what comes after a commit that failed', () => {
  const pairingFailed = { code: 'pairing-failed', message: 'Nobody is at the door', fix: 'Knock' } as const

  test.each([
    ['is done all the same, and the commit’s failure told then', false, ['commit-protected']],
    ['may fail too, and both is told', true, ['commit-protected', 'pairing-failed']],
  ])('%s', async (_, fails, codes) => {
    const remote = new Remote()
    remote.hook('pre-receive', 'exit 1')
    const { run, start } = await deploying(remote.checkout())
    const pair = async () => {
      await run.timeline.phase('Pair', async () => {
        if (fails) throw new DeployError(pairingFailed)
      })
    }
    const commit = async () => {
      await start()
    }
    const problems = await problemsFrom(() => printedBy(() => inTurn(commit, pair)))
    expect(problems.map(({ code }) => code)).toEqual(codes)
    expect(run.timeline.records).toMatchObject([
      { name: 'Commit the pin', failed: true },
      { name: 'Pair', failed: fails },
    ])
  })

  test('has to wait for one that succeeds', async () => {
    const order: string[] = []
    const saying = (word: string) => async () => {
      await Promise.resolve()
      order.push(word)
    }
    await inTurn(saying('commit'), saying('pair'))
    expect(order).toEqual(['commit', 'pair'])
  })
})

test('a second run of the same job has nothing to commit, though HEAD is as it was', async () => {
  const remote = new Remote()
  const folder = remote.checkout()
  await printedBy((await deploying(folder)).start)
  const tip = remote.log('-1', '--format=%H')
  const again = await deploying(folder)
  await printedBy(again.start)
  expect(again.outcome.commit).toBeUndefined()
  expect(remote.log('-1', '--format=%H')).toBe(tip)
})

test('a checkout in a folder of the workspace is the one', async () => {
  const remote = new Remote()
  const workspace = temporaryFolder()
  renameSync(remote.checkout(), join(workspace, 'config'))
  const { outcome, start } = await deploying(workspace, { manifests: 'config/k8s' })
  await printedBy(start)
  expect(outcome.commit).toMatchObject({ kind: 'pushed' })
  expect(remote.show()).toBe(manifest(NEW))
})
