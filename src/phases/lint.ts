// What is known to end in a gateway that does not work, found in the files themselves: before any API call.

import { DeployError, type Problem } from '../errors.ts'
import type { Manifest } from '../manifests/objects.ts'
import type { Workload } from '../manifests/workload.ts'
import type { Run } from '../run.ts'

/** Warns of findings. @throws DeployError with all those that are errors, unless the input `lint` makes them warnings */
export async function lintManifests(run: Run, manifests: readonly Manifest[], workload: Workload): Promise<void> {
  const { inputs, timeline, warn } = run
  if (inputs.lint === 'off') return
  const { lint, subjectOf } = await import('../manifests/lint/index.ts')
  const { architecture } = workload
  const facts = { namespace: inputs.workload.namespace, ...(architecture !== undefined && { architecture }) }
  const findings = lint(subjectOf(manifests, workload, facts))
  const problems: Problem[] = []
  for (const { rule, severity, message, fix, where } of findings) {
    if (severity === 'error' && inputs.lint === 'error')
      problems.push({ code: 'lint', message: `${message} (rule ${rule})`, fix, where })
    else warn(`${message} (rule ${rule}). ${fix}.`, where)
  }
  timeline.progress(`The lint has ${findings.length === 0 ? 'no findings' : `${findings.length} findings`}`)
  const [first, ...more] = problems
  if (first) throw new DeployError(first, ...more)
}
