import type { Rule } from '../rule.ts'

export const configProviders: Rule = {
  id: 'config-providers',
  severity: 'error',
  symptom: 'The gateway ends with 78 and `Unrecognized key: "providers"`',
  fix: 'Move it to models.providers, or remove it: a key such as ANTHROPIC_API_KEY in the environment is found without',
  check({ config }) {
    if (config?.at('providers') === undefined) return []
    return [{ message: 'OpenClaw knows no root key `providers`', at: config.spot('providers') }]
  },
}
