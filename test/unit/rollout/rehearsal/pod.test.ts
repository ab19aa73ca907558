import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { selects } from '../../../../src/kube/labels.ts'
import { amountOf } from '../../../../src/kube/quantity.ts'
import { configReferences } from '../../../../src/rollout/references.ts'
import type { Level } from '../../../../src/rollout/rehearsal/part.ts'
import type { ContainerTemplate, Volume } from '../../../../src/rollout/rehearsal/template.ts'
import { built, deployment, IMAGE, other, part } from './gateway.ts'

const NAME = 'openclaw-rehearsal-abcde'
const OFF = 'channels and cron jobs, which were off'
const specOf = (spec: object, gateway: object = {}) => built(part(deployment(spec, gateway))).pod.spec
const gatewayOf = (gateway: object, spec: object = {}) => specOf(spec, gateway).containers[0] as ContainerTemplate
const SIDECAR = { name: 'tailscale', image: 'tailscale:1' }

describe('the pod', () => {
  test('runs the container of the gateway, with its image, security context and probes', () => {
    const probe = { httpGet: { path: '/startupz', port: 'http' } }
    const own = {
      command: ['openclaw', 'gateway'],
      securityContext: { readOnlyRootFilesystem: true },
      startupProbe: probe,
      readinessProbe: probe,
      livenessProbe: probe,
      envFrom: [{ secretRef: { name: 'token' } }],
    }
    const { livenessProbe: _, ...kept } = own
    const container = gatewayOf(own)
    expect(container).toMatchObject({ name: 'gateway', image: IMAGE, ...kept })
    expect(container).not.toHaveProperty('livenessProbe')
  })

  test('keeps what a start depends on', () => {
    const kept = {
      securityContext: { runAsUser: 1000, fsGroup: 1000 },
      tolerations: [{ operator: 'Exists' }],
      nodeSelector: { 'kubernetes.io/arch': 'amd64' },
      imagePullSecrets: [{ name: 'ecr' }],
      serviceAccountName: 'openclaw',
      automountServiceAccountToken: false,
      runtimeClassName: 'crun',
      dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
      shareProcessNamespace: true,
    }
    expect(specOf({ ...kept, serviceAccount: 'openclaw' })).toMatchObject(kept)
  })

  test('ends by itself and at once when told', () => {
    expect(specOf({ terminationGracePeriodSeconds: 330 })).toMatchObject({
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 5,
      activeDeadlineSeconds: 660,
    })
  })

  test.each<[field: string, value: unknown]>([
    ['hostNetwork', true],
    ['hostPID', true],
    ['hostIPC', true],
    ['hostname', 'openclaw'],
    ['subdomain', 'home'],
    ['setHostnameAsFQDN', true],
    ['priorityClassName', 'high'],
    ['priority', 1000],
    ['preemptionPolicy', 'Never'],
    ['nodeName', 'n9'],
    ['readinessGates', [{ conditionType: 'lb' }]],
    ['schedulingGates', [{ name: 'kueue' }]],
    ['topologySpreadConstraints', [{ maxSkew: 1 }]],
    ['resourceClaims', [{ name: 'gpu' }]],
  ])('has no %s', (field, value) => {
    expect(specOf({ [field]: value })).not.toHaveProperty(field)
  })

  test('has no host port, device, propagated mount and goodbye', () => {
    const container = gatewayOf({
      ports: [{ name: 'http', containerPort: 18789, hostPort: 18789, hostIP: '0.0.0.0' }],
      volumeDevices: [{ name: 'disk', devicePath: '/dev/x' }],
      volumeMounts: [{ name: 'data', mountPath: '/data', mountPropagation: 'Bidirectional' }],
      lifecycle: { preStop: { exec: { command: ['deregister'] } }, postStart: { exec: { command: ['warm'] } } },
      resources: { claims: [{ name: 'gpu' }], limits: { memory: '2Gi' } },
    })
    expect(container).toMatchObject({
      ports: [{ name: 'http', containerPort: 18789 }],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
      lifecycle: { postStart: { exec: { command: ['warm'] } } },
    })
    expect(JSON.stringify(container)).not.toMatch(/hostPort|hostIP|volumeDevices|mountPropagation|preStop|claims/)
  })

  test('has the switches in place of what the manifest says of them', () => {
    const env = [
      { name: 'OPENCLAW_SKIP_CHANNELS', value: '0' },
      { name: 'OPENCLAW_SKIP_CRON', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      { name: 'HOME', value: '/home/node' },
    ]
    expect(gatewayOf({ env }).env).toEqual([
      { name: 'HOME', value: '/home/node' },
      { name: 'OPENCLAW_SKIP_CHANNELS', value: '1' },
      { name: 'OPENCLAW_SKIP_CRON', value: '1' },
      { name: 'OPENCLAW_SKIP_GMAIL_WATCHER', value: '1' },
      { name: 'OPENCLAW_SKIP_STARTUP_MODEL_PREWARM', value: '1' },
      { name: 'OPENCLAW_NO_AUTO_UPDATE', value: '1' },
      { name: 'OPENCLAW_DISABLE_BONJOUR', value: '1' },
    ])
  })

  test('keeps init containers and leaves out sidecars of both kinds', () => {
    const initContainers = [
      { name: 'copy-config', image: 'busybox' },
      { name: 'proxy', image: 'p', restartPolicy: 'Always' },
    ]
    const { pod, unproven } = built(
      part(deployment({ initContainers, containers: [{ name: 'gateway', image: IMAGE }, SIDECAR] })),
    )
    expect(pod.spec.initContainers).toEqual([{ name: 'copy-config', image: 'busybox' }])
    expect(pod.spec.containers.map(({ name }) => name)).toEqual(['gateway'])
    expect(unproven).toEqual([OFF, 'proxy, tailscale, left out so that no second one disturbs the live one'])
  })

  test('keeps annotations but for the mark, foreign networks and profiles of what was left out', () => {
    const profile = 'container.apparmor.security.beta.kubernetes.io'
    const annotations = {
      'openclaw-deploy/config': 'mark',
      'linkerd.io/inject': 'enabled',
      'cni.projectcalico.org/ipAddrs': '["10.0.0.9"]',
      'k8s.v1.cni.cncf.io/networks': 'macvlan',
      [`${profile}/gateway`]: 'runtime/default',
      [`${profile}/tailscale`]: 'runtime/default',
    }
    const { pod } = built(part(deployment({ containers: [{ name: 'gateway' }, SIDECAR] }, {}, annotations)))
    expect(pod.metadata.annotations).toEqual({
      'linkerd.io/inject': 'enabled',
      [`${profile}/gateway`]: 'runtime/default',
    })
  })

  test('that has no startup probe gets one that asks the gateway itself', () => {
    const { startupProbe } = gatewayOf({ ports: [{ containerPort: 9090 }, { containerPort: 18789 }] })
    expect(JSON.stringify(startupProbe)).toContain('http://127.0.0.1:18789/startupz')
    expect(JSON.stringify(gatewayOf({ ports: [{ containerPort: 9090 }] }).startupProbe)).toContain(':9090/')
    expect(JSON.stringify(gatewayOf({}).startupProbe)).toContain(':18789/')
  })
})

describe('its memory', () => {
  test.each<[what: string, resources: object | undefined, request: string, otherwise: boolean]>([
    ['of nothing said', undefined, '1Gi', true],
    ['of a limit', { limits: { memory: '2Gi' } }, '2Gi', false],
    ['of a small limit', { limits: { memory: '512Mi' } }, '512Mi', false],
    ['of a request that is enough', { requests: { memory: '1500M' } }, '1500M', false],
    ['of a request that is too little', { requests: { memory: '256Mi' }, limits: { memory: '2Gi' } }, '1Gi', true],
    ['of a request below a small limit', { requests: { memory: '256Mi' }, limits: { memory: '768Mi' } }, '768Mi', true],
  ])('%s is requested as what a start needs', (_, resources, request, otherwise) => {
    const { pod, asksOtherwise } = built(part(deployment({}, { resources })))
    expect(pod.spec.containers[0]?.resources?.requests?.memory).toBe(request)
    expect(asksOtherwise).toBe(otherwise)
  })

  test('of the whole pod is left out, so that it asks otherwise, as a rehearsed pull does', () => {
    const resources = { limits: { cpu: '2', memory: '2Gi' } }
    expect(built(part(deployment({ resources }))).asksOtherwise).toBe(true)
    expect(built(part(deployment({}, { resources })), 'pull').asksOtherwise).toBe(true)
  })

  test('leaves the other resources alone', () => {
    const resources = { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } }
    expect(gatewayOf({ resources }).resources).toEqual(resources)
  })
})

