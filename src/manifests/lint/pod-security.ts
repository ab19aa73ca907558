// The Pod Security Standards (https://kubernetes.io/docs/concepts/security/pod-security-standards/) as a table, read as
// Pod Security admission of Kubernetes 1.25 and newer reads them. Where releases differ, the newest counts: what it
// allows is allowed here, and what it forbids carries the release that began to.

import { isRecord } from '../../kube/object.ts'
import type { Part } from './part.ts'
import { cleaned, isWithin } from './pod.ts'

export type Level = 'baseline' | 'restricted'

/** Steps to a field; `*` is each item of a list, and a name that ends with it each key that begins so. */
type Field = readonly string[]

type Demand =
  /** Left out, or one of these; a text that ends with `*` stands for all that begin so. */
  | { readonly only: readonly unknown[] }
  /** One of these; of a container also left out where the pod has it, at that field. */
  | { readonly must: readonly unknown[]; readonly fromPod?: Field }
  | { readonly not: unknown }
  /** A list with this in it. */
  | { readonly holds: string }
  /** A volume of one of these types. */
  | { readonly types: readonly string[] }

interface Control {
  /** The standard's own name for it. */
  readonly name: string
  readonly level: Level
  /** The minor release of Kubernetes 1 that began to ask for it, of those after 1.20: a Namespace may hold on to an older. */
  readonly since?: number
  /** Fields below the pod template. */
  readonly pod?: readonly Field[]
  /** Fields below each container, init container and ephemeral container. */
  readonly container?: readonly Field[]
  readonly demand: Demand
  /** Whether breaking it gives the node away, and not only a layer of defence. */
  readonly givesNode?: (field: Part) => boolean
}

const SECURITY = 'securityContext'
const SECCOMP = [SECURITY, 'seccompProfile', 'type']
const PROFILES = ['RuntimeDefault', 'Localhost']

