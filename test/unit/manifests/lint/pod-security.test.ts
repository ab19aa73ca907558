import { describe, expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import { Part } from '../../../../src/manifests/lint/part.ts'
import { CONTROLS, levelOf, violationsOf } from '../../../../src/manifests/lint/pod-security.ts'
import { findingsOf, manifestsOf, shipped } from './support.ts'

type Fields = Readonly<Record<string, unknown>>

/** The least that the level restricted lets pass, with more in the pod's spec and in its container. */
function template(pod: Fields = {}, container: Fields = {}, annotations: Fields = {}): Part {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'gateway' },
    spec: {
      template: {
        metadata: { annotations },
        spec: {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [{ name: 'gateway', securityContext: LOCKED, ...container }],
          ...pod,
        },
      },
    },
  }
  const [manifest] = manifestsOf([{ path: 'pod.yaml', text: stringify(object) }])
  if (manifest === undefined) throw new Error('there is no manifest')
  return Part.of(manifest).at('spec', 'template')
}
const LOCKED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }
const security = (fields: Fields) => ({ securityContext: { ...LOCKED, ...fields } })
const podSecurity = (fields: Fields) => ({
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...fields },
})
const second = (container: Fields, list = 'initContainers') => ({ [list]: [{ name: 'second', ...container }] })
const told = (part: Part, level: 'baseline' | 'restricted', minor?: number) =>
  violationsOf(part, level, minor).map(({ control, at }) => `${control.name} ${at.path.slice(2).join('.')}`)

