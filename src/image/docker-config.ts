// A Docker configuration folder of our own: the user's stays as it is, and what the login leaves is removed with it.

import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Makes a private DOCKER_CONFIG under `temp`.
 * @param registry host that will be logged in to; a credential helper for it would be asked to store our login
 * @param onFolder told its path before anything is in it, so that the post step can remove it after a crash
 */
export async function createDockerConfig(
  temp: string,
  registry: string,
  env: Readonly<Record<string, string | undefined>>,
  onFolder: (folder: string) => void,
): Promise<string> {
  await mkdir(temp, { recursive: true })
  const folder = await mkdtemp(join(temp, 'openclaw-deploy-docker-'))
  onFolder(folder)
  const users = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker')
  const config = await readFile(join(users, 'config.json'), 'utf8')
    .then((text) => JSON.parse(text) as Record<string, unknown>)
    .catch(() => ({}) as Record<string, unknown>)
  // Logins for base images and the chosen context go along; a credential store does not, or ours would land in it.
  const { auths, currentContext, proxies } = config
  const { [registry]: _, ...credHelpers } = (config.credHelpers ?? {}) as Record<string, unknown>
  const ours = { auths, credHelpers, currentContext, proxies }
  await writeFile(join(folder, 'config.json'), JSON.stringify(ours), { mode: 0o600 })
  // Plugins, contexts and builders are looked for beside the config.
  for (const name of ['cli-plugins', 'contexts', 'buildx']) {
    // A link to nothing would be in Docker's way when it makes the folder itself.
    const there = await stat(join(users, name)).catch(() => undefined)
    if (there?.isDirectory()) await symlink(join(users, name), join(folder, name))
  }
  return folder
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
