// Watches a rollout beside the action, with the same code, so that what the lab really showed can be replayed without it:
// test/unit/rollout/recorded.test.ts cuts these streams at every place. RECORD=1 keeps them.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { labClient } from '../../lab/client.ts'
import type { Site } from '../../lab/site.ts'
import { problemsOf } from '../../src/errors.ts'
import type { KubeClient } from '../../src/kube/request.ts'
import type { Deployment } from '../../src/kube/workloads.ts'
import type { Expected } from '../../src/rollout/goal.ts'
import type { RolloutView } from '../../src/rollout/view.ts'
import { waitForRollout } from '../../src/rollout/wait.ts'
import { packRecording } from '../unit/rollout/recording.ts'

const FOLDER = join(import.meta.dirname, '../unit/rollout/recorded')
const NAMES = { deployment: 'openclaw', container: 'openclaw' }

/** How a recording ends that saw the rollback begin. */
export const OVERTAKEN = 'overtaken'

export interface Recorder {
  /** Once it has seen the rollout: what is disturbed before would only keep it from that. */
  readonly begun: Promise<void>
  /** How our own wait ended: `ready`, the code of its failure, or that it was overtaken. */
  readonly end: Promise<string>
}

/** Begins right after the apply. @param name what the stream shows, for the file it is kept in */
export function record(site: Site, name: string, image: string): Recorder {
  const client = labClient(site.env.KUBECONFIG)
  const begun = Promise.withResolvers<void>()
  const end = watch(site, client, name, image, begun.resolve).finally(() => {
    begun.resolve()
    client.close()
  })
  return { begun: begun.promise, end }
}

async function watch(
  site: Site,
  client: KubeClient,
  name: string,
  image: string,
  onBegun: () => void,
): Promise<string> {
  const { namespace } = site
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${NAMES.deployment}`
  const { metadata } = await client.get<Deployment>(path)
  const expected: Expected = {
    generation: metadata.generation ?? 0,
    container: NAMES.container,
    image,
    appliedAtMs: client.now(),
  }
  const views: (readonly [ms: number, view: RolloutView])[] = []
  const overtaken = new AbortController()
  const onView = (ms: number, view: RolloutView) => {
    views.push([ms, view])
    onBegun()
    // The action was sooner with its verdict, and puts the old gateway back.
    if ((view.deployment?.metadata.generation ?? 0) > expected.generation) overtaken.abort(OVERTAKEN)
  }
  const end = await waitForRollout(
    { client, namespace, deployment: NAMES.deployment },
    expected,
    { timeoutMs: 240_000, signal: overtaken.signal },
    { progress: () => {}, onView },
  ).then(
    // A gateway that is ready after the rollback began is the old one.
    () => (overtaken.signal.aborted ? OVERTAKEN : 'ready'),
    (error: unknown) => (overtaken.signal.aborted ? OVERTAKEN : problemsOf(error)[0].code),
  )
  if (process.env.RECORD) {
    mkdirSync(FOLDER, { recursive: true })
    const file = name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()
    writeFileSync(join(FOLDER, `${file}.json.gz`), packRecording({ name, end, expected, views }))
  }
  return end
}
