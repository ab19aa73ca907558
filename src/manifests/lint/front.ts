// What stands before the gateway's Services: Ingress, Traefik's IngressRoute, the Gateway API's HTTPRoute.

import type { Manifest } from '../objects.ts'
import { namespaceOf } from './home.ts'
import { mayShowUi, type Paths, pathsOfMatches, pathsOfRule, plainPaths } from './matcher.ts'
import { mayRewrite, middlewaresIn } from './middleware.ts'
import { Part } from './part.ts'
import type { ServiceTarget } from './ports.ts'

export interface Front {
  readonly part: Part
  /** The names under which a browser asks for the Control UI, as far as they are written down. */
  readonly hosts: readonly string[]
  /** Its routes to the gateway, each with where it leads; an Ingress is one as a whole. */
  readonly entrances: readonly Entrance[]
}

interface Entrance {
  readonly part: Part
  readonly targets: readonly ServiceTarget[]
  /** False where all its paths are beside the Control UI's, as a webhook's are. */
  readonly isForUi: boolean
}

interface Backend {
  /** Names a Service by `name`, before networking.k8s.io/v1 by `serviceName`, and maybe its namespace and port. */
  readonly part: Part
  readonly hosts: readonly string[]
  readonly paths: Paths
}

/** What an object has of each kind: its routes. */
type Reader = (
  object: Part,
  mayChangePath: (middlewares: Part) => boolean,
) => { readonly part: Part; readonly backends: readonly Backend[] }[]

/** Annotations by which controllers ask the gateway for another path, or may. */
const REWRITES = /rewrite|middlewares|snippet|strip|transform|app-root/i

const READERS: Readonly<Record<string, Reader>> = {
  Ingress: (object) => {
    const rules = object.at('spec', 'rules').items
    const pathsOf = (rule: Part) => rule.at('http', 'paths').items
    const hostsOf = (some: readonly Part[]) => textsOf(some.map((rule) => rule.at('host')))
    const isRewritten = object.at('metadata', 'annotations').entries.some(([name]) => REWRITES.test(name))
    const backends = [
      {
        part: object.at('spec', 'defaultBackend'),
        hosts: hostsOf(rules.filter((rule) => pathsOf(rule).length === 0)),
        paths: undefined,
      },
      ...rules.flatMap((rule) =>
        pathsOf(rule).map((path) => ({
          part: path.at('backend'),
          hosts: hostsOf([rule]),
          paths: isRewritten ? undefined : plainPaths([path.at('path')]),
        })),
      ),
    ]
    const named = backends.map(({ part, ...rest }) => ({
      part: part.at('service').isThere ? part.at('service') : part,
      ...rest,
    }))
    return [{ part: object, backends: named }]
  },
  IngressRoute: (object, mayChangePath) =>
    object.at('spec', 'routes').items.map((route) => {
      const hosts = textsOf([route.at('match')]).flatMap((match) =>
        [...match.matchAll(/Host\(([^)]*)\)/g)].flatMap(([, names = '']) =>
          [...names.matchAll(/[`"']([^`"']+)[`"']/g)].map(([, name = '']) => name),
        ),
      )
      // Its parents may have middlewares of their own.
      const isRewritten = object.at('spec', 'parentRefs').isThere || mayChangePath(route.at('middlewares'))
      const paths = isRewritten ? undefined : pathsOfRule(route.at('match').text ?? '')
      return { part: route, backends: route.at('services').items.map((part) => ({ part, hosts, paths })) }
    }),
  HTTPRoute: (object) => {
    const hosts = textsOf(object.at('spec', 'hostnames').items)
    return object.at('spec', 'rules').items.map((rule) => ({
      part: rule,
      backends: rule.at('backendRefs').items.map((part) => {
        const filters = [rule, part].flatMap((each) =>
          each.at('filters').items.map((filter) => filter.at('type').value),
        )
        const isRewritten = filters.some((type) => type === 'URLRewrite' || type === 'ExtensionRef')
        return { part, hosts, paths: isRewritten ? undefined : pathsOfMatches(rule.at('matches').items) }
      }),
    }))
  },
}

/**
 * What leads to the gateway, whose Control UI is at `basePath`, undefined where nobody knows.
 * A webhook's listener in the gateway's container may have a front of its own, which is none of the gateway's.
 */
export function frontsOf(
  manifests: readonly Manifest[],
  targets: readonly ServiceTarget[],
  home: string | undefined,
  basePath: string | undefined,
): Front[] {
  const mayChangePath = (middlewares: Part) =>
    middlewaresIn(middlewares, { manifests, namespace: home }).some(mayRewrite)
  return manifests.flatMap((manifest): Front[] => {
    const { kind } = manifest.object
    const read = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined
    if (read === undefined) return []
    const object = Part.of(manifest)
    const entrances = read(object, mayChangePath).flatMap(({ part, backends }) => {
      const ways = backends.map((backend) => ({ ...backend, targets: targetsOf(backend.part, targets, home) }))
      const open = ways.filter((way) => way.targets.length > 0)
      if (open.length === 0) return []
      const shown = open.filter(({ paths }) => mayShowUi(paths, basePath))
      return [
        {
          part,
          hosts: shown.flatMap(({ hosts }) => hosts),
          targets: open.flatMap((way) => way.targets),
          isForUi: shown.length > 0,
        },
      ]
    })
    if (entrances.length === 0) return []
    return [{ part: object, hosts: entrances.flatMap(({ hosts }) => hosts), entrances }]
  })
}

/** Where a backend leads to the gateway. */
function targetsOf(backend: Part, targets: readonly ServiceTarget[], home: string | undefined): ServiceTarget[] {
  const name = backend.at('name').value ?? backend.at('serviceName').value
  const namespace = backend.at('namespace').text ?? namespaceOf(backend.manifest, home)
  const named = targets.filter(
    ({ entry: { manifest } }) => manifest.object.metadata.name === name && namespaceOf(manifest, home) === namespace,
  )
  const port = portOf(backend)
  const asked = named.filter(({ entry }) => [entry.at('port').value, entry.at('name').value].includes(port))
  // A port that the Service does not have is a mistake, and which one is meant is not known.
  return (port !== undefined && asked.length > 0 ? asked : named).filter(({ isFront }) => isFront)
}

/** The name or number of a Service's port. */
function portOf(backend: Part): string | number | undefined {
  const port = backend.at('port')
  const written = [port, port.at('number'), port.at('name'), backend.at('servicePort')]
  return written.flatMap(({ text, number }) => text ?? number ?? [])[0]
}

function textsOf(parts: readonly Part[]): string[] {
  return parts.flatMap(({ text }) => (text === undefined ? [] : [text]))
}
