import { isRecord } from '../../../kube/object.ts'
import { authModeOf } from '../auth.ts'
import { bindSpot, isLoopback } from '../bind.ts'
import { flagOf } from '../pod.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

export const bindWithoutAuth: Rule = {
  id: 'bind-without-auth',
  severity: 'error',
  symptom: 'The gateway ends with 78 and "Refusing to bind gateway to lan without auth"',
  fix: 'Give OPENCLAW_GATEWAY_TOKEN from a Secret, by envFrom or secretKeyRef',
  check(subject) {
    // Without a config in the manifests, one on the volume may hold the token.
    const isKnown = subject.config !== undefined || flagOf(subject.command, 'bind') !== undefined
    if (!isKnown || isLoopback(subject) || hasAuth(subject)) return []
    const message = `The gateway listens on more than loopback (bind ${subject.bind}), and neither a token nor a password is given`
    return [{ message, at: bindSpot(subject) }]
  },
}

function hasAuth(subject: Subject): boolean {
  const { config, command, environment } = subject
  const mode = authModeOf(subject)
  if (mode === 'trusted-proxy') return true
  if (mode === 'none') return false
  return (
    ['token', 'password'].some((key) => flagOf(command, key) !== undefined) ||
    ['OPENCLAW_GATEWAY_TOKEN', 'OPENCLAW_GATEWAY_PASSWORD'].some((name) => environment.mayHave(name)) ||
    ['token', 'password'].some((key) => {
      const value = config?.at('gateway', 'auth', key)
      if (value === undefined) return config?.mayInclude('gateway', 'auth', key) ?? false
      return isGiven(value, environment.mayHave)
    })
  )
}

/** A value of the config may be a reference to a variable: `${NAME}`, or a SecretRef of the source env. */
function isGiven(value: unknown, mayHave: (name: string) => boolean): boolean {
  if (isRecord(value)) return value.source !== 'env' || typeof value.id !== 'string' || mayHave(value.id)
  if (typeof value !== 'string') return false
  const [, variable] = /^\$\{([A-Z_][A-Z0-9_]*)\}$/.exec(value) ?? []
  return variable === undefined ? value !== '' : mayHave(variable)
}
