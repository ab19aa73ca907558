// A user's `tokenFile`, which client-node does not know: it looks for another name.

import { readFile } from 'node:fs/promises'
import type { RequestOptions } from 'node:https'
import { resolve } from 'node:path'
import type { Authenticator } from '@kubernetes/client-node/dist/auth.js'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { parse } from 'yaml'
import { DeployError, systemCode } from '../errors.ts'
import { mask } from '../report/mask.ts'

/** By the user's name. */
export type TokenFiles = ReadonlyMap<string, string>

/** @param text of a kubeconfig that client-node has taken @param folder that paths are relative to, if it came from a file */
export function tokenFilesIn(text: string, folder = ''): TokenFiles {
  if (!text.includes('tokenFile')) return new Map()
  const { users } = parse(text, { merge: true, logLevel: 'error' }) as { users?: unknown }
  const files = new Map<string, string>()
  for (const { name, user } of (Array.isArray(users) ? users : []) as {
    name: string
    user?: { tokenFile?: unknown }
  }[]) {
    const file = user?.tokenFile
    // Of two users with one name the first counts.
    if (typeof file === 'string' && file !== '' && !files.has(name)) files.set(name, resolve(folder, file))
  }
  return files
}

/**
 * Has the current user take the token from its file, which comes before anything else that the user has.
 * @throws DeployError when it cannot be had, and there is no `token` to begin with
 */
export async function useTokenFile(config: KubeConfig, files: TokenFiles, origin: string): Promise<void> {
  const user = config.getCurrentUser()
  const path = user ? files.get(user.name) : undefined
  if (!user || path === undefined) return
  const { token, exec, authProvider, ...rest } = user
  const file = new TokenFile(user.name, path, token || undefined)
  const flaw = await file.read()
  if (flaw !== undefined && !token) {
    throw new DeployError({
      code: 'input-invalid',
      // Without its path: somebody may have put the token itself there.
      message: `The \`tokenFile\` of the kubeconfig (${origin}) ${flaw}`,
      fix: 'Put the token into that file before this step (a path in it is relative to the kubeconfig’s folder), or give a kubeconfig with a token in it',
    })
  }
  config.users = config.users.map((each) => (each === user ? rest : each))
  config.addAuthenticator(file)
}

/** Read anew for each request: whoever wrote it may renew it while a long run goes on. */
class TokenFile implements Authenticator {
  readonly #user: string
  readonly #path: string
  #token: string | undefined

  /** @param token to begin with */
  constructor(user: string, path: string, token: string | undefined) {
    this.#user = user
    this.#path = path
    this.#token = token
  }

  isAuthProvider({ name }: { readonly name: string }): boolean {
    return name === this.#user
  }

  async applyAuthentication(_: unknown, options: Pick<RequestOptions, 'headers'>): Promise<void> {
    // While it is being written, the last one counts, as for kubectl.
    await this.read()
    options.headers = { ...options.headers, Authorization: `Bearer ${this.#token}` } as typeof options.headers
  }

  /** @returns a clause that says why there is no token in it, if so */
  async read(): Promise<string | undefined> {
    let token: string
    try {
      token = (await readFile(this.#path, 'utf8')).trim()
    } catch (error) {
      return `cannot be read (${systemCode(error) ?? 'no such file'})`
    }
    // What is no header would be an error of Node's with each request.
    if (!/^[\x21-\x7e]+$/.test(token)) return 'holds no token'
    if (token !== this.#token) mask(token)
    this.#token = token
    return undefined
  }
}