const BROKEN: readonly (readonly [violation: string, level: 'baseline' | 'restricted', part: Part])[] = [
  [
    'HostProcess spec.securityContext.windowsOptions.hostProcess',
    'baseline',
    template(podSecurity({ windowsOptions: { hostProcess: true } })),
  ],
  [
    'HostProcess spec.containers.0.securityContext.windowsOptions.hostProcess',
    'baseline',
    template({}, security({ windowsOptions: { hostProcess: true } })),
  ],
  ['Host Namespaces spec.hostNetwork', 'baseline', template({ hostNetwork: true })],
  ['Host Namespaces spec.hostPID', 'baseline', template({ hostPID: true })],
  ['Host Namespaces spec.hostIPC', 'baseline', template({ hostIPC: true })],
  [
    'Privileged Containers spec.containers.0.securityContext.privileged',
    'baseline',
    template({}, security({ privileged: true })),
  ],
  [
    'Privileged Containers spec.initContainers.0.securityContext.privileged',
    'baseline',
    template(second(security({ privileged: true }))),
  ],
  [
    'Privileged Containers spec.ephemeralContainers.0.securityContext.privileged',
    'baseline',
    template(second(security({ privileged: true }), 'ephemeralContainers')),
  ],
  [
    'Capabilities spec.containers.0.securityContext.capabilities.add.1',
    'baseline',
    template({}, security({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'NET_ADMIN'] } })),
  ],
  [
    'HostPath Volumes spec.volumes.0.hostPath',
    'baseline',
    template({ volumes: [{ name: 'a', hostPath: { path: '/srv' } }] }),
  ],
  [
    'Host Ports spec.containers.0.ports.0.hostPort',
    'baseline',
    template({}, { ports: [{ containerPort: 1, hostPort: 1 }] }),
  ],
  [
    'Host Probes / Lifecycle Hooks spec.containers.0.readinessProbe.httpGet.host',
    'baseline',
    template({}, { readinessProbe: { httpGet: { host: 'localhost' } } }),
  ],
  [
    'Host Probes / Lifecycle Hooks spec.containers.0.lifecycle.preStop.tcpSocket.host',
    'baseline',
    template({}, { lifecycle: { preStop: { tcpSocket: { host: 'localhost' } } } }),
  ],
  [
    'AppArmor spec.securityContext.appArmorProfile.type',
    'baseline',
    template(podSecurity({ appArmorProfile: { type: 'Unconfined' } })),
  ],
  [
    'AppArmor metadata.annotations.container.apparmor.security.beta.kubernetes.io/gateway',
    'baseline',
    template({}, {}, { 'container.apparmor.security.beta.kubernetes.io/gateway': 'unconfined' }),
  ],
  [
    'SELinux spec.containers.0.securityContext.seLinuxOptions.type',
    'baseline',
    template({}, security({ seLinuxOptions: { type: 'spc_t' } })),
  ],
  [
    'SELinux spec.securityContext.seLinuxOptions.role',
    'baseline',
    template(podSecurity({ seLinuxOptions: { role: 'sysadm_r' } })),
  ],
  [
    '/proc Mount Type spec.containers.0.securityContext.procMount',
    'baseline',
    template({}, security({ procMount: 'Unmasked' })),
  ],
  [
    'Seccomp spec.securityContext.seccompProfile.type',
    'baseline',
    template(podSecurity({ seccompProfile: { type: 'Unconfined' } })),
  ],
  [
    'Seccomp spec.containers.0.securityContext.seccompProfile.type',
    'baseline',
    template({}, security({ seccompProfile: { type: 'Unconfined' } })),
  ],
  [
    'Sysctls spec.securityContext.sysctls.0.name',
    'baseline',
    template(podSecurity({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] })),
  ],
  [
    'Volume Types spec.volumes.0.nfs',
    'restricted',
    template({ volumes: [{ name: 'a', nfs: { server: 'nas', path: '/a' } }] }),
  ],
  [
    'Privilege Escalation spec.containers.0.securityContext.allowPrivilegeEscalation',
    'restricted',
    template({}, security({ allowPrivilegeEscalation: true })),
  ],
  [
    'Privilege Escalation spec.containers.0.securityContext.allowPrivilegeEscalation',
    'restricted',
    template({}, security({ allowPrivilegeEscalation: undefined })),
  ],
  [
    'Running as Non-root spec.securityContext.runAsNonRoot',
    'restricted',
    template(podSecurity({ runAsNonRoot: false })),
  ],
  [
    'Running as Non-root spec.containers.0.securityContext.runAsNonRoot',
    'restricted',
    template(podSecurity({ runAsNonRoot: undefined })),
  ],
  [
    'Running as Non-root spec.containers.0.securityContext.runAsNonRoot',
    'restricted',
    template({}, security({ runAsNonRoot: false })),
  ],
  ['Running as Non-root user spec.securityContext.runAsUser', 'restricted', template(podSecurity({ runAsUser: 0 }))],
  [
    'Running as Non-root user spec.containers.0.securityContext.runAsUser',
    'restricted',
    template({}, security({ runAsUser: 0 })),
  ],
  [
    'Seccomp spec.containers.0.securityContext.seccompProfile.type',
    'restricted',
    template(podSecurity({ seccompProfile: undefined })),
  ],
  [
    'Capabilities spec.containers.0.securityContext.capabilities.drop',
    'restricted',
    template({}, security({ capabilities: { drop: ['NET_RAW'] } })),
  ],
  [
    'Capabilities spec.containers.0.securityContext.capabilities.drop',
    'restricted',
    template({}, security({ capabilities: undefined })),
  ],
  [
    'Capabilities spec.containers.0.securityContext.capabilities.add.0',
    'restricted',
    template({}, security({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })),
  ],
]

