// Phases "Decide" to "Push": the image of this fingerprint from ECR, or built, checked and pushed.

import { splitReference } from '../reference.ts'
import type { Image, Run } from '../run.ts'
import type { Build } from './resolve.ts'

/** The image that the input `image` names: taken as it is. */
export function givenImage({ inputs, outcome, timeline }: Run): Image {
  const reference = inputs.source.kind === 'image' ? inputs.source.image : ''
  const { digest = '' } = splitReference(reference)
  Object.assign(outcome, { decision: 'roll-out', image: reference, digest })
  outcome.reasons.push('input `image` names the image to deploy')
  timeline.progress(`Roll out ${reference}`)
  return { reference, digest, version: undefined }
}

export async function obtainImage(run: Run, build: Build): Promise<Image> {
  const { timeline, outcome } = run
  const { existing, tag } = build
  await timeline.phase('Decide', async () => {
    outcome.decision = existing ? 'roll-out' : 'build'
    outcome.reasons.push(`ECR has ${existing ? 'the' : 'no'} image of this fingerprint, ${tag}`)
    timeline.progress(existing ? 'Roll out the image that is there' : 'Build the image')
  })
  const digest = existing ?? (await buildAndPush(run, build))
  const reference = `${build.repositoryUri}:${tag}@${digest}`
  Object.assign(outcome, { image: reference, digest })
  return { reference, digest, version: build.release.version }
}

/** Build into the daemon, check there, then push: a tag in the registry means "built and checked". */
async function buildAndPush({ surroundings, timeline, onDockerConfig }: Run, build: Build): Promise<string> {
  const [{ Docker }, { createDockerConfig, removeDockerConfig }, { buildImage, checkImage, pushImage, registryOf }] =
    await Promise.all([import('../image/docker.ts'), import('../image/docker-config.ts'), import('../image/build.ts')])
  const { temp, env, dockerHost, dockerWaitMs, extraCaFile } = surroundings
  const { repositoryUri, tag, platform, release, ecr } = build
  const progress = (line: string) => timeline.progress(line)
  const image = `${repositoryUri}:${tag}`

  const configFolder = await createDockerConfig(temp, registryOf(repositoryUri), env, onDockerConfig)
  try {
    const docker = new Docker(configFolder, dockerHost, env)
    await timeline.phase('Wait for Docker', () => docker.waitForDaemon(dockerWaitMs, progress))
    await timeline.phase('Build', () => buildImage(docker, { ...build, image }, extraCaFile))
    await timeline.phase('Check the image', () => checkImage(docker, image, platform, release.version, progress))
    // Logged in only now: the token lives for hours, but a build can be long and a failed one needs none.
    return await timeline.phase('Push', () => pushImage(docker, ecr, repositoryUri, tag, progress))
  } finally {
    await removeDockerConfig(configFolder)
  }
}