describe('the pod that only a dry run is asked about', () => {
  const resources = { requests: { cpu: '100m' }, limits: { memory: '512Mi' } }
  const spec = {
    priorityClassName: 'home',
    resources: { limits: { cpu: '2' } },
    initContainers: [
      { name: 'copy-config', image: 'busybox:1', volumeMounts: [{ name: 'config', mountPath: '/in' }] },
      { ...SIDECAR, restartPolicy: 'Always', resources },
    ],
  }
  const container = { resources: { ...resources, claims: [{ name: 'gpu' }] }, securityContext: { runAsNonRoot: true } }

  test.each<Level>(['on', 'pull'])('has all by which a quota takes it for the real one, at the level %s', (level) => {
    const { pod, likeReal } = built(part(deployment(spec, container)), level)
    expect(likeReal.metadata).toEqual(pod.metadata)
    expect(likeReal.spec).toMatchObject({ priorityClassName: 'home', resources: { limits: { cpu: '2' } } })
    expect(likeReal.spec).not.toHaveProperty('activeDeadlineSeconds')
    // No mounts, whose volumes may not be there.
    expect(likeReal.spec.containers).toEqual([
      { name: 'gateway', image: IMAGE, securityContext: { runAsNonRoot: true }, resources },
    ])
    expect(likeReal.spec.initContainers).toEqual([
      { name: 'copy-config', image: 'busybox:1' },
      { ...SIDECAR, restartPolicy: 'Always', resources },
    ])
  })

  test.each<Level>(['on', 'pull'])('asks for nothing where the gateway does not, at the level %s', (level) => {
    const { spec } = built(part(deployment()), level).likeReal
    expect(spec.containers).toEqual([{ name: 'gateway', image: IMAGE }])
    expect(Object.keys(spec)).not.toContain('priorityClassName')
    expect(Object.keys(spec)).not.toContain('resources')
  })
})

