import satisfies from 'semver/functions/satisfies.js'
import valid from 'semver/functions/valid.js'
import validRange from 'semver/ranges/valid.js'
import type { Rule } from '../rule.ts'

export const nodeTooOld: Rule = {
  id: 'node-too-old',
  severity: 'error',
  symptom: 'The build ends with "this OpenClaw release requires Node ...", or the gateway refuses to start',
  fix: 'Leave `base-image` out to have one chosen, or name one with a Node in that range',
  check({ facts: { nodeRange, baseNodeVersion }, container }) {
    if (!validRange(nodeRange) || !valid(baseNodeVersion)) return []
    if (satisfies(baseNodeVersion as string, nodeRange as string)) return []
    const message = `The base image has Node ${baseNodeVersion}, and this release of OpenClaw needs ${nodeRange}`
    return [{ message, at: container.at('image') }]
  },
}
