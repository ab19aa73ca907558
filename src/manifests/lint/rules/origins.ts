import { isLoopback } from '../bind.ts'
import type { Config } from '../config.ts'
import type { Front } from '../front.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

const PATH = ['gateway', 'controlUi', 'allowedOrigins'] as const

export const originsMissing: Rule = {
  id: 'origins-missing',
  severity: 'error',
  symptom: 'The Control UI loads behind the ingress, and its connection is refused with 1008 "origin not allowed"',
  fix: 'List the address under which a browser opens it, such as "https://openclaw.example.com", in gateway.controlUi.allowedOrigins',
  check(subject) {
    const { config } = subject
    const fronts = uiFrontsOf(subject)
    if (config === undefined || !needsOrigins(subject, config)) return []
    const allowed = originsOf(config)
    if (fronts.length > 0 && allowed.length === 0 && !config.mayInclude(...PATH)) {
      return [
        {
          message: 'An ingress leads to the gateway, and gateway.controlUi.allowedOrigins is empty',
          at: config.spot(...PATH),
        },
      ]
    }
    if (allowed.length === 0 || allowed.some((origin) => origin === '*' || origin.includes('${'))) return []
    const hosts = new Set(fronts.flatMap((front) => front.hosts))
    return (
      [...hosts]
        // The names of a wildcard are not written down.
        .filter((host) => !host.includes('*') && !allowed.some((origin) => hostOf(origin) === host.toLowerCase()))
        .map((host) => ({
          message: `An ingress leads from ${host} to the gateway, and gateway.controlUi.allowedOrigins does not hold it`,
          at: config.spot(...PATH),
          fix: `Add "https://${host}" to gateway.controlUi.allowedOrigins`,
        }))
    )
  },
}

export const originsUnset: Rule = {
  id: 'origins-unset',
  severity: 'warning',
  symptom:
    'The Control UI opens on localhost and private addresses only; under any other name it is refused with "origin not allowed"',
  fix: originsMissing.fix,
  check(subject) {
    const { config } = subject
    if (config === undefined || uiFrontsOf(subject).length > 0 || !needsOrigins(subject, config)) return []
    if (originsOf(config).length > 0 || config.mayInclude(...PATH)) return []
    return [{ message: 'gateway.controlUi.allowedOrigins is not set', at: config.spot(...PATH) }]
  },
}

/** Without those of webhooks alone: their host would open the Control UI to it. */
function uiFrontsOf({ fronts }: Subject): Front[] {
  return fronts.filter(({ entrances }) => entrances.some(({ isForUi }) => isForUi))
}

function needsOrigins(subject: Subject, config: Config): boolean {
  const controlUi = (key: string) => config.at('gateway', 'controlUi', key)
  return (
    !isLoopback(subject) &&
    controlUi('enabled') !== false &&
    controlUi('dangerouslyAllowHostHeaderOriginFallback') !== true
  )
}

function originsOf(config: Config): string[] {
  const value = config.at(...PATH)
  return (Array.isArray(value) ? value : []).filter((origin) => typeof origin === 'string' && origin.trim() !== '')
}

function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.hostname
}
