import type { Rule } from '../rule.ts'

export const configSyntax: Rule = {
  id: 'config-syntax',
  severity: 'error',
  symptom: 'The gateway ends with 78 and "JSON5 parse failed", again and again',
  fix: 'Correct the JSON5 on that line',
  check({ delivery }) {
    const flaw = delivery?.config.flaw
    return flaw ? [{ message: `openclaw.json is not valid JSON5: ${flaw.message}`, at: flaw }] : []
  },
}
