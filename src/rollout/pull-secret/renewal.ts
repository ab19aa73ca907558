// Which pull secret gets a fresh login, and what it then is. Pure.

import type { Place, Problem } from '../../errors.ts'
import type { KubeObject } from '../../kube/object.ts'
import {
  authEntry,
  isFor,
  type LoginSecret,
  loginData,
  loginsOf,
  type RegistryLogin,
  registryKey,
} from '../../kube/registry-login.ts'
import { endNote } from './end.ts'
import { hostOf, list, type PullFacts, problem } from './judge.ts'

/**
 * Which of the Secrets a fresh login goes into: the one that has an entry for the registry already, or the only one.
 * @param namedAt where the pod would name it
 */
export function secretToRenew(
  { image, secrets }: PullFacts,
  namedAt: Place,
): { readonly name: string } | { readonly problem: Problem } {
  if (secrets.length === 0) {
    const message = '`pull-secret: refresh` has nothing to renew: the gateway’s pod names no imagePullSecrets'
    const fix =
      'Add `imagePullSecrets: [{ name: ecr-pull }]` to the pod template; the Secret itself is made if it is missing'
    return { problem: problem(message, fix, namedAt) }
  }
  const fitting = secrets.find(({ secret }) => {
    const read = secret && loginsOf(secret)
    return read && 'logins' in read && read.logins.some(({ registry }) => isFor(registry, image))
  })
  const only = secrets.length === 1 ? secrets[0] : undefined
  const chosen = fitting ?? only
  if (chosen === undefined) {
    const message = `The pod names several pull secrets, and none has an entry for ${hostOf(image)} that \`pull-secret: refresh\` could renew: ${list(secrets)}`
    return {
      problem: problem(message, 'Name one pull secret only, or add the registry to the one that is meant', namedAt),
    }
  }
  const { name, secret, where, isApplied, madeFrom } = chosen
  if (madeFrom !== undefined) {
    const message = `Secret ${name} is made from ${madeFrom} of the manifests, whose controller would put back what \`pull-secret: refresh\` renews`
    return { problem: problem(message, 'Set `pull-secret: check`, or remove that from the manifests', where) }
  }
  if (isApplied) {
    const message = `Secret ${name} is in the manifests, and each apply would put back what \`pull-secret: refresh\` renews`
    const fix = 'Remove the Secret from the manifests (it stays in the cluster), or set `pull-secret: check`'
    return { problem: problem(message, fix, where) }
  }
  const read = secret && loginsOf(secret)
  if (read && 'flaw' in read) {
    const message = `Secret ${name} ${read.flaw}, so \`pull-secret: refresh\` cannot renew it`
    return { problem: problem(message, `Delete it (kubectl delete secret ${name}); it is then made anew`, where) }
  }
  return { name }
}

/**
 * The Secret with a fresh login for one registry, as an apply configuration; logins for others are kept.
 * @param live undefined to make it
 * @param endsAtMs epoch milliseconds
 */
export function withLogin(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  live: KubeObject | undefined,
  { registry, username, password }: RegistryLogin,
  endsAtMs: number | undefined,
): KubeObject {
  const read = live && loginsOf(live)
  const before: Pick<LoginSecret, 'format' | 'auths'> =
    read && 'logins' in read ? read : { format: 'dockerconfigjson', auths: {} }
  // The same registry in other spellings would be tried as well, with the login that has ended.
  const others = Object.entries(before.auths).filter(([each]) => registryKey(each) !== registry)
  const auths = { ...Object.fromEntries(others), [registry]: authEntry(username, password) }
  const { resourceVersion } = live?.metadata ?? {}
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      // So that an entry which somebody adds meanwhile is not lost.
      ...(resourceVersion && { resourceVersion }),
      ...(endsAtMs && { annotations: endNote(endsAtMs, registry) }),
    },
    type: `kubernetes.io/${before.format}`,
    data: loginData({ format: before.format, auths }),
  }
}