const ALLOWED: readonly (readonly [what: string, part: Part])[] = [
  ['the least', template()],
  [
    'all said with the values of the defaults',
    template(
      {
        ...podSecurity({
          runAsUser: 1000,
          seLinuxOptions: { type: 'container_t', user: '', level: 's0:c1,c2' },
          sysctls: [{ name: 'net.ipv4.tcp_keepalive_time', value: '1' }],
          appArmorProfile: { type: 'RuntimeDefault' },
          windowsOptions: { hostProcess: false },
        }),
        hostNetwork: false,
        hostPID: null,
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b' },
          { name: 'c', csi: { driver: 'd' }, hostPath: null },
          { name: 'e', ephemeral: {} },
        ],
      },
      {
        ...security({
          privileged: false,
          procMount: 'Default',
          capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
        }),
        ports: [{ containerPort: 1, hostPort: 0 }],
        livenessProbe: { httpGet: { host: '' } },
      },
      { 'container.apparmor.security.beta.kubernetes.io/gateway': 'localhost/own' },
    ),
  ],
  [
    'said by each container, not by the pod',
    template(
      { securityContext: undefined },
      security({ runAsNonRoot: true, seccompProfile: { type: 'Localhost', localhostProfile: 'own.json' } }),
    ),
  ],
]

describe('the Pod Security Standards', () => {
  test.each(BROKEN)('%s is against %s', (violation, level, part) => {
    expect(told(part, level)).toEqual([violation])
    if (level === 'restricted') expect(told(part, 'baseline')).toEqual([])
    else expect(told(part, 'restricted')).toEqual([violation])
  })

  test.each(ALLOWED)('restricted lets pass: %s', (_, part) => {
    expect(told(part, 'restricted')).toEqual([])
  })

  test('every control is in the table of what is broken', () => {
    const broken = new Set(BROKEN.flatMap(([, level, part]) => violationsOf(part, level).map(({ control }) => control)))
    expect(CONTROLS.filter((control) => !broken.has(control))).toEqual([])
  })

  test('a Namespace that names an older release is held to that', () => {
    const part = template({}, { startupProbe: { tcpSocket: { host: 'localhost' } } })
    expect(told(part, 'baseline', 33)).toEqual([])
    expect(told(part, 'baseline', 34)).toHaveLength(1)
    const root = template(podSecurity({ runAsUser: 0 }), security({ capabilities: undefined }))
    expect([21, 22, 23].map((minor) => told(root, 'restricted', minor).length)).toEqual([0, 1, 2])
  })

  test('nothing but what a pod has by default is against baseline', () => {
    expect(told(template({ securityContext: undefined }, { securityContext: undefined }), 'baseline')).toEqual([])
  })

  test('the pod that we ship passes restricted, whatever its Namespace says', () => {
    const gateway = manifestsOf(shipped()).find(({ object }) => object.kind === 'Deployment')
    expect(gateway && told(Part.of(gateway).at('spec', 'template'), 'restricted')).toEqual([])
  })

  test('a finding names the control, its level and the whole path', () => {
    const sources = shipped().map(({ path, text }) => ({
      path,
      text: text
        .replace('pod-security.kubernetes.io/warn: restricted', 'pod-security.kubernetes.io/enforce: restricted')
        .replace('        runAsNonRoot: true\n', ''),
    }))
    expect(findingsOf(sources).map(({ rule, message }) => [rule, message])).toContainEqual([
      'pod-security-enforced',
      'Pod Security in the Namespace open-webui refuses the pod: spec.template.spec.initContainers[0].securityContext.runAsNonRoot has to be true (Running as Non-root, restricted)',
    ])
  })

  test.each([
    [{ enforce: 'restricted' }, { level: 'restricted', minor: Number.POSITIVE_INFINITY }],
    [
      { enforce: 'baseline', 'enforce-version': 'latest' },
      { level: 'baseline', minor: Number.POSITIVE_INFINITY },
    ],
    [
      { enforce: 'baseline', 'enforce-version': 'v1.28' },
      { level: 'baseline', minor: 28 },
    ],
    [{ enforce: 'privileged' }, undefined],
    [{ warn: 'restricted' }, undefined],
  ])('the labels %j enforce %j', (labels, level) => {
    const prefixed = Object.fromEntries(
      Object.entries(labels).map(([mode, value]) => [`pod-security.kubernetes.io/${mode}`, value]),
    )
    expect(levelOf(prefixed, 'enforce')).toEqual(level)
  })
})
