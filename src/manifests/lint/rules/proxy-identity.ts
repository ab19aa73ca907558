import { rangeOf, rangesOf, without } from '../../../addresses.ts'
import { PROXY_AUTH, proxyAuthOf } from '../auth.ts'
import { PROXIES, proxiesOf } from '../proxies.ts'
import type { Rule } from '../rule.ts'

const HEADER = [...PROXY_AUTH, 'userHeader']
const TOKEN = ['gateway', 'auth', 'token']
const TOKEN_VARIABLE = 'OPENCLAW_GATEWAY_TOKEN'
const LOOPBACK = rangesOf('127.0.0.0/8', '::1')

// What OpenClaw 2026.9.6 asserts of the mode at its start.
export const proxyUserHeader: Rule = {
  id: 'proxy-user-header',
  severity: 'error',
  symptom:
    'The gateway does not start: "gateway auth mode is trusted-proxy, but no trustedProxy config was provided", or userHeader is required',
  fix: 'Set gateway.auth.trustedProxy.userHeader to the header in which the proxy names the user, such as "x-forwarded-email"',
  check(subject) {
    const config = proxyAuthOf(subject)
    if (config === undefined || config.text(...HEADER)?.trim() || config.mayInclude(...HEADER)) return []
    const message = 'gateway.auth.mode is trusted-proxy, and trustedProxy.userHeader is not set'
    return [{ message, at: config.spot(...HEADER) }]
  },
}

export const proxyAndToken: Rule = {
  id: 'proxy-and-token',
  severity: 'error',
  symptom: 'The gateway does not start: "gateway auth mode is trusted-proxy, but a shared token is also configured"',
  fix: `Remove gateway.auth.token and ${TOKEN_VARIABLE}, or set that to "" in the container’s env; the CLI inside the pod has OPENCLAW_GATEWAY_PASSWORD in this mode`,
  check(subject) {
    const config = proxyAuthOf(subject)
    if (config === undefined) return []
    const isWritten = config.at(...TOKEN) !== undefined
    if (!isWritten && !subject.environment.has(TOKEN_VARIABLE)) return []
    return [
      {
        message: `gateway.auth.mode is trusted-proxy, and ${isWritten ? 'gateway.auth.token' : TOKEN_VARIABLE} is set`,
        at: (isWritten ? undefined : subject.environment.part(TOKEN_VARIABLE)) ?? config.spot(...TOKEN),
      },
    ]
  },
}

export const proxyLoopback: Rule = {
  id: 'proxy-loopback',
  severity: 'error',
  symptom: 'Whoever comes through the sidecar is refused with 1008 "unauthorized" (trusted_proxy_loopback_source)',
  fix: 'Set gateway.auth.trustedProxy.allowLoopback to true, if every container of the pod may say who asks',
  check(subject) {
    const config = proxyAuthOf(subject)
    const path = [...PROXY_AUTH, 'allowLoopback']
    if (config === undefined || config.at(...path) === true || config.mayInclude(...path)) return []
    const ranges = proxiesOf(config).flatMap(({ entry, index }) => {
      const range = rangeOf(entry)
      return range === undefined ? [] : [{ entry, index, isLoopback: without(range, LOOPBACK).length === 0 }]
    })
    const [first] = ranges
    // Beside another it is a habit, and does no harm.
    if (first === undefined || !ranges.every(({ isLoopback }) => isLoopback)) return []
    return [
      {
        message: `gateway.trustedProxies holds loopback alone (${first.entry}), and OpenClaw takes nobody’s word from there unless it is allowed to`,
        at: config.spot(...PROXIES, first.index),
      },
    ]
  },
}
