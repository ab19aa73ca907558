// What the gateway's pods refer to, wherever it comes from: this run, or what was in the cluster before.

import { problemsOf } from '../errors.ts'
import { identityOf, type KubeObject } from '../kube/object.ts'
import type { ConfigReference } from '../rollout/references.ts'
import type { Target } from './target.ts'

/**
 * Looks up ConfigMaps and Secrets of the gateway's namespace, in the order of the references; each is asked for at most once
 * in a run. Undefined for one that is not there or may not be read.
 */
export function looker({ cluster, namespace }: Target) {
  const asked = new Map<string, Promise<KubeObject | undefined>>()
  const ask = (object: KubeObject) =>
    cluster.client.find(object).catch((error: unknown) => {
      if (problemsOf(error)[0].code === 'cluster-forbidden') return undefined
      throw error
    })
  const askOnce = (object: KubeObject) => {
    const identity = identityOf(object)
    const answer = asked.get(identity) ?? ask(object)
    asked.set(identity, answer)
    return answer
  }
  /** @param applied what this run has made, or will make, of some of them */
  return (references: readonly ConfigReference[], applied: readonly KubeObject[] = []) => {
    const ours = new Map(applied.map((object) => [identityOf(object), object]))
    const objects = references.map(({ kind, name }) => ({ apiVersion: 'v1', kind, metadata: { name, namespace } }))
    return Promise.all(objects.map((each) => ours.get(identityOf(each)) ?? askOnce(each)))
  }
}
