// Phases "Wait for Docker" to "Push": the image of this fingerprint from ECR, or built, checked and pushed.

import { together } from '../errors.ts'
import type { TreeBound } from '../image/release.ts'
import { splitReference } from '../reference.ts'
import type { Image, Run } from '../run.ts'
import { checkConfig } from './config.ts'
import type { Gateway } from './read.ts'
import type { Build } from './resolve.ts'

/** The image that the input `image` names: taken as it is. */
export function givenImage({ inputs, outcome }: Run): Image {
  const reference = inputs.source.kind === 'image' ? inputs.source.image : ''
  const { digest = '' } = splitReference(reference)
  Object.assign(outcome, { decision: 'roll-out', image: reference, digest })
  outcome.reasons.push('input `image` names the image to deploy')
  return { reference, digest, version: undefined }
}

export async function obtainImage(run: Run, build: Build, gateway: Gateway): Promise<Image> {
  const { outcome } = run
  const { existing, tag } = build
  outcome.decision = existing ? 'roll-out' : 'build'
  outcome.reasons.push(`ECR has ${existing ? 'the' : 'no'} image of this fingerprint, ${tag}`)
  const digest = existing ?? (await buildAndPush(run, build, gateway))
  const reference = `${build.repositoryUri}:${tag}@${digest}`
  Object.assign(outcome, { image: reference, digest })
  return { reference, digest, version: build.release.version }
}

function describeBound({ before, setBy }: TreeBound): string {
  const why = setBy ? `, when ${setBy} was, which this image needs and which is younger than \`min-age\`` : ''
  return `No package that was published after ${before} is installed${why}`
}

/** Build into the daemon, check there, then push: a tag in the registry means "built and checked". */
async function buildAndPush(run: Run, build: Build, gateway: Gateway): Promise<string> {
  const { surroundings, timeline, onDockerConfig } = run
  const [{ Docker }, { createDockerConfig, removeDockerConfig }, steps, { pushImage, registryOf }] = await Promise.all([
    import('../image/docker.ts'),
    import('../image/docker-config.ts'),
    import('../image/build.ts'),
    import('../image/push.ts'),
  ])
  const { temp, env, dockerHost, dockerWaitMs, extraCaFile } = surroundings
  const { repositoryUri, tag, platform, release, ecr } = build
  const progress = (line: string) => timeline.progress(line)
  const image = `${repositoryUri}:${tag}`

  const configFolder = await createDockerConfig(temp, registryOf(repositoryUri), env, onDockerConfig)
  try {
    const docker = new Docker(configFolder, dockerHost, env)
    await timeline.phase('Wait for Docker', () => docker.waitForDaemon(dockerWaitMs, progress))
    await timeline.phase('Build', async () => {
      const bound = await build.treeBound()
      if (bound) timeline.progress(describeBound(bound))
      const { npmrc, caFile } = build.registry
      const plan = { ...build, image, npmrc, ...(caFile && { caFile }), ...(bound && { before: bound.before }) }
      await steps.buildImage(docker, plan, extraCaFile, progress)
    })
    await timeline.phase('Check the image', () => steps.checkImage(docker, image, platform, release.version, progress))
    // Logged in only now: the token lives for hours, but a build can be long and a failed one needs none.
    // A config that has to be corrected is no reason to build a good image again, so the push does not wait for it.
    const [digest] = await timeline.phase('Push, and check the config', () =>
      together([
        pushImage(docker, ecr, repositoryUri, tag, progress),
        checkConfig(run, gateway, release.version, (script, input) =>
          steps.runInImage(docker, image, platform, script, input),
        ),
      ]),
    )
    return digest
  } finally {
    await removeDockerConfig(configFolder)
  }
}
