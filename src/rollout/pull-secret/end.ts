// When a login ends. A token of ECR tells it; what this action has written is noted beside it.

import { isRecord, type KubeObject } from '../../kube/object.ts'
import type { LoginSecret, RegistryLogin } from '../../kube/registry-login.ts'

/**
 * Not the one that manifests are applied by: a Secret that was among these once would lose what this does not list.
 */
export const RENEWER = 'openclaw-deploy-pull-secret'

/** Value: when the login ends, and the registry that it is for. */
const ENDS_ANNOTATION = 'openclaw-deploy/pull-secret-ends'

/** The note that goes with a login. @param endsAtMs epoch milliseconds */
export function endNote(endsAtMs: number, registry: string): Readonly<Record<string, string>> {
  return { [ENDS_ANNOTATION]: `${new Date(endsAtMs).toISOString()} ${registry}` }
}

/** What the token says of itself; else what was noted when it was written, as long as nobody has written since. */
export function loginEnd(
  { registry, password }: RegistryLogin,
  secret: KubeObject,
  { format }: LoginSecret,
): number | undefined {
  const own = tokenEnd(password)
  if (own !== undefined) return own
  const { annotations = {}, managedFields = [] } = secret.metadata
  const [time = '', of] = (annotations[ENDS_ANNOTATION] ?? '').split(' ')
  const isOurs = managedFields.some(
    ({ manager, operation, fieldsV1 }) =>
      manager === RENEWER && operation === 'Apply' && fieldsV1?.['f:data']?.[`f:.${format}`] !== undefined,
  )
  const ends = Date.parse(time)
  return isOurs && of === registry && Number.isFinite(ends) ? ends : undefined
}

/** When a token of ECR ends, which it says of itself: epoch milliseconds, undefined for any other password. */
export function tokenEnd(password: string): number | undefined {
  try {
    const token: unknown = JSON.parse(Buffer.from(password, 'base64').toString('utf8'))
    const seconds = isRecord(token) ? Number(token.expiration) : Number.NaN
    // Before 2001 or beyond 5138 it is no time in seconds.
    return seconds > 1e9 && seconds < 1e11 ? seconds * 1000 : undefined
  } catch {
    return undefined
  }
}
