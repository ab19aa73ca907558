// The login in a registry's URL (`https://me:password@host/`): fetch refuses such a URL, and its error would print the password.

import { unescape as decodeUri } from 'node:querystring'

/** The URL without its login, which is as it is written there. */
export function splitUserinfo(url: string): { readonly url: string; readonly userinfo: string | undefined } {
  const [, scheme = '', userinfo, rest = url] = /^(https?:\/\/)(?:([^/?#]*)@)?(.*)$/i.exec(url) ?? []
  return { url: `${scheme}${rest}`, userinfo: userinfo || undefined }
}

/** What HTTP's Basic wants behind its name. */
export function basicOf(userinfo: string): string {
  const pair = userinfo.includes(':') ? userinfo : `${userinfo}:`
  return Buffer.from(decodeUri(pair)).toString('base64')
}
