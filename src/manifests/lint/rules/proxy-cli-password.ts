import { proxyAuthOf } from '../auth.ts'
import type { Rule } from '../rule.ts'

const PASSWORD = ['gateway', 'auth', 'password']

export const proxyCliPassword: Rule = {
  id: 'proxy-cli-password',
  severity: 'warning',
  symptom: 'Commands inside the pod end with 1 and "unauthorized", so that no device is approved and no backup is made',
  fix: 'Give OPENCLAW_GATEWAY_PASSWORD from a Secret, by envFrom or secretKeyRef',
  check(subject) {
    const config = proxyAuthOf(subject)
    const { environment, container } = subject
    if (config === undefined || environment.mayHave('OPENCLAW_GATEWAY_PASSWORD')) return []
    if (config.at(...PASSWORD) !== undefined || config.mayInclude(...PASSWORD)) return []
    const message =
      'gateway.auth.mode is trusted-proxy, and the CLI inside the pod, which no proxy names, has no password'
    return [{ message, at: environment.part('OPENCLAW_GATEWAY_PASSWORD') ?? container.at('env') }]
  },
}
