// Config that rolls out: Kubernetes does not restart a pod when a ConfigMap or Secret changes under it, and OpenClaw reads
// its config only at start. So the pod template carries a mark of what the pod reads; a changed mark is a new rollout.

import { createHash } from 'node:crypto'
import type { KubeObject } from '../kube/object.ts'
import type { Deployment } from '../kube/workloads.ts'

/** Annotation of the pod template. */
export const CONFIG_ANNOTATION = 'openclaw-deploy/config'

/** A file in a ConfigMap or Secret. */
export interface ConfigText {
  /** `ConfigMap openclaw-config, openclaw.json` */
  readonly name: string
  readonly text: string
}

/** What in ConfigMaps and Secrets may be OpenClaw's configuration: their JSON files. */
export function configTexts(objects: readonly KubeObject[]): ConfigText[] {
  return objects.flatMap((object) => {
    const { data = {} } = object as { data?: Readonly<Record<string, string>> }
    const text = (value: string) => (object.kind === 'Secret' ? Buffer.from(value, 'base64').toString('utf8') : value)
    return Object.entries(data)
      .filter(([key]) => /\.json5?$/.test(key))
      .map(([key, value]) => ({ name: `${object.kind} ${object.metadata.name}, ${key}`, text: text(value) }))
  })
}

/**
 * The mark: 16 hex digits over the contents of ConfigMaps and the versions of Secrets. Never over a Secret's value:
 * whoever may read the Deployment could try guesses against a hash of it.
 * @param objects what the references stand for, undefined for one that is not there or may not be read
 */
export function configMark(objects: readonly (KubeObject | undefined)[]): string {
  const marks = objects.map((object) => {
    if (object === undefined) return null
    const { kind, metadata } = object
    if (kind === 'Secret') return [kind, metadata.name, metadata.uid, metadata.resourceVersion]
    const { data = {}, binaryData = {} } = object as { data?: object; binaryData?: object }
    return [kind, metadata.name, sortedEntries(data), sortedEntries(binaryData)]
  })
  return createHash('sha256').update(JSON.stringify(marks)).digest('hex').slice(0, 16)
}

/** The Deployment with its pod template marked. */
export function withConfigMark(deployment: Deployment, mark: string): Deployment {
  const { template } = deployment.spec
  const annotations = { ...template.metadata?.annotations, [CONFIG_ANNOTATION]: mark }
  return {
    ...deployment,
    spec: { ...deployment.spec, template: { ...template, metadata: { ...template.metadata, annotations } } },
  }
}

function sortedEntries(object: object): [string, unknown][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))
}
