// The whole start, on a copy of the state or an empty one, and with nothing that speaks to the outside.

import { gateway, harmless } from './containers.ts'
import { secluded } from './seclusion.ts'
import { fills, type StateCopy, withState } from './state.ts'
import type { ContainerTemplate, PodTemplateSpec, Volume } from './template.ts'

/** @returns the spec, and what it cannot prove, a clause each */
export function starting(
  spec: PodTemplateSpec,
  container: string,
  state: StateCopy | undefined,
): { spec: PodTemplateSpec; unproven: string[] } {
  const { containers, initContainers = [], volumes = [] } = spec
  const isSidecar = ({ restartPolicy }: ContainerTemplate) => restartPolicy === 'Always'
  const inits = initContainers.filter((each) => !isSidecar(each)).map(harmless)
  const alone = state ? secluded : (each: ContainerTemplate) => each
  const gateways = containers.filter(({ name }) => name === container).map((each) => alone(gateway(harmless(each))))
  const beside = [...initContainers.filter(isSidecar), ...containers.filter(({ name }) => name !== container)]
  const mounting = [...inits, ...gateways]
  const emptied = volumes.filter((volume) => !isHarmless(volume, mounting))
  // One of its own, as an ephemeral volume is, begins empty anyway.
  const missed = emptied.filter(({ name, ephemeral }) => !ephemeral && !filled(name, gateways, state))
  const names = (each: readonly { name: string }[]) => each.map(({ name }) => name).join(', ')
  const started = {
    ...spec,
    containers: gateways,
    initContainers: inits,
    volumes: volumes.map((each) => (emptied.includes(each) ? { name: each.name, emptyDir: {} } : each)),
  }
  const [first] = gateways
  return {
    spec:
      state && first
        ? withState(
            started,
            first,
            emptied.map(({ name }) => name),
          )
        : started,
    unproven: [
      'channels and cron jobs, which were off',
      ...(state ? ['what is reached by the network, which a gateway with a copy of the state is not given'] : []),
      ...(beside.length > 0 ? [`${names(beside)}, left out so that no second one disturbs the live one`] : []),
      ...(missed.length > 0
        ? [`the start with what is in ${missed.length > 1 ? 'volumes' : 'volume'} ${names(missed)}, empty here`]
        : []),
      ...(spec.hostNetwork ? ['the network of the node'] : []),
    ],
  }
}

/** Whether the gateway finds the restored state in this volume. */
function filled(volume: string, gateways: readonly ContainerTemplate[], state: StateCopy | undefined): boolean {
  const mounts = gateways.flatMap(({ volumeMounts = [] }) => volumeMounts.filter(({ name }) => name === volume))
  return state !== undefined && mounts.some((mount) => fills(state.sources, mount))
}

const OWN_KINDS = ['configMap', 'secret', 'projected', 'downwardAPI', 'emptyDir', 'image']
// Not a socket or a device: through these even a read-only mount reaches what is behind them.
const PLAIN_PATHS = [undefined, '', 'Directory', 'File']

/** Whether nothing outside of the pod can be changed through it. */
function isHarmless({ name, hostPath, csi, ...kinds }: Volume, containers: readonly ContainerTemplate[]): boolean {
  // Secrets of an outside store come by a driver like this.
  if (csi) return csi.readOnly === true
  if (hostPath === undefined) return Object.keys(kinds).every((kind) => OWN_KINDS.includes(kind))
  const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts.filter((mount) => mount.name === name))
  return PLAIN_PATHS.includes(hostPath.type) && mounts.every(({ readOnly }) => readOnly === true)
}
