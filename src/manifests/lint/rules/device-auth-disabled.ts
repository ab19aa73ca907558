import type { Rule } from '../rule.ts'

const PATH = ['gateway', 'controlUi', 'dangerouslyDisableDeviceAuth'] as const

export const deviceAuthDisabled: Rule = {
  id: 'device-auth-disabled',
  severity: 'warning',
  symptom: 'Browsers are still refused with 1008 "pairing required"',
  fix: 'Remove it and approve devices, or let a proxy vouch: gateway.auth.mode "trusted-proxy" with trustedProxy.deviceAutoApprove',
  check({ config }) {
    if (config?.at(...PATH) === undefined) return []
    return [{ message: 'dangerouslyDisableDeviceAuth was retired and does nothing', at: config.spot(...PATH) }]
  },
}
