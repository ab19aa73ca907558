// A Job has run or runs, and Kubernetes lets nobody change its template: one that is in the cluster keeps its image. Pure.

import type { KubeObject } from '../kube/object.ts'
import type { ContainerTemplate, PodTemplateSpec } from './rehearsal/template.ts'

/** @param pin the reference that was put in @returns the object, a Job's containers with that image as they are in the cluster */
export function asItRan(object: KubeObject, live: KubeObject | undefined, pin: string): KubeObject {
  if (object.kind !== 'Job' || live === undefined) return object
  const { spec } = object as Job
  const ran = (live as Job).spec.template.spec
  const kept = (containers: readonly ContainerTemplate[], before: readonly ContainerTemplate[] = []) =>
    containers.map((container) => {
      const image = before.find(({ name }) => name === container.name)?.image
      return container.image === pin && image !== undefined ? { ...container, image } : container
    })
  const { containers, initContainers } = spec.template.spec
  const template = {
    ...spec.template,
    spec: {
      ...spec.template.spec,
      containers: kept(containers, ran.containers),
      ...(initContainers && { initContainers: kept(initContainers, ran.initContainers) }),
    },
  }
  return { ...object, spec: { ...spec, template } } as KubeObject
}

interface Job extends KubeObject {
  readonly spec: { readonly template: { readonly spec: PodTemplateSpec } }
}
