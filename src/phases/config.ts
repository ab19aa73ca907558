// Phase "Check the config": OpenClaw itself, of the version that is to be deployed, judges the config of the manifests,
// at the lines where it is written, while the old gateway runs.

import type { CheckRequest } from '../config/script.ts'
import { DeployError } from '../errors.ts'
import type { Deployment } from '../kube/workloads.ts'
import type { GatewayConfig } from '../manifests/gateway-config.ts'
import { sentence } from '../report/problems.ts'
import { redact } from '../report/redact.ts'
import type { Image, Run } from '../run.ts'
import type { Plan } from './plan.ts'
import type { Gateway } from './read.ts'
import { nodeOfGateway, stageOf, staysAsItIs } from './stage.ts'
import type { Target } from './target.ts'

/** Runs a script with an input in a container of the image. @returns what it printed, or why it could not be run */
export type RunScript = (script: string, input: string) => Promise<{ output: string } | { obstacle: string }>

/**
 * @throws DeployError with all that OpenClaw refuses, unless the input `lint` makes it a warning
 */
export async function checkConfig(run: Run, gateway: Gateway, version: string | undefined, runScript: RunScript) {
  const { inputs, timeline, warn } = run
  if (inputs.lint === 'off') return
  const [{ gatewayConfig }, { CHECK_SCRIPT, parseAnswer }, { judgeAnswer }] = await Promise.all([
    import('../manifests/gateway-config.ts'),
    import('../config/script.ts'),
    import('../config/verdict.ts'),
  ])
  const config = gatewayConfig(gateway.manifests, gateway.workload, inputs.workload.namespace)
  if (config === undefined) return timeline.progress('No config of the manifests reaches the gateway; nothing to check')
  const ran = await runScript(CHECK_SCRIPT, JSON.stringify(requestFor(config)))
  const answer = 'output' in ran ? parseAnswer(ran.output) : undefined
  if (answer === undefined || answer.valid === undefined || (!answer.valid && answer.issues.length === 0)) {
    const why = 'obstacle' in ran ? ran.obstacle : (answer?.failure ?? 'it gave no answer')
    return warn(`OpenClaw could not be asked about the config: ${redact(why)}`)
  }
  const { problems, warnings, notes } = judgeAnswer(answer, config, version)
  for (const each of warnings) warn(sentence(each), each.where)
  for (const note of notes) timeline.progress(`OpenClaw notes: ${note}`)
  if (answer.more > 0) timeline.progress(`OpenClaw has ${answer.more} remarks more than there was room for`)
  const [first, ...more] = problems
  if (first && inputs.lint === 'error') throw new DeployError(first, ...more)
  for (const each of problems) warn(sentence(each), each.where)
  if (answer.valid) timeline.progress(`OpenClaw${version === undefined ? '' : ` ${version}`} accepts the config`)
}

function requestFor({ files, name, variables }: GatewayConfig): CheckRequest {
  return { files, name, variables }
}

/**
 * For an image that this run has not built: in a throwaway pod on the node of the gateway. Not where the gateway would
 * not restart.
 */
export async function checkConfigOnNode(run: Run, target: Target, gateway: Gateway, image: Image, plan: Plan) {
  if (run.outcome.decision === 'build' || run.inputs.lint === 'off' || staysAsItIs(plan)) return
  await run.timeline.phase('Check the config', async () => {
    const [{ askInPod }, { REQUEST_VARIABLE }] = await Promise.all([
      import('../rollout/rehearsal/ask.ts'),
      import('../config/script.ts'),
    ])
    const stage = await stageOf(run, target, image, plan)
    const { live } = plan.gateway
    const node = live && (await nodeOfGateway(target, live as Deployment))
    await checkConfig(run, gateway, image.version, (script, input) =>
      askInPod(stage, { script, input, variable: REQUEST_VARIABLE }, node),
    )
  })
}
