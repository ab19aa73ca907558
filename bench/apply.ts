// The apply phase, from its first request to its last answer, of many small objects: ours against the whole command
// `kubectl apply --server-side`, which is what it is measured against because nobody can have less of kubectl.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labClient } from '../lab/client.ts'
import { cleanEnvironment, labEnvironment } from '../lab/environment.ts'
import type { KubeObject } from '../src/kube/object.ts'
import { inParallel } from '../src/kube/parallel.ts'
import { PARALLEL_APPLIES } from '../src/phases/rollout.ts'
import { apply } from '../src/rollout/apply.ts'
import { inTurn, type Measure } from './measure.ts'

const NAMESPACE = 'bench-apply'

export const applies: readonly Measure[] = [
  { count: 10, rounds: 5 },
  { count: 100, rounds: 3 },
  { count: 1000, rounds: 1 },
].map(({ count, rounds }) => ({
  id: `apply-${count}`,
  unit: 'ms',
  peerName: 'the whole command kubectl apply --server-side',
  goal: 'ratio <= 0.1',
  needsLab: true,
  run: () => applyInTurn(count, rounds),
  isMet: (_, ratio) => ratio <= 0.1,
}))

async function applyInTurn(count: number, rounds: number) {
  const lab = await labEnvironment()
  const env = { ...cleanEnvironment(), ...lab }
  const kubectl = (...args: string[]) => execFileSync('kubectl', args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-bench-'))
  const client = labClient(lab.KUBECONFIG)
  let round = 0
  try {
    kubectl('create', 'namespace', NAMESPACE)
    return await inTurn(
      rounds,
      async () => {
        const objects = configMaps(count, 'ours', ++round)
        const begun = performance.now()
        await inParallel(objects, PARALLEL_APPLIES, (object) => apply(client, object, undefined, { file: 'bench' }))
        return performance.now() - begun
      },
      async () => {
        const file = join(folder, 'objects.json')
        writeFileSync(
          file,
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items: configMaps(count, 'theirs', ++round) }),
        )
        const begun = performance.now()
        kubectl('apply', '--server-side', '-f', file)
        return performance.now() - begun
      },
    )
  } finally {
    client.close()
    kubectl('delete', 'namespace', NAMESPACE, '--ignore-not-found')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each round has other contents, so that each apply has something to write. */
function configMaps(count: number, owner: string, round: number): KubeObject[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${owner}-${index}`, namespace: NAMESPACE },
    data: { round: String(round), text: 'some small text\n'.repeat(4) },
  }))
}
