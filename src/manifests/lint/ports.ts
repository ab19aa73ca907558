// Which ports lead to the gateway.

import type { Config } from './config.ts'
import { isListener } from './listeners.ts'
import type { Part } from './part.ts'

/** What the ports of a Subject are read from. */
export interface Network {
  readonly pod: Part
  readonly container: Part
  readonly config: Config | undefined
  readonly port: number | undefined
  readonly services: readonly Part[]
}

/** Where a Service or a probe leads: the number, and whether it is the gateway's container or another of the pod. */
export interface Target {
  /** The value that was written: a name or a number. */
  readonly part: Part
  /** Undefined for a name that no container has. */
  readonly port: number | undefined
  readonly isGateway: boolean
  /** Whether that container has it under `ports`. */
  readonly isListed: boolean
}

export interface ServiceTarget extends Target {
  /** The Service's entry of `ports`. */
  readonly entry: Part
  /** Whether it is the gateway's own port, or that of a sidecar before it. */
  readonly isFront: boolean
}

export function resolvePort({ pod, container, port }: Network, part: Part): Target {
  const others = [...pod.at('containers').items, ...pod.at('initContainers').items].filter(
    ({ path }) => path.join() !== container.path.join(),
  )
  const field = typeof part.value === 'string' ? 'name' : 'containerPort'
  for (const [owner, isGateway] of [[container, true] as const, ...others.map((each) => [each, false] as const)]) {
    const found = owner.at('ports').items.find((entry) => entry.at(field).value === part.value)
    if (found) return { part, port: found.at('containerPort').number ?? port, isGateway, isListed: true }
  }
  // A port needs no entry in `ports` to be open.
  return { part, port: part.number, isGateway: true, isListed: false }
}

/** The ports of the Services that lead to the gateway itself: not to a sidecar, nor to a webhook in its container. */
export function gatewayTargets(network: Network): ServiceTarget[] {
  return serviceTargets(network).filter(({ isGateway, isFront }) => isGateway && isFront)
}

export function serviceTargets(network: Network): ServiceTarget[] {
  return network.services.flatMap((service) =>
    service.at('spec', 'ports').items.map((entry) => {
      const written = entry.at('targetPort')
      const target = resolvePort(network, written.isThere ? written : entry.at('port'))
      return { ...target, entry, isFront: isFront(target, network) }
    }),
  )
}

function isFront({ port, isGateway }: Target, network: Network): boolean {
  if (!isGateway) return true
  if (network.port !== undefined) return port === network.port
  return port === undefined || !isListener(network.config, port)
}

/** Why a target leads nowhere, undefined when it leads somewhere. */
export function flawOf({ part, port, isGateway }: Target, { port: own, config }: Network): string | undefined {
  if (part.text === undefined && part.number === undefined) return undefined
  if (port === undefined) return `no container of the pod has a port named ${part.text}`
  if (!isGateway || own === undefined || port === own || isListener(config, port)) return undefined
  return `the gateway listens on ${own}, not on ${port}`
}
