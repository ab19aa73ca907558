// Traefik's middlewares, as far as the manifests hold them: who authenticates, and who sets a header.

import type { Manifest } from '../objects.ts'
import { namespaceOf } from './home.ts'
import { Part } from './part.ts'

/** A Subject, as far as middlewares are looked for in it. */
interface Surroundings {
  readonly manifests: readonly Manifest[]
  readonly namespace: string | undefined
}

/** What a front names: undefined for one that is not in the manifests. */
export type Middleware = Part | undefined

/** Those that neither ask who somebody is nor can be told to. A redirect is none of them: it may let nobody through. */
const HARMLESS = new Set([
  'addPrefix',
  'buffering',
  'circuitBreaker',
  'compress',
  'contentType',
  'errors',
  'grpcWeb',
  'headers',
  'inFlightReq',
  'passTLSClientCert',
  'rateLimit',
  'replacePath',
  'replacePathRegex',
  'retry',
  'stripPrefix',
  'stripPrefixRegex',
])

const REWRITING = new Set([
  'addPrefix',
  'chain',
  'plugin',
  'replacePath',
  'replacePathRegex',
  'stripPrefix',
  'stripPrefixRegex',
])

/** The middlewares that a list of an IngressRoute names, chains resolved. */
export function middlewaresIn(list: Part, around: Surroundings, depth = 0): Middleware[] {
  const home = around.namespace
  return list.items.flatMap((reference) => {
    const namespace = reference.at('namespace').text ?? namespaceOf(list.manifest, home)
    const found = around.manifests.find(
      (manifest) =>
        manifest.object.kind === 'Middleware' &&
        manifest.object.metadata.name === reference.at('name').value &&
        namespaceOf(manifest, home) === namespace,
    )
    return resolved(found, around, depth)
  })
}

/** Those of an Ingress's annotation: `namespace-name@kubernetescrd`, and others that no manifest holds. */
export function middlewaresOf(annotation: string, around: Surroundings): Middleware[] {
  return annotation
    .split(',')
    .filter((name) => name.trim() !== '')
    .flatMap((name) => {
      const found = around.manifests.find((manifest) => {
        const { kind, metadata } = manifest.object
        const namespace = namespaceOf(manifest, around.namespace) ?? 'default'
        return kind === 'Middleware' && `${namespace}-${metadata.name}@kubernetescrd` === name.trim()
      })
      return resolved(found, around, 0)
    })
}

function resolved(manifest: Manifest | undefined, around: Surroundings, depth: number): Middleware[] {
  if (manifest === undefined) return [undefined]
  const part = Part.of(manifest)
  const chain = part.at('spec', 'chain', 'middlewares')
  // A chain may hold itself.
  return chain.isThere && depth < 5 ? middlewaresIn(chain, around, depth + 1) : [part]
}

export function mayAuthenticate(middleware: Middleware): boolean {
  return middleware === undefined || middleware.at('spec').entries.some(([kind]) => !HARMLESS.has(kind))
}

/** Whether the gateway may be asked for another path than the client's. */
export function mayRewrite(middleware: Middleware): boolean {
  return middleware === undefined || middleware.at('spec').entries.some(([kind]) => REWRITING.has(kind))
}

/** Whether it may take a header from what a client sends, so that nobody is anybody. */
export function mayEmpty(middleware: Middleware, header: string): boolean {
  if (middleware === undefined) return true
  const headers = middleware.at('spec', 'headers', 'customRequestHeaders').entries
  return headers.some(([name, { value }]) => isHeader(name, header) && value === '')
}

/** Whether it may replace what a client sends in a header. */
export function maySet(middleware: Middleware, header: string): boolean {
  const isIt = (name: unknown) => isHeader(name, header)
  if (middleware === undefined) return true
  return middleware.at('spec').entries.some(([kind, spec]) => {
    if (kind === 'forwardAuth')
      return (
        spec.at('authResponseHeadersRegex').isThere ||
        spec.at('authResponseHeaders').items.some(({ value }) => isIt(value))
      )
    if (kind === 'basicAuth' || kind === 'digestAuth') return isIt(spec.at('headerField').value)
    if (kind === 'headers') return spec.at('customRequestHeaders').entries.some(([name]) => isIt(name))
    return !HARMLESS.has(kind)
  })
}

function isHeader(name: unknown, header: string): boolean {
  return typeof name === 'string' && name.toLowerCase() === header.toLowerCase()
}