export const CONTROLS: readonly Control[] = [
  {
    name: 'HostProcess',
    level: 'baseline',
    pod: [['spec', SECURITY, 'windowsOptions', 'hostProcess']],
    container: [[SECURITY, 'windowsOptions', 'hostProcess']],
    demand: { only: [false] },
  },
  {
    name: 'Host Namespaces',
    level: 'baseline',
    pod: [
      ['spec', 'hostNetwork'],
      ['spec', 'hostPID'],
      ['spec', 'hostIPC'],
    ],
    demand: { only: [false] },
    givesNode: () => true,
  },
  {
    name: 'Privileged Containers',
    level: 'baseline',
    container: [[SECURITY, 'privileged']],
    demand: { only: [false] },
    givesNode: () => true,
  },
  {
    name: 'Capabilities',
    level: 'baseline',
    container: [[SECURITY, 'capabilities', 'add', '*']],
    demand: {
      only: [
        'AUDIT_WRITE',
        'CHOWN',
        'DAC_OVERRIDE',
        'FOWNER',
        'FSETID',
        'KILL',
        'MKNOD',
        'NET_BIND_SERVICE',
        'SETFCAP',
        'SETGID',
        'SETPCAP',
        'SETUID',
        'SYS_CHROOT',
      ],
    },
    givesNode: ({ text = '' }) => ['ALL', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE'].includes(text),
  },
  {
    name: 'HostPath Volumes',
    level: 'baseline',
    pod: [['spec', 'volumes', '*', 'hostPath']],
    demand: { only: [] },
    givesNode: (field) => holdsKeys(field.at('path').text),
  },
  { name: 'Host Ports', level: 'baseline', container: [['ports', '*', 'hostPort']], demand: { only: [0] } },
  {
    name: 'Host Probes / Lifecycle Hooks',
    level: 'baseline',
    since: 34,
    container: [
      ['startupProbe'],
      ['readinessProbe'],
      ['livenessProbe'],
      ['lifecycle', 'postStart'],
      ['lifecycle', 'preStop'],
    ].flatMap((owner) => [
      [...owner, 'httpGet', 'host'],
      [...owner, 'tcpSocket', 'host'],
    ]),
    demand: { only: [''] },
  },
  {
    name: 'AppArmor',
    level: 'baseline',
    pod: [['spec', SECURITY, 'appArmorProfile', 'type']],
    container: [[SECURITY, 'appArmorProfile', 'type']],
    demand: { only: PROFILES },
  },
  {
    name: 'AppArmor',
    level: 'baseline',
    pod: [['metadata', 'annotations', 'container.apparmor.security.beta.kubernetes.io/*']],
    demand: { only: ['runtime/default', 'localhost/*'] },
  },
  {
    name: 'SELinux',
    level: 'baseline',
    pod: [['spec', SECURITY, 'seLinuxOptions', 'type']],
    container: [[SECURITY, 'seLinuxOptions', 'type']],
    demand: { only: ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'] },
  },
  {
    name: 'SELinux',
    level: 'baseline',
    pod: [
      ['spec', SECURITY, 'seLinuxOptions', 'user'],
      ['spec', SECURITY, 'seLinuxOptions', 'role'],
    ],
    container: [
      [SECURITY, 'seLinuxOptions', 'user'],
      [SECURITY, 'seLinuxOptions', 'role'],
    ],
    demand: { only: [''] },
  },
  {
    name: '/proc Mount Type',
    level: 'baseline',
    container: [[SECURITY, 'procMount']],
    demand: { only: ['Default'] },
  },
  {
    name: 'Seccomp',
    level: 'baseline',
    pod: [['spec', ...SECCOMP]],
    container: [SECCOMP],
    demand: { only: PROFILES },
  },
  {
    name: 'Sysctls',
    level: 'baseline',
    pod: [['spec', SECURITY, 'sysctls', '*', 'name']],
    demand: {
      only: [
        'kernel.shm_rmid_forced',
        'net.ipv4.ip_local_port_range',
        'net.ipv4.ip_local_reserved_ports',
        'net.ipv4.ip_unprivileged_port_start',
        'net.ipv4.ping_group_range',
        'net.ipv4.tcp_fin_timeout',
        'net.ipv4.tcp_keepalive_intvl',
        'net.ipv4.tcp_keepalive_probes',
        'net.ipv4.tcp_keepalive_time',
        'net.ipv4.tcp_rmem',
        'net.ipv4.tcp_syncookies',
        'net.ipv4.tcp_wmem',
      ],
    },
  },
  {
    name: 'Volume Types',
    level: 'restricted',
    pod: [['spec', 'volumes', '*']],
    demand: {
      types: [
        'configMap',
        'csi',
        'downwardAPI',
        'emptyDir',
        'ephemeral',
        'persistentVolumeClaim',
        'projected',
        'secret',
      ],
    },
  },
  {
    name: 'Privilege Escalation',
    level: 'restricted',
    container: [[SECURITY, 'allowPrivilegeEscalation']],
    demand: { must: [false] },
  },
  {
    name: 'Running as Non-root',
    level: 'restricted',
    pod: [['spec', SECURITY, 'runAsNonRoot']],
    demand: { only: [true] },
  },
  {
    name: 'Running as Non-root',
    level: 'restricted',
    container: [[SECURITY, 'runAsNonRoot']],
    demand: { must: [true], fromPod: ['spec', SECURITY, 'runAsNonRoot'] },
  },
  {
    name: 'Running as Non-root user',
    level: 'restricted',
    since: 23,
    pod: [['spec', SECURITY, 'runAsUser']],
    container: [[SECURITY, 'runAsUser']],
    demand: { not: 0 },
  },
  {
    name: 'Seccomp',
    level: 'restricted',
    container: [SECCOMP],
    demand: { must: PROFILES, fromPod: ['spec', ...SECCOMP] },
  },
  {
    name: 'Capabilities',
    level: 'restricted',
    since: 22,
    container: [[SECURITY, 'capabilities', 'drop']],
    demand: { holds: 'ALL' },
  },
  {
    name: 'Capabilities',
    level: 'restricted',
    since: 22,
    container: [[SECURITY, 'capabilities', 'add', '*']],
    demand: { only: ['NET_BIND_SERVICE'] },
  },
]

export interface Violation {
  readonly control: Control
  /** The field, or where it would be. */
  readonly at: Part
  /** What the standard wants there, to be read after "has to be". */
  readonly wish: string
}

/** What of a pod template breaks a level; `restricted` holds `baseline`. A minor release leaves out what is newer. */
export function violationsOf(template: Part, level: Level, minor = Number.POSITIVE_INFINITY): Violation[] {
  const containers = ['containers', 'initContainers', 'ephemeralContainers'].flatMap(
    (list) => template.at('spec', list).items,
  )
  const found = CONTROLS.filter(
    (control) => (level === 'restricted' || control.level === 'baseline') && minor >= (control.since ?? 0),
  ).flatMap((control) =>
    [
      ...(control.pod ?? []).flatMap((field) => partsAt(template, field)),
      ...(control.container ?? []).flatMap((field) => containers.flatMap((each) => partsAt(each, field))),
    ].flatMap((part) => {
      const at = brokenAt(part, control.demand, template)
      return at === undefined ? [] : [{ control, at, wish: wishOf(control.demand) }]
    }),
  )
  // The stricter level asks for some fields again.
  const paths = found.map(({ at }) => at.path.join())
  return found.filter((_, index) => paths.indexOf(paths[index] ?? '') === index)
}

function partsAt(from: Part, field: Field): Part[] {
  return field.reduce<Part[]>(
    (parts, step) =>
      parts.flatMap((part) => {
        if (step === '*') return part.items
        if (!step.endsWith('*')) return [part.at(step)]
        return part.entries.flatMap(([key, value]) => (isLike(key, step) ? [value] : []))
      }),
    [from],
  )
}

function isLike(text: unknown, pattern: unknown): boolean {
  const isOpen = typeof text === 'string' && typeof pattern === 'string' && pattern.endsWith('*')
  return isOpen ? text.startsWith(pattern.slice(0, -1)) : text === pattern
}

/** Where the demand is not met, undefined where it is. */
function brokenAt(part: Part, demand: Demand, template: Part): Part | undefined {
  const isOneOf = (values: readonly unknown[]) => values.some((each) => isLike(part.value, each))
  if ('only' in demand) return part.isThere && !isOneOf(demand.only) ? part : undefined
  if ('not' in demand) return part.value === demand.not ? part : undefined
  if ('holds' in demand) return part.items.some(({ value }) => value === demand.holds) ? undefined : part
  if ('types' in demand)
    // One without any type is an emptyDir.
    return part.entries.find(([type, { isThere }]) => type !== 'name' && isThere && !demand.types.includes(type))?.[1]
  // A bad value of the pod is a finding of its own.
  const isInherited = !part.isThere && demand.fromPod !== undefined && template.at(...demand.fromPod).isThere
  return isOneOf(demand.must) || isInherited ? undefined : part
}

function wishOf(demand: Demand): string {
  const oneOf = (values: readonly unknown[]) =>
    values.length === 1
      ? values[0] === ''
        ? 'empty'
        : String(values[0])
      : `one of ${values.filter(Boolean).join(', ')}`
  if ('only' in demand) return demand.only.length === 0 ? 'left out' : `${oneOf(demand.only)}, or left out`
  if ('not' in demand) return `other than ${demand.not}`
  if ('holds' in demand) return `a list with ${demand.holds}`
  if ('types' in demand) return `left out, since a volume may only be ${demand.types.join(', ')}`
  return oneOf(demand.must)
}

/** What of a node is as good as the node: a runtime's socket, and the keys of the kubelet, of k3s and of root. */
const KEYS = [
  '/etc/kubernetes',
  '/etc/rancher',
  '/etc/shadow',
  '/proc',
  '/root/.ssh',
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/docker.sock',
  '/run/k3s/containerd/containerd.sock',
  '/var/lib/containerd',
  '/var/lib/docker',
  '/var/lib/kubelet',
  '/var/lib/rancher/k3s/agent',
  '/var/lib/rancher/k3s/server',
]

function holdsKeys(path: string | undefined): boolean {
  if (path === undefined) return false
  // A link on every system of today.
  const real = cleaned(path).replace(/^\/var\/run(?=\/|$)/, '/run')
  return KEYS.some((key) => isWithin(key, real) || isWithin(real, key))
}

/** What the labels of a Namespace say, by mode. */
export function levelOf(
  labels: unknown,
  mode: 'enforce' | 'warn' | 'audit',
): { readonly level: Level; readonly minor: number } | undefined {
  if (!isRecord(labels)) return undefined
  const label = `pod-security.kubernetes.io/${mode}`
  const level = labels[label]
  if (level !== 'baseline' && level !== 'restricted') return undefined
  const version = labels[`${label}-version`]
  const [, minor = Number.POSITIVE_INFINITY] = /^v1\.(\d+)$/.exec(typeof version === 'string' ? version : '') ?? []
  return { level, minor: Number(minor) }
}
