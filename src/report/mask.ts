// Secrets are masked before anything can print them. The runner masks exact strings only, so the forms in which a
// secret shows up by accident (base64, one line of many) are masked too.

import { setSecret } from '@actions/core'

// Masking short or common strings would turn the log into asterisks without protecting anything.
const SHORTEST_MASKED = 6

/** Registers the login in a URL as it is written, decoded (which is how it is sent) and as a URL writes it; also in what is no URL. */
export function maskLogin(text: string): void {
  const [, login] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(.*)@/is.exec(text) ?? []
  if (login === undefined) return
  const { username = '', password = '' } = URL.parse(text) ?? {}
  for (const each of [login, `${username}:${password}`]) {
    const secret = each.slice(each.indexOf(':') + 1)
    for (const form of [each, secret]) {
      mask(form)
      mask(decoded(form))
    }
  }
}

/** Registers the credentials of an Authorization header, and those of Basic as they are without their base64. */
export function maskAuthorization(authorization: string): void {
  const [scheme, credentials = ''] = authorization.split(' ')
  mask(credentials)
  if (scheme !== 'Basic') return
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  mask(pair)
  mask(pair.slice(pair.indexOf(':') + 1))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Registers a secret and the forms in which it could appear in a log. */
export function mask(secret: string): void {
  for (const form of [
    secret,
    ...secret.split(/\r?\n/),
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(secret),
  ]) {
    if (form.trim().length >= SHORTEST_MASKED) setSecret(form.trim())
  }
}
