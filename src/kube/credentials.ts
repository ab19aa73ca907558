// What our own credentials tell of who we are, without a question to the server: which is most of the answer to "why may
// this run do nothing". Nothing is verified here; that is the server's work.

import type { RequestOptions } from 'node:https'

export type Credentials =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'token'
      /** `system:serviceaccount:<namespace>:<name>`, when it is a service account's. */
      readonly account?: string
      /** Epoch milliseconds; a token of a Secret never ends. */
      readonly endsMs?: number
    }
  /** A client certificate or a password. */
  | { readonly kind: 'other' }

const ACCOUNT = /^system:serviceaccount:[^:\s]+:[^:\s]+$/

/** @param options of a request, as it will be sent */
export function credentialsOf({ headers, auth, cert, pfx }: RequestOptions): Credentials {
  const { Authorization: header } = (headers ?? {}) as { Authorization?: string }
  const token = /^Bearer\s+(\S+)/i.exec(header ?? '')?.[1]
  if (token === undefined) return { kind: header || auth || cert || pfx ? 'other' : 'none' }
  const { sub, exp } = claimsOf(token)
  return {
    kind: 'token',
    ...(typeof sub === 'string' && ACCOUNT.test(sub) && { account: sub }),
    ...(typeof exp === 'number' && { endsMs: exp * 1000 }),
  }
}

/** Whether it is the account that a pod gets whose template names none: Kubernetes' own, or that of ARC's chart. */
export function isNobodys(account: string): boolean {
  return /:default$|-no-permission$/.test(account)
}

/** Of a JSON web token; of any other there are none to see. */
function claimsOf(token: string): { sub?: unknown; exp?: unknown } {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? claims : {}
  } catch {
    return {}
  }
}
