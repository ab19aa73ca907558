// The Roles of manifests/rbac, and a real HTTP server that plays an API server which grants just what they say.

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { json, type LittleServer, serve } from './support.ts'

export const CHECKOUT = resolve(import.meta.dirname, '../..')
const FOLDER = join(CHECKOUT, 'manifests/rbac')
export const NAMESPACE = 'open-webui'

/** One verb of one resource of a rule. */
export interface Grant {
  readonly verb: string
  /** '' is the core group. */
  readonly group: string
  /** With a subresource after a slash. */
  readonly resource: string
  /** Undefined: all of them. */
  readonly names: readonly string[] | undefined
}

export interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly verbs: readonly string[]
}

export interface RbacObject {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly rules?: readonly Rule[]
  readonly roleRef?: { readonly kind: string; readonly name: string }
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[]
}

export const rbacText = (file: string) => readFileSync(join(FOLDER, file), 'utf8')

export function rbacObjects(file: string): RbacObject[] {
  return parseAllDocuments(rbacText(file)).map((document) => document.toJS() as RbacObject)
}

export function grantsOf(file: string): Grant[] {
  return rbacObjects(file).flatMap(({ rules = [] }) => rules.flatMap(grantsOfRule))
}

export function grantsOfRule({ apiGroups, resources, resourceNames: names, verbs }: Rule): Grant[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource, names }))),
  )
}

/** What an access review asks about. */
interface Attributes {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly subresource?: string
  readonly namespace?: string
  readonly name?: string
}

/** As Kubernetes' RBAC decides, for Roles of the one namespace. */
function allows(grants: readonly Grant[], { verb, group, resource, subresource, namespace, name }: Attributes) {
  const whole = subresource ? `${resource}/${subresource}` : resource
  return (
    namespace === NAMESPACE &&
    grants.some(
      (grant) =>
        grant.verb === verb &&
        grant.group === group &&
        grant.resource === whole &&
        (grant.names === undefined || (name !== undefined && grant.names.includes(name))),
    )
  )
}

const KINDS: Readonly<Record<string, readonly [name: string, kind: string, namespaced?: false][]>> = {
  '/api/v1': [
    ['namespaces', 'Namespace', false],
    ['configmaps', 'ConfigMap'],
    ['persistentvolumeclaims', 'PersistentVolumeClaim'],
    ['services', 'Service'],
    ['secrets', 'Secret'],
  ],
  '/apis/apps/v1': [['deployments', 'Deployment']],
  '/apis/networking.k8s.io/v1': [['networkpolicies', 'NetworkPolicy']],
  '/apis/policy/v1': [['poddisruptionbudgets', 'PodDisruptionBudget']],
  '/apis/traefik.io/v1alpha1': [
    ['ingressroutes', 'IngressRoute'],
    ['middlewares', 'Middleware'],
  ],
}

export interface RbacServer extends LittleServer {
  readonly reviewed: Attributes[]
}

/** A cluster that has the Namespace and nothing in it. @param objects answers to GETs, by path */
export async function rbacServer(
  grants: readonly Grant[],
  objects: Readonly<Record<string, object>> = {},
): Promise<RbacServer> {
  const reviewed: Attributes[] = []
  const there: Readonly<Record<string, object>> = {
    '/version': { gitVersion: 'v1.36.1+k3s1' },
    [`/api/v1/namespaces/${NAMESPACE}`]: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    ...Object.fromEntries(
      Object.entries(KINDS).map(([path, kinds]) => [
        path,
        { resources: kinds.map(([name, kind, namespaced = true]) => ({ name, kind, namespaced })) },
      ]),
    ),
    [`/api/v1/namespaces/${NAMESPACE}/pods`]: { items: [] },
    ...objects,
  }
  const server = await serve(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://cluster')
    if (!pathname.endsWith('/selfsubjectaccessreviews')) {
      const found = there[pathname]
      return json(response, found ?? { message: 'not found' }, found ? 200 : 404)
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const attributes = JSON.parse(Buffer.concat(chunks).toString()).spec.resourceAttributes as Attributes
    reviewed.push(attributes)
    json(response, { status: { allowed: allows(grants, attributes) } }, 201)
  })
  return { ...server, reviewed }
}

/** @param token of its user, who has no other credentials */
export function kubeconfigFor(server: string, token = 't0ken'): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: token === '' ? {} : { token } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'c',
  })
}

/** A token as Kubernetes writes them, signed by nobody. */
export function tokenOf(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`
}
