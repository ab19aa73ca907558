// What stands before the gateway's Services: Ingress, Traefik's IngressRoute, the Gateway API's HTTPRoute.

import type { Manifest } from '../read.ts'
import { Part } from './part.ts'

export interface Front {
  readonly part: Part
  /** The names under which a browser asks for it, as far as they are written down. */
  readonly hosts: readonly string[]
}

interface Kind {
  /** Parts that name a Service, and maybe its namespace. */
  backends(object: Part): Part[]
  hosts(object: Part): string[]
}

const KINDS: Readonly<Record<string, Kind>> = {
  Ingress: {
    backends: (object) =>
      [
        object.at('spec', 'defaultBackend'),
        ...object
          .at('spec', 'rules')
          .items.flatMap((rule) => rule.at('http', 'paths').items.map((path) => path.at('backend'))),
      ].map((backend) => backend.at('service')),
    hosts: (object) => textsOf(object.at('spec', 'rules').items.map((rule) => rule.at('host'))),
  },
  IngressRoute: {
    backends: (object) => object.at('spec', 'routes').items.flatMap((route) => route.at('services').items),
    hosts: (object) =>
      textsOf(object.at('spec', 'routes').items.map((route) => route.at('match'))).flatMap((match) =>
        [...match.matchAll(/Host\(([^)]*)\)/g)].flatMap(([, names = '']) =>
          [...names.matchAll(/[`"']([^`"']+)[`"']/g)].map(([, name = '']) => name),
        ),
      ),
  },
  HTTPRoute: {
    backends: (object) => object.at('spec', 'rules').items.flatMap((rule) => rule.at('backendRefs').items),
    hosts: (object) => textsOf(object.at('spec', 'hostnames').items),
  },
}

export function frontsOf(manifests: readonly Manifest[], services: readonly Part[]): Front[] {
  return manifests.flatMap((manifest): Front[] => {
    const { kind, metadata } = manifest.object
    const reader = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
    if (reader === undefined) return []
    const part = Part.of(manifest)
    const isBefore = reader
      .backends(part)
      .some((backend) =>
        services.some(
          ({ manifest: { object } }) =>
            backend.at('name').value === object.metadata.name &&
            (backend.at('namespace').text ?? metadata.namespace) === object.metadata.namespace,
        ),
      )
    return isBefore ? [{ part, hosts: reader.hosts(part) }] : []
  })
}

function textsOf(parts: readonly Part[]): string[] {
  return parts.flatMap(({ text }) => (text === undefined ? [] : [text]))
}
