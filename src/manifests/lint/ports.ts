// Which ports lead to the gateway.

import type { Part } from './part.ts'
import type { Subject } from './subject.ts'

/** Where a Service or a probe leads: the number, and whether it is the gateway's container or another of the pod. */
export interface Target {
  /** The value that was written: a name or a number. */
  readonly part: Part
  /** Undefined for a name that no container has. */
  readonly port: number | undefined
  readonly isGateway: boolean
}

export function resolvePort({ pod, container, port }: Subject, part: Part): Target {
  const others = [...pod.at('containers').items, ...pod.at('initContainers').items].filter(
    ({ path }) => path.join() !== container.path.join(),
  )
  const field = typeof part.value === 'string' ? 'name' : 'containerPort'
  for (const [owner, isGateway] of [[container, true] as const, ...others.map((each) => [each, false] as const)]) {
    const found = owner.at('ports').items.find((entry) => entry.at(field).value === part.value)
    if (found) return { part, port: found.at('containerPort').number ?? port, isGateway }
  }
  // A port needs no entry in `ports` to be open.
  return { part, port: part.number, isGateway: true }
}

/** The ports of the Services that lead to the gateway's container. */
export function gatewayTargets(subject: Subject): Target[] {
  return serviceTargets(subject).filter(({ isGateway }) => isGateway)
}

export function serviceTargets(subject: Subject): Target[] {
  return subject.services.flatMap((service) =>
    service.at('spec', 'ports').items.map((entry) => {
      const target = entry.at('targetPort')
      return resolvePort(subject, target.isThere ? target : entry.at('port'))
    }),
  )
}

/** Why a target leads nowhere, undefined when it leads somewhere. */
export function flawOf({ part, port, isGateway }: Target, subject: Subject): string | undefined {
  if (part.text === undefined && part.number === undefined) return undefined
  if (port === undefined) return `no container of the pod has a port named ${part.text}`
  if (!isGateway || subject.port === undefined || port === subject.port) return undefined
  return `the gateway listens on ${subject.port}, not on ${port}`
}