describe('a volume', () => {
  const mount = (name: string, readOnly?: boolean) => ({ name, mountPath: `/${name}`, ...(readOnly && { readOnly }) })
  test.each<[what: string, volume: Volume, mounts: object[], keeps: boolean]>([
    ['of a ConfigMap', { name: 'v', configMap: { name: 'c' } }, [mount('v')], true],
    ['of a Secret', { name: 'v', secret: { secretName: 's' } }, [mount('v')], true],
    ['that is projected', { name: 'v', projected: { sources: [] } }, [mount('v')], true],
    ['of the downward API', { name: 'v', downwardAPI: { items: [] } }, [mount('v')], true],
    ['that is empty', { name: 'v', emptyDir: { medium: 'Memory' } }, [mount('v')], true],
    ['of an image', { name: 'v', image: { reference: 'data:1' } }, [mount('v')], true],
    ['of a read-only host path', { name: 'v', hostPath: { path: '/etc/ssl' } }, [mount('v', true)], true],
    ['of a host path that is writable', { name: 'v', hostPath: { path: '/srv' } }, [mount('v')], false],
    ['of a host path writable once', { name: 'v', hostPath: { path: '/srv' } }, [mount('v', true), mount('v')], false],
    ['of a socket', { name: 'v', hostPath: { path: '/run/docker.sock', type: 'Socket' } }, [mount('v', true)], false],
    [
      'of a host path that is made',
      { name: 'v', hostPath: { path: '/srv', type: 'DirectoryOrCreate' } },
      [mount('v', true)],
      false,
    ],
    ['of a claim', { name: 'v', persistentVolumeClaim: { claimName: 'data' } }, [mount('v')], false],
    [
      'of a claim, read only',
      { name: 'v', persistentVolumeClaim: { claimName: 'data', readOnly: true } },
      [mount('v', true)],
      false,
    ],
    ['of NFS', { name: 'v', nfs: { server: 'nas', path: '/' } }, [mount('v', true)], false],
    ['of its own', { name: 'v', ephemeral: {} }, [mount('v')], false],
    ['of a CSI driver', { name: 'v', csi: { readOnly: false } }, [mount('v')], false],
    ['of a secrets store', { name: 'v', csi: { readOnly: true } }, [mount('v')], true],
    ['of what nobody knows', { name: 'v', future: {} }, [mount('v')], false],
  ])('%s: kept or empty', (_, volume, volumeMounts, keeps) => {
    const { volumes } = specOf({ volumes: [volume] }, { volumeMounts })
    expect(volumes).toEqual([keeps ? volume : { name: 'v', emptyDir: {} }])
  })

  test('is not proven when it was emptied', () => {
    const volumes = [
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'media', nfs: { server: 'nas', path: '/' } },
      { name: 'scratch', ephemeral: {} },
    ]
    expect(built(part(deployment({ volumes }))).unproven).toEqual([
      OFF,
      'the start with what is in volumes data, media, empty here',
    ])
  })
})

