// The step of pair/action.yml: who waits at the gateway's door, and whom to let in. Without Docker, AWS or manifests.

import { getInput } from '@actions/core'
import { parsePairInputs } from './inputs/pair.ts'
import { gatewayOfInputs, pairDevices } from './phases/pair.ts'
import { pairingOutputs } from './report/outcome.ts'
import { describeDoor } from './report/pairing.ts'
import { runStep } from './step.ts'

export function run(): Promise<void> {
  return runStep(
    async (step) => {
      const inputs = parsePairInputs((name) => getInput(name, { trimWhitespace: false }), step.surroundings.env)
      const gateway = await step.timeline.phase('Connect', () => gatewayOfInputs(step, inputs))
      await step.timeline.phase('Pair', () => pairDevices(step, gateway, inputs.pairing))
    },
    pairingOutputs,
    describeDoor,
  )
}
