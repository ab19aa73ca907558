import { isIP } from 'node:net'
import { ALIASES, bindSpot } from '../bind.ts'
import type { Rule } from '../rule.ts'

export const bindRawIp: Rule = {
  id: 'bind-raw-ip',
  severity: 'error',
  symptom:
    'The config is refused, or OpenClaw rewrites the file at its start, after which the next deployed config may be undone',
  fix: 'Write bind: "lan" to listen on all interfaces, or bind: "custom" with customBindHost for one address',
  check(subject) {
    const { bind } = subject
    if (!ALIASES.has(bind) && isIP(bind) === 0) return []
    return [{ message: `gateway.bind takes a keyword, and ${bind} is an address`, at: bindSpot(subject) }]
  },
}
