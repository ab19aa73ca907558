// Around the rollout of another image: which packages came with it, for the summary. A release is bounded by its version, what it
// depends on mostly by ranges, so two images of one release can differ.

import type { Deployment } from '../kube/workloads.ts'
import type { Image, Run } from '../run.ts'
import type { Plan } from './plan.ts'
import { servingPod } from './stage.ts'
import type { Target } from './target.ts'

const TIMEOUT_MS = 15_000

/**
 * Reads what the old gateway has, while it runs.
 * @returns notes in the outcome how the new one differs; does nothing where either cannot be read, since nothing hangs on it
 */
export async function beginPackageDiff(
  { outcome }: Run,
  target: Target,
  image: Image,
  { gateway: { live } }: Plan,
): Promise<() => Promise<void>> {
  const isSame = outcome.previousImage?.endsWith(`@${image.digest}`)
  const { containerIn } = await import('../manifests/workload.ts')
  const { container } = target.workload
  const look = (name: string) => packagesIn(target, live as Deployment, name).catch(() => undefined)
  const before = live && !isSame ? await look(containerIn(live, target.workload)?.name ?? container) : undefined
  return async () => {
    const after = before && (await look(container))
    if (!after) return
    const { changedPackages, parsePackages } = await import('../image/packages.ts')
    outcome.packages = changedPackages(parsePackages(before), parsePackages(after))
  }
}

async function packagesIn(target: Target, live: Deployment, container: string): Promise<string | undefined> {
  const { cluster, namespace } = target
  const pod = await servingPod(target, live)
  if (pod === undefined) return undefined
  const [{ exec }, { PACKAGES_FILE }] = await Promise.all([import('../kube/exec.ts'), import('../image/packages.ts')])
  const result = await exec(
    cluster.client,
    { namespace, pod: pod.metadata.name, container },
    ['cat', PACKAGES_FILE],
    TIMEOUT_MS,
  )
  return result.kind === 'done' && result.exitCode === 0 ? result.stdout : undefined
}