describe('the labels', () => {
  test('are none of the template', () => {
    expect(built(part(deployment())).pod.metadata.labels).toEqual({
      'app.kubernetes.io/managed-by': 'openclaw-deploy',
      'openclaw-deploy/rehearsal': 'openclaw',
    })
  })
})

describe('a pull', () => {
  const full = {
    initContainers: [{ name: 'setup' }],
    volumes: [{ name: 'config', configMap: { name: 'c' } }],
    imagePullSecrets: [{ name: 'ecr' }],
    securityContext: { runAsNonRoot: true },
    containers: [
      {
        name: 'gateway',
        image: IMAGE,
        imagePullPolicy: 'Always',
        env: [{ name: 'A', value: 'b' }],
        volumeMounts: [{ name: 'config', mountPath: '/c' }],
        startupProbe: {},
        securityContext: { runAsUser: 1 },
        command: ['openclaw'],
        args: ['gateway'],
        workingDir: '/nowhere',
      },
      SIDECAR,
    ],
  }
  test('is of nothing but the image', () => {
    const { pod, unproven } = built(part(deployment(full)), 'pull')
    expect(pod.spec).toEqual({
      containers: [
        {
          name: 'gateway',
          image: IMAGE,
          imagePullPolicy: 'Always',
          securityContext: { runAsUser: 1 },
          command: ['node', '-e', '0'],
          resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
        },
      ],
      imagePullSecrets: [{ name: 'ecr' }],
      securityContext: { runAsNonRoot: true },
      affinity: expect.anything(),
      restartPolicy: 'OnFailure',
      terminationGracePeriodSeconds: 5,
      activeDeadlineSeconds: 660,
    })
    expect(unproven).toEqual(['that it starts with the new config'])
  })

  test('has copies of new pull secrets only', () => {
    const others = [
      other(
        'Secret',
        'ecr',
        { data: { '.dockerconfigjson': 'e30=' }, type: 'kubernetes.io/dockerconfigjson' },
        'created',
      ),
      other('ConfigMap', 'c', { data: { a: 'b' } }),
    ]
    const { pod, copies } = built(part(deployment(full), others), 'pull')
    expect(copies.map(({ object }) => object)).toEqual([
      expect.objectContaining({
        kind: 'Secret',
        type: 'kubernetes.io/dockerconfigjson',
        data: { '.dockerconfigjson': 'e30=' },
      }),
    ])
    expect(pod.spec.imagePullSecrets).toEqual([{ name: `${NAME}-1` }])
  })
})

