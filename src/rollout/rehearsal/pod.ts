// The throwaway pod, made from the Deployment as the server would have it. It is like the gateway's own pod in all that
// can make a start fail, and unlike it in all by which it could touch the gateway that runs now.

import type { KubeObject } from '../../kube/object.ts'
import { CONFIG_ANNOTATION } from '../config.ts'
import { renamed } from '../references.ts'
import { bare, memoryOf } from './containers.ts'
import { type Copy, copiesFor, type Other } from './copies.ts'
import { labelsFor } from './identity.ts'
import type { Level, Part } from './part.ts'
import { steered } from './placement.ts'
import { starting } from './start.ts'
import type { ContainerTemplate, PodTemplateSpec } from './template.ts'

export interface RehearsalPod {
  readonly pod: KubeObject & { readonly spec: PodTemplateSpec }
  readonly copies: readonly Copy[]
  /** What it cannot prove, a clause each. */
  readonly unproven: readonly string[]
  /** Whether it asks for other resources than the gateway's own pod, be it only more memory. */
  readonly asksOtherwise: boolean
  /** Never made: what a quota takes for the gateway's own pod, since it has the scopes of that one and not of the throwaway one. */
  readonly likeReal: KubeObject & { readonly spec: PodTemplateSpec }
}

/**
 * @param name of the pod: identity.ts
 * @param node where it shall run; anywhere it fits when undefined
 * @param lifeMs after this long the kubelet ends it, whatever became of this run
 */
export function rehearsalPod(
  { deployment, container, others, state }: Part,
  level: Level,
  name: string,
  node: string | undefined,
  lifeMs: number,
): RehearsalPod {
  const { template } = deployment.spec
  const templateSpec = template.spec as PodTemplateSpec
  const { namespace = 'default' } = deployment.metadata
  const labels = labelsFor(deployment)
  const account = newServiceAccount(templateSpec, others, namespace)
  const { spec, unproven } =
    level === 'on' ? starting(templateSpec, container, state) : pulling(templateSpec, container)
  const {
    nodeName = node,
    serviceAccountName,
    serviceAccount: _,
    ...rest
  } = { ...kept(spec), ...account.pull } as PodTemplateSpec & { serviceAccount?: string }
  const placed: PodTemplateSpec = {
    ...rest,
    ...(serviceAccountName && !account.isNew && { serviceAccountName }),
    affinity: steered(spec.affinity, template.metadata?.labels ?? {}, nodeName),
  }
  const copies = copiesFor(placed, others, { name, namespace, labels })
  const redirected = renamed(
    placed,
    (kind, old) => copies.find(({ of }) => of.kind === kind && of.name === old)?.object.metadata.name,
  )
  const memory = (each: PodTemplateSpec) =>
    memoryOf(each.containers.find(({ name: one }) => one === container)?.resources)
  const annotations = keptAnnotations(template.metadata?.annotations ?? {}, redirected)
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels, annotations } }
  const lasting: PodTemplateSpec = {
    ...redirected,
    restartPolicy: level === 'on' ? 'Always' : 'OnFailure',
    terminationGracePeriodSeconds: 5,
  }
  return {
    pod: { ...object, spec: { ...lasting, activeDeadlineSeconds: Math.ceil(lifeMs / 1000) } },
    likeReal: { ...object, spec: asReal(lasting, templateSpec) },
    copies,
    unproven: [
      ...unproven,
      ...(account.isNew ? [`ServiceAccount ${serviceAccountName}, which only this run makes`] : []),
    ],
    asksOtherwise: level === 'pull' || templateSpec.resources !== undefined || memory(placed) !== memory(templateSpec),
  }
}

/**
 * Quotas are for pods of a scope: with a deadline or without, BestEffort or not (by what all containers ask for), of a priority
 * class. @param spec without a deadline
 */
function asReal(
  spec: PodTemplateSpec,
  { containers, initContainers = [], resources, priorityClassName }: PodTemplateSpec,
): PodTemplateSpec {
  return {
    ...spec,
    containers: containers.map(bare),
    initContainers: initContainers.map(bare),
    ...(resources && { resources }),
    ...(priorityClassName && { priorityClassName }),
  }
}

// What would collide with the pod that runs now (addresses, devices, ports), push another one out, or wait for a
// controller that knows only the real one.
const LEFT_OUT = [
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostname',
  'subdomain',
  'setHostnameAsFQDN',
  'priorityClassName',
  'priority',
  'preemptionPolicy',
  'topologySpreadConstraints',
  'readinessGates',
  'schedulingGates',
  'resourceClaims',
  'resources',
  'ephemeralContainers',
]

function kept(spec: PodTemplateSpec): PodTemplateSpec {
  const entries = Object.entries(spec).filter(([key]) => !LEFT_OUT.includes(key))
  return Object.fromEntries(entries) as unknown as PodTemplateSpec
}

// A fixed address, or an interface of its own in another network, belongs to the live pod.
const NETWORKS =
  /^(cni\.projectcalico\.org|k8s\.v1\.cni\.cncf\.io|v1\.multus-cni\.io|k8s\.ovn\.org|ovn\.kubernetes\.io)\//
const PROFILES = /^container\.(?:apparmor\.security\.beta|seccomp\.security\.alpha)\.kubernetes\.io\/(.*)$/

function keptAnnotations(annotations: Readonly<Record<string, string>>, spec: PodTemplateSpec): Record<string, string> {
  const names = [...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name)
  const entries = Object.entries(annotations).filter(([key]) => {
    // A profile of a container that is not there is refused.
    const profiled = PROFILES.exec(key)?.[1]
    return key !== CONFIG_ANNOTATION && !NETWORKS.test(key) && (profiled === undefined || names.includes(profiled))
  })
  return Object.fromEntries(entries)
}

/** Only the image, on a command that ends at once. */
function pulling(spec: PodTemplateSpec, container: string): { spec: PodTemplateSpec; unproven: string[] } {
  const { initContainers: _i, volumes: _v, ...rest } = spec
  const containers = spec.containers
    .filter(({ name }) => name === container)
    .map(
      ({ name, image, imagePullPolicy, securityContext }): ContainerTemplate => ({
        name,
        ...(image && { image }),
        ...(imagePullPolicy && { imagePullPolicy }),
        ...(securityContext && { securityContext }),
        // Node is what the image certainly has.
        command: ['node', '-e', '0'],
        resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
      }),
    )
  return { spec: { ...rest, containers }, unproven: ['that it starts with the new config'] }
}

/** A ServiceAccount that is not there before the apply, and the pull secrets that one brings with it. */
function newServiceAccount(
  { serviceAccountName, imagePullSecrets = [] }: PodTemplateSpec,
  others: readonly Other[],
  namespace: string,
): { readonly isNew: boolean; readonly pull: Pick<PodTemplateSpec, 'imagePullSecrets'> } {
  const planned = others.find(
    ({ result, change }) =>
      change !== 'unchanged' &&
      result.kind === 'ServiceAccount' &&
      result.metadata.name === (serviceAccountName || 'default') &&
      result.metadata.namespace === namespace,
  )
  const { imagePullSecrets: brought = [] } = (planned?.result ?? {}) as Pick<PodTemplateSpec, 'imagePullSecrets'>
  return {
    isNew: planned?.change === 'created',
    pull: imagePullSecrets.length === 0 && brought.length > 0 ? { imagePullSecrets: brought } : {},
  }
}
