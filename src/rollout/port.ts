// Where the gateway answers, as its container tells it.

import type { ContainerSpec } from '../kube/workloads.ts'

const GATEWAY_PORT = 18789

/** Its own port if it is among those that are written down, else the first of them. */
export function portOf({ ports = [] }: Pick<ContainerSpec, 'ports'> = {}): number {
  return (ports.find(({ containerPort }) => containerPort === GATEWAY_PORT) ?? ports[0])?.containerPort ?? GATEWAY_PORT
}
