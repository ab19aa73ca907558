import { PROXY_AUTH, proxyAuthOf } from '../auth.ts'
import type { Rule } from '../rule.ts'

const USERS = [...PROXY_AUTH, 'allowUsers']
const APPROVE = [...PROXY_AUTH, 'deviceAutoApprove']
/** With the first a device may do everything, with the second it approves others. */
const POWERS = ['operator.admin', 'operator.pairing']

export const proxyUsersAny: Rule = {
  id: 'proxy-users-any',
  severity: 'warning',
  symptom: 'Everybody whom the proxy lets in is an operator of the gateway, so with Google’s sign-in the whole world',
  fix: 'List them in gateway.auth.trustedProxy.allowUsers, or silence this if the proxy lets nobody else in',
  check(subject) {
    const config = proxyAuthOf(subject)
    const users = config?.at(...USERS)
    if (config === undefined || config.mayInclude(...USERS) || (Array.isArray(users) && users.length > 0)) return []
    return [
      { message: 'gateway.auth.trustedProxy.allowUsers names nobody, and so allows all', at: config.spot(...USERS) },
    ]
  },
}

export const proxyApprovesAdmin: Rule = {
  id: 'proxy-approves-admin',
  severity: 'warning',
  symptom:
    'Who gets hold of one account at the proxy has a device that stays an administrator of the gateway, and nobody was asked',
  fix: 'Leave operator.admin and operator.pairing out of deviceAutoApprove.scopes, and approve those devices by hand',
  check(subject) {
    const config = proxyAuthOf(subject)
    const scopes = config?.at(...APPROVE, 'scopes')
    if (config?.at(...APPROVE, 'enabled') !== true || !Array.isArray(scopes)) return []
    const found = POWERS.filter((scope) => scopes.includes(scope))
    if (found.length === 0) return []
    return [
      {
        message: `gateway.auth.trustedProxy.deviceAutoApprove gives every new device ${found.join(' and ')}`,
        at: config.spot(...APPROVE, 'scopes', scopes.indexOf(found[0])),
      },
    ]
  },
}
