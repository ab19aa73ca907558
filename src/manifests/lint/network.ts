// The NetworkPolicies of the manifests, read as a network that enforces them would: those that select a pod add up, and
// what none of them allows is dropped. Of a rule's peers only what is certain counts: who wears a label, no manifest says.

import { overlaps, type Range, rangeOf, rangesOf, without } from '../../addresses.ts'
import { picks } from '../../kube/labels.ts'
import { isRecord } from '../../kube/object.ts'
import { Part } from './part.ts'
import type { Subject } from './subject.ts'

export type Way = 'ingress' | 'egress'

/** What holds back the gateway's traffic in one direction. */
export interface Restriction {
  readonly policies: readonly Part[]
  /** Of all of them: a connection passes that one of these allows. */
  readonly rules: readonly Part[]
}

export interface Port {
  readonly protocol: 'TCP' | 'UDP'
  /** Undefined for one that the manifests do not tell: each rule may mean it. */
  readonly number: number | undefined
}

/** Whether there are policies of another kind, such as Cilium's, which add to these by rules of their own. */
export function isJudgedElsewhere({ manifests }: Subject): boolean {
  return manifests.some(({ object }) => /NetworkPolicy$/.test(object.kind) && !isPolicy(object))
}

/** Undefined where nothing is held back, or nobody here can tell. */
export function restrictionOf(subject: Subject, way: Way): Restriction | undefined {
  if (isJudgedElsewhere(subject)) return undefined
  const policies = policiesOf(subject).filter(
    (policy) => selectsGateway(policy, subject) && typesOf(policy).includes(way),
  )
  if (policies.length === 0) return undefined
  return { policies, rules: policies.flatMap((policy) => policy.at('spec', way).items) }
}

/** The NetworkPolicies of the gateway's namespace. */
export function policiesOf({ near }: Subject): Part[] {
  return near.filter(({ object }) => isPolicy(object)).map((manifest) => Part.of(manifest))
}

export function selectsGateway(policy: Part, { deployment }: Subject): boolean {
  return picks(policy.at('spec', 'podSelector').value, deployment.at('spec', 'template', 'metadata', 'labels').value)
}

function isPolicy({ apiVersion, kind }: Part['manifest']['object']): boolean {
  return kind === 'NetworkPolicy' && apiVersion.startsWith('networking.k8s.io/')
}

/** Without policyTypes, what comes in is held back always, and what goes out when there is a rule for it. */
function typesOf(policy: Part): Way[] {
  const types = policy.at('spec', 'policyTypes')
  const isTold = (way: Way, type: string, otherwise: boolean) =>
    (types.items.length > 0 ? types.items.some(({ value }) => value === type) : otherwise) ? [way] : []
  return [
    ...isTold('ingress', 'Ingress', true),
    ...isTold('egress', 'Egress', policy.at('spec', 'egress').items.length > 0),
  ]
}

/** Whether a rule lets somebody reach a port of the gateway's pod. */
export function mayEnter(rule: Part, port: Port, { pod }: Subject): boolean {
  const named = (name: string) =>
    [...pod.at('containers').items, ...pod.at('initContainers').items]
      .flatMap((container) => container.at('ports').items)
      .filter((entry) => entry.at('name').value === name)
      .map((entry) => entry.at('containerPort').number)
  const peers = rule.at('from').items
  return (
    hasPort(rule, port, (name) => named(name).some((number) => number === port.number || port.number === undefined)) &&
    (peers.length === 0 || peers.some((peer) => !peer.at('ipBlock').isThere || blockOf(peer).length > 0))
  )
}

/** Whether a rule lets every pod of the cluster reach a port of the gateway's pod. */
export function letsAllIn(rule: Part, port: Port, subject: Subject): boolean {
  const isEverybody = (peer: Part) =>
    peer.at('ipBlock').isThere
      ? blockOf(peer).some(({ first, last }) => first === 0n && last >= 0xffff_ffffn)
      : isEmpty(peer.at('namespaceSelector')) && (!peer.at('podSelector').isThere || isEmpty(peer.at('podSelector')))
  const peers = rule.at('from').items
  return mayEnter(rule, port, subject) && (peers.length === 0 || peers.some(isEverybody))
}

