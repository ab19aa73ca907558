// A little API server for dry runs: it knows the kinds that the shipped manifests use, has nothing yet, and takes an object
// only when each field has the type that the shipped manifests show for it, as a real server's decoder does.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'yaml'
import { isRecord } from '../../../src/kube/object.ts'
import { json } from '../support.ts'

const RESOURCES: Readonly<Record<string, readonly (readonly [name: string, kind: string, namespaced: boolean])[]>> = {
  '/api/v1': [
    ['namespaces', 'Namespace', false],
    ['configmaps', 'ConfigMap', true],
    ['secrets', 'Secret', true],
    ['services', 'Service', true],
    ['persistentvolumeclaims', 'PersistentVolumeClaim', true],
    ['pods', 'Pod', true],
  ],
  '/apis/apps/v1': [['deployments', 'Deployment', true]],
  '/apis/policy/v1': [['poddisruptionbudgets', 'PodDisruptionBudget', true]],
  '/apis/networking.k8s.io/v1': [['networkpolicies', 'NetworkPolicy', true]],
}
// The shipped one, so that its objects are looked at: what is put into a namespace that is not there is not.
const NAMESPACE = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'open-webui', uid: 'u', resourceVersion: '1' },
}
const NODE = { metadata: { name: 'node-1', labels: { 'kubernetes.io/arch': 'amd64' } } }

/** @param shipped manifests that show the types of fields @returns its address, and how to end it */
export async function startApiServer(shipped: readonly string[]): Promise<{ url: string; stop: () => void }> {
  const shapes = new Map(
    shipped.map((text) => parse(text) as Record<string, unknown>).map((object) => [String(object.kind), object]),
  )
  const refuse = (response: ServerResponse, code: number, message: string) =>
    json(response, { kind: 'Status', message, code }, code)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://api')
    const resources = RESOURCES[pathname]
    if (pathname === '/version') return json(response, { gitVersion: 'v1.31.0' })
    if (pathname === '/api/v1/nodes') return json(response, { items: [NODE] })
    if (pathname.endsWith('/selfsubjectaccessreviews')) return json(response, { status: { allowed: true } }, 201)
    if (pathname === `/api/v1/namespaces/${NAMESPACE.metadata.name}`) return json(response, NAMESPACE)
    if (resources) {
      const list = resources.map(([name, kind, namespaced]) => ({ name, kind, namespaced }))
      return json(response, { resources: list })
    }
    if (/^\/api\/v1\/namespaces\/[^/]+\/pods$/.test(pathname)) return json(response, { items: [] })
    if (request.method !== 'PATCH') return refuse(response, 404, 'not found')
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      const object = withoutNull(JSON.parse(text)) as Record<string, unknown>
      const misfit = misfitOf(object, shapes.get(String(object.kind))) ?? missingIn(object)
      if (misfit !== undefined) return refuse(response, 400, `failed to create typed patch object: ${misfit}`)
      json(response, { ...object, metadata: { ...(object.metadata as object), uid: 'u', resourceVersion: '1' } }, 201)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

/** A server forgets fields of null. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNull)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => (child === null ? [] : [[key, withoutNull(child)]])),
  )
}

/** The path of a field that is of another type than the model's. Keys that the model does not have are not known. */
function misfitOf(value: unknown, model: unknown, path = ''): string | undefined {
  if (model === undefined || model === null) return undefined
  if (Array.isArray(model)) {
    if (!Array.isArray(value)) return path
    const merged = model.every(isRecord) ? Object.assign({}, ...model) : model[0]
    return value.map((item, index) => misfitOf(item, merged, `${path}[${index}]`)).find((each) => each !== undefined)
  }
  if (isRecord(model)) {
    if (!isRecord(value)) return path
    return Object.keys(value)
      .map((key) => misfitOf(value[key], model[key], `${path}.${key}`))
      .find((each) => each !== undefined)
  }
  return typeof value === typeof model ? undefined : path
}

/** What a Deployment cannot do without. */
function missingIn({ kind, spec }: Record<string, unknown>): string | undefined {
  if (kind !== 'Deployment') return undefined
  const template = (spec as { template?: { spec?: { containers?: { name?: unknown }[] } } } | undefined)?.template
  const containers = template?.spec?.containers ?? []
  const isWhole = containers.length > 0 && containers.every(({ name }) => typeof name === 'string' && name !== '')
  return isWhole ? undefined : '.spec.template.spec.containers'
}
