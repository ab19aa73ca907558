// Rendering by whichever tool the runner has.

import { type ExecFileException, execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { parseAllDocuments } from 'yaml'
import { childEnvironment, type Environment } from '../../environment.ts'
import { messageOf, type Problem } from '../../errors.ts'
import { redact } from '../../report/redact.ts'
import { nameOf, splitImage } from './images.ts'

export interface Renderer {
  /** `kustomize build`: what a person would type. */
  readonly command: string
  readonly program: string
  readonly env: Environment
}

/** What the tool printed, or its own words why it did not. */
export type Rendered = { readonly text: string } | { readonly failure: string }

// The first kubectl with a kustomize of this decade; before it was 2.0.3.
const OLDEST_KUBECTL = 21
// A base may come from another server, and kustomize's own limit for that is 27 s each.
const LONGEST_RENDER_MS = 120_000
const LARGEST_OUTPUT_BYTES = 64 << 20

/** kustomize or else kubectl from PATH; a clause that says what is missing when there is neither. */
export async function findRenderer(env: Environment): Promise<Renderer | string> {
  const kustomize = await onPath('kustomize', env)
  if (kustomize) return { command: 'kustomize build', program: kustomize, env }
  const kubectl = await onPath('kubectl', env)
  if (!kubectl) return 'this runner has neither kustomize nor kubectl'
  const version = await kubectlVersion(kubectl, env)
  const [, minor] = /^v1\.(\d+)/.exec(version ?? '') ?? []
  if (minor !== undefined && Number(minor) < OLDEST_KUBECTL)
    return `this runner has no kustomize, and a kubectl (${version}) that is too old for it`
  return { command: 'kubectl kustomize', program: kubectl, env }
}

/** @param folder absolute path, or one relative to the working folder */
export async function render({ command, program, env }: Renderer, folder: string): Promise<Rendered> {
  try {
    const { stdout } = await run(program, [command.split(' ')[1] as string, folder], env)
    return { text: stdout }
  } catch (error) {
    const { killed, stderr = '' } = error as ExecFileException
    if (killed) return { failure: `it did not end within ${LONGEST_RENDER_MS / 1000} s` }
    const said = stderr.trim().split('\n').at(-1)?.trim()
    return { failure: redact((said || messageOf(error)).replace(/^error: /i, '')) }
  }
}

/**
 * The reference that the tool makes of an image whose digest is pinned: kustomize before 4.5 leaves the tag out.
 * @param live the image as it is rendered now
 * @param image the image with digest to be deployed
 */
export async function referenceMadeOf(renderer: Renderer, live: string, image: string): Promise<Rendered> {
  const folder = await mkdtemp(join(tmpdir(), 'openclaw-deploy-kustomize-'))
  try {
    const { tag, digest } = splitImage(image)
    const entry = { name: nameOf(live), newName: nameOf(image), ...(tag && { newTag: tag }), digest }
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'a', image: live }] },
    }
    await writeFile(join(folder, 'pod.json'), JSON.stringify(pod))
    await writeFile(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: ['pod.json'], images: [entry] }))
    const rendered = await render(renderer, folder)
    if ('failure' in rendered) return rendered
    const [document] = parseAllDocuments(rendered.text) as [{ getIn(path: readonly (string | number)[]): unknown }?]
    const made = document?.getIn(['spec', 'containers', 0, 'image'])
    if (typeof made === 'string' && made.endsWith(`@${digest}`)) return { text: made }
    return {
      failure: `of ${live} it makes ${typeof made === 'string' ? made : 'nothing'}, whatever its \`images\` say`,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Why a kustomization could not be rendered. */
export function renderProblem(file: string, { command }: Renderer, failure: string): Problem {
  return {
    code: 'kustomize-failed',
    message: `\`${command}\` could not render it: ${failure}`,
    fix: 'Correct the kustomization until that command works in a checkout',
    where: { file },
  }
}

async function kubectlVersion(program: string, env: Environment): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, ['version', '--client', '--output=json'], env)
    return (JSON.parse(stdout) as { clientVersion?: { gitVersion?: string } }).clientVersion?.gitVersion
  } catch {
    // Whether it can render, the rendering will show.
    return undefined
  }
}

function run(program: string, args: readonly string[], env: Environment) {
  return promisify(execFile)(program, [...args], {
    env: childEnvironment(env),
    timeout: LONGEST_RENDER_MS,
    killSignal: 'SIGKILL',
    maxBuffer: LARGEST_OUTPUT_BYTES,
  })
}

async function onPath(name: string, { PATH = '' }: Environment): Promise<string | undefined> {
  for (const folder of PATH.split(delimiter).filter((each) => each !== '')) {
    const program = join(folder, name)
    const isThere = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return program
  }
  return undefined
}