function isEmpty({ value }: Part): boolean {
  return isRecord(value) && Object.keys(value).length === 0
}

/** OpenShift's DNS listens on the second, and a policy sees the port behind the Service. */
const DNS_PORTS = [53, 5353]
const DNS_NAMESPACE = /^kube-system$|dns/
const NAME_LABEL = 'kubernetes.io/metadata.name'
/** Where the addresses of clusters are. */
const CLUSTERS = rangesOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7')
const NOT_PUBLIC = [
  ...CLUSTERS,
  ...rangesOf(
    '0.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '224.0.0.0/3',
    '::/8',
    'fe80::/10',
    'ff00::/8',
  ),
]

/** Whether a rule lets the gateway ask for names. */
export function mayAskNames(rule: Part, protocol: Port['protocol'], { pod, namespace }: Subject): boolean {
  if (!DNS_PORTS.some((number) => hasPort(rule, { protocol, number }, () => true))) return false
  const peers = rule.at('to').items
  // Whoever writes the port down means DNS, wherever that is.
  const isMeant = rule.at('ports').items.length > 0
  const isElsewhere = ['None', 'Default'].includes(pod.at('dnsPolicy').text ?? '')
  if (peers.length === 0 || isMeant || isElsewhere) return true
  return peers.some((peer) => {
    if (peer.at('ipBlock').isThere) return blockOf(peer).some((range) => CLUSTERS.some((each) => overlaps(range, each)))
    const spaces = peer.at('namespaceSelector')
    if (!spaces.isThere) return namespace !== undefined && DNS_NAMESPACE.test(namespace)
    const names = namesOf(spaces)
    return names === undefined || names.some((name) => DNS_NAMESPACE.test(name))
  })
}

/** The namespaces that a selector names, undefined when it goes by other labels. */
function namesOf(selector: Part): string[] | undefined {
  const one = selector.at('matchLabels', NAME_LABEL).text
  if (one !== undefined) return [one]
  const listed = selector
    .at('matchExpressions')
    .items.find((each) => each.at('key').value === NAME_LABEL && each.at('operator').value === 'In')
  return listed?.at('values').items.flatMap(({ text }) => text ?? [])
}

/** Whether a rule lets the gateway reach HTTPS servers of the internet. */
export function mayReachInternet(rule: Part): boolean {
  const peers = rule.at('to').items
  return (
    // The ports of servers outside have no names.
    hasPort(rule, { protocol: 'TCP', number: 443 }, () => false) &&
    (peers.length === 0 || peers.some((peer) => blockOf(peer).some((range) => without(range, NOT_PUBLIC).length > 0)))
  )
}

/** Whether a rule is for a port; of a name the caller says. */
function hasPort(rule: Part, { protocol, number }: Port, isNamed: (name: string) => boolean): boolean {
  const entries = rule.at('ports').items
  if (entries.length === 0) return true
  return entries.some((entry) => {
    if ((entry.at('protocol').value ?? 'TCP') !== protocol) return false
    const port = entry.at('port')
    if (!port.isThere) return true
    if (port.text !== undefined) return isNamed(port.text)
    const first = port.number ?? Number.NaN
    return number === undefined || (first <= number && number <= (entry.at('endPort').number ?? first))
  })
}

/** The addresses of a peer that is an ipBlock. */
function blockOf(peer: Part): Range[] {
  const block = rangeOf(peer.at('ipBlock', 'cidr').text ?? '')
  if (block === undefined) return []
  return without(block, rangesOf(...peer.at('ipBlock', 'except').items.flatMap(({ text }) => text ?? [])))
}
