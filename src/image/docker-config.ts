// A Docker configuration folder of our own: the user's stays as it is, and what the login leaves is removed with it.

import type { Stats } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../environment.ts'
import { maskAuthorization } from '../report/mask.ts'
import { DOCKER_HUB_HOST } from './registry.ts'

const isFolder = (there: Stats) => there.isDirectory()
const isFile = (there: Stats) => there.isFile()

// Looked for beside the config: plugins, contexts and builders, and, without DOCKER_CERT_PATH, what a daemon behind TLS is spoken to by.
const BESIDE: readonly (readonly [name: string, isIt: (there: Stats) => boolean])[] = [
  ['cli-plugins', isFolder],
  ['contexts', isFolder],
  ['buildx', isFolder],
  ['ca.pem', isFile],
  ['cert.pem', isFile],
  ['key.pem', isFile],
]

// What Docker files its login to Docker Hub under.
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/'

function usersFolder(env: Environment): string {
  return env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker')
}

async function usersConfig(env: Environment): Promise<Record<string, unknown>> {
  const text = await readFile(join(usersFolder(env), 'config.json'), 'utf8').catch(() => '')
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {}
  } catch {
    return {}
  }
}

/**
 * Makes a private DOCKER_CONFIG under `temp`.
 * @param registry host that will be logged in to; a credential helper for it would be asked to store our login
 * @param onFolder told its path before anything is in it, so that the post step can remove it after a crash
 */
export async function createDockerConfig(
  temp: string,
  registry: string,
  env: Environment,
  onFolder: (folder: string) => void,
): Promise<string> {
  await mkdir(temp, { recursive: true })
  const folder = await mkdtemp(join(temp, 'openclaw-deploy-docker-'))
  onFolder(folder)
  const users = usersFolder(env)
  const config = await usersConfig(env)
  // Logins for base images and the chosen context go along; a credential store does not, or ours would land in it.
  const { currentContext, proxies } = config
  const { [registry]: _, ...credHelpers } = (config.credHelpers ?? {}) as Record<string, unknown>
  // With no entry at all, the CLI would take the machine's keyring for a store. An empty one is no login.
  const auths = { [registry]: {}, ...(config.auths as Record<string, unknown> | undefined) }
  const ours = { auths, credHelpers, currentContext, proxies }
  await writeFile(join(folder, 'config.json'), JSON.stringify(ours), { mode: 0o600 })
  for (const [name, isIt] of BESIDE) {
    // A link to nothing would be in Docker's way when it makes the folder itself.
    const there = await stat(join(users, name)).catch(() => undefined)
    if (there && isIt(there)) await symlink(join(users, name), join(folder, name))
  }
  return folder
}

/**
 * The login that the user's Docker config itself has for a registry; it is masked. What a credential helper or store keeps is not asked for.
 * @param host of the registry's API
 * @returns the Authorization header's value
 */
export async function readDockerLogin(host: string, env: Environment): Promise<string | undefined> {
  const { auths } = (await usersConfig(env)) as { auths?: Record<string, { auth?: unknown } | null> }
  const keys = host === DOCKER_HUB_HOST ? [DOCKER_HUB_KEY] : [host, `https://${host}`]
  for (const auth of keys.map((key) => auths?.[key]?.auth)) {
    const pair = Buffer.from(typeof auth === 'string' ? auth : '', 'base64').toString('utf8')
    const [, password] = /^[^:]+:(.+)$/s.exec(pair) ?? []
    if (password === undefined) continue
    const authorization = `Basic ${Buffer.from(pair).toString('base64')}`
    maskAuthorization(authorization)
    return authorization
  }
  return undefined
}

/** Removes the folder with its login. @returns whether there was one */
export async function removeDockerConfig(folder: string): Promise<boolean> {
  const there = await stat(folder).then(
    () => true,
    () => false,
  )
  await rm(folder, { recursive: true, force: true })
  return there
}