describe('a ServiceAccount', () => {
  const spec = { serviceAccountName: 'openclaw' }
  test.each<[what: string, change: 'created' | 'configured', name: string | undefined, unproven: string[]]>([
    [
      'that only this run makes is left out',
      'created',
      undefined,
      ['ServiceAccount openclaw, which only this run makes'],
    ],
    ['that is there is kept', 'configured', 'openclaw', []],
  ])('%s', (_, change, name, unproven) => {
    const result = built(part(deployment(spec), [other('ServiceAccount', 'openclaw', {}, change)]))
    expect(result.pod.spec.serviceAccountName).toBe(name)
    expect(result.unproven).toEqual([OFF, ...unproven])
  })

  test('brings its pull secrets, copies of new ones, where the template names none', () => {
    const others = [
      other('ServiceAccount', 'openclaw', { imagePullSecrets: [{ name: 'ecr' }] }, 'created'),
      other('Secret', 'ecr', { data: {} }, 'created'),
    ]
    expect(built(part(deployment(spec), others)).pod.spec.imagePullSecrets).toEqual([{ name: `${NAME}-1` }])
    const own = { ...spec, imagePullSecrets: [{ name: 'mine' }] }
    expect(built(part(deployment(own), others)).pod.spec.imagePullSecrets).toEqual([{ name: 'mine' }])
  })
})

// Names that repeat, so that volumes meet their mounts and references their objects.
const name = fc.constantFrom('a', 'b', 'c')
const volumeOf = (volume: string): fc.Arbitrary<Volume> =>
  fc
    .constantFrom<object>(
      { configMap: { name: 'a' } },
      { secret: { secretName: 'b' } },
      { projected: { sources: [{ configMap: { name: 'b' } }, { secret: { name: 'c' } }] } },
      { emptyDir: {} },
      { persistentVolumeClaim: { claimName: 'data' } },
      { hostPath: { path: '/srv' } },
      { hostPath: { path: '/srv', type: 'Socket' } },
      { csi: { driver: 'x', readOnly: true } },
      { csi: { driver: 'x' } },
      { nfs: { server: 's', path: '/' } },
      { ephemeral: {} },
      { iscsi: {} },
    )
    .map((kind) => ({ name: volume, ...kind }))
const containerOf = (container: string) =>
  fc.record({
    name: fc.constant(container),
    image: fc.constant(IMAGE),
    restartPolicy: fc.constantFrom(undefined, 'Always'),
    volumeMounts: fc.array(fc.record({ name, mountPath: fc.constant('/x'), readOnly: fc.boolean() }), { maxLength: 3 }),
    env: fc.array(
      fc.oneof(
        fc.record({
          name: fc.constantFrom('OPENCLAW_SKIP_CHANNELS', 'OPENCLAW_SKIP_CRON', 'A'),
          value: fc.constantFrom('0', ''),
        }),
        name.map((each) => ({ name: 'B', valueFrom: { configMapKeyRef: { name: each, key: 'k' } } })),
        name.map((each) => ({ name: 'C', valueFrom: { secretKeyRef: { name: each, key: 'k' } } })),
      ),
      { maxLength: 4 },
    ),
    envFrom: fc.array(
      fc.oneof(
        name.map((each) => ({ configMapRef: { name: each } })),
        name.map((each) => ({ secretRef: { name: each } })),
      ),
      { maxLength: 2 },
    ),
  })
