// The proxies of the environment: no inputs, and as good a place for a mistake.

import { refusedByNode } from '../proxy/node.ts'
import { isAllExempt, isProxySet, parseProxyUrl, proxySettings } from '../proxy/rules.ts'
import { maskLogin } from '../report/mask.ts'
import type { Surroundings } from './common.ts'
import type { InputReader } from './reader.ts'

/** Masks the logins of proxies, and notes what cannot be used. @param node version of Node, such as `24.21.0` */
export function readProxies(reader: InputReader, env: Surroundings['env'], node = process.versions.node): void {
  for (const { name, value } of proxySettings(env)) {
    const url = parseProxyUrl(value)
    maskLogin(value)
    if (url || isAllExempt(env)) continue
    // The value is not shown: it may hold a password, and nobody can tell where in what is none.
    const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value) ?? []
    const what =
      scheme === undefined || /^https?$/i.test(scheme)
        ? 'is no URL of a proxy'
        : `names a ${scheme} proxy, which this action cannot use`
    reader.wrong(
      `${name} of the environment ${what}`,
      `Write ${name} as http://host:port or http://user:password@host:port, user and password percent-encoded, or unset it for this step`,
    )
  }
  const refused = refusedByNode('A proxy is set', node)
  if (refused && isProxySet(env) && !isAllExempt(env)) reader.wrong(refused.message, refused.fix)
}