const anySpec = fc.record({
  containers: fc.tuple(containerOf('gateway'), containerOf('side')).map((each) => [...each]),
  initContainers: fc.tuple(containerOf('init'), containerOf('init2')).map((each) => [...each]),
  volumes: fc.tuple(volumeOf('a'), volumeOf('b'), volumeOf('c')).map((each) => [...each]),
  imagePullSecrets: fc.array(
    name.map((each) => ({ name: each })),
    { maxLength: 2 },
  ),
})
const anyOthers = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('ConfigMap', 'Secret'),
      name,
      fc.constantFrom('created' as const, 'configured' as const, 'unchanged' as const),
    ),
    { maxLength: 5, selector: ([kind, each]) => `${kind}/${each}` },
  )
  .map((all) => all.map(([kind, each, change]) => other(kind, each, { data: { k: 'v' } }, change)))
const anyLevel = fc.constantFrom('on' as const, 'pull' as const)

/** As the API server and kubelet would take them: nothing in it can change anything outside of the pod. */
function isConfined(volume: Volume, containers: readonly ContainerTemplate[]): boolean {
  const { name: volumeName, ...kinds } = volume
  const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts.filter((each) => each.name === volumeName))
  return Object.entries(kinds).every(([kind, value]) => {
    if (['configMap', 'secret', 'projected', 'downwardAPI', 'emptyDir', 'image'].includes(kind)) return true
    if (kind === 'csi') return (value as { readOnly?: boolean }).readOnly === true
    return (
      kind === 'hostPath' && (value as { type?: string }).type === undefined && mounts.every(({ readOnly }) => readOnly)
    )
  })
}

test('whatever the template: confined, selected by nobody, switched off, and only on what is new', () => {
  fc.assert(
    fc.property(anySpec, anyOthers, anyLevel, (spec, others, level) => {
      const one = deployment(spec)
      const { pod, copies } = built(part(one, others), level)
      const { containers, initContainers = [], volumes = [] } = pod.spec
      const all = [...containers, ...initContainers]
      expect(volumes.every((each) => isConfined(each, all))).toBe(true)
      expect(selects(one.spec.selector ?? {}, pod.metadata.labels ?? {})).toBe(false)
      expect(containers.map((each) => each.name)).toEqual(['gateway'])
      if (level === 'on') {
        for (const key of ['OPENCLAW_SKIP_CHANNELS', 'OPENCLAW_SKIP_CRON'])
          expect(containers[0]?.env?.filter((each) => each.name === key)).toEqual([{ name: key, value: '1' }])
        expect(amountOf(containers[0]?.resources?.requests?.memory ?? 0)).toBeGreaterThan(0)
      }
      const references = [
        ...configReferences({ spec: { template: { spec: pod.spec } } } as never),
        ...(pod.spec.imagePullSecrets ?? []).map((each) => ({ kind: 'Secret', name: each.name })),
      ]
      const made = new Map(copies.map(({ object }) => [`${object.kind}/${object.metadata.name}`, object]))
      for (const { kind, name: referred } of references) {
        const planned = others.find(({ result }) => result.kind === kind && result.metadata.name === referred)
        expect([undefined, 'unchanged']).toContain(planned?.change)
        if (referred.startsWith(NAME)) expect(made.has(`${kind}/${referred}`)).toBe(true)
      }
      expect(copies.every(({ of, object }) => of.kind === object.kind && object.metadata.labels !== undefined)).toBe(
        true,
      )
    }),
    { numRuns: 1000 },
  )
})

test('nothing of the template is changed in place', () => {
  fc.assert(
    fc.property(anySpec, anyLevel, (spec, level) => {
      const one = deployment(spec)
      const before = structuredClone(one)
      built(part(one), level)
      expect(one).toEqual(before)
    }),
    { numRuns: 100 },
  )
})
