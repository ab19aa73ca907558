import { PROXY_AUTH, proxyAuthOf } from '../auth.ts'
import type { Front } from '../front.ts'
import { type Middleware, mayAuthenticate, mayEmpty, maySet, middlewaresIn, middlewaresOf } from '../middleware.ts'
import type { Part } from '../part.ts'
import type { Flaw, Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

const MIDDLEWARES = 'traefik.ingress.kubernetes.io/router.middlewares'

export const proxyFrontOpen: Rule = {
  id: 'proxy-front-open',
  severity: 'error',
  symptom: 'Whoever reaches the ingress sends the user’s header along, and is that user: an operator of the gateway',
  fix: 'Name a middleware that authenticates and sets the header, such as forwardAuth to OAuth2-Proxy with the header in authResponseHeaders',
  check(subject) {
    const config = proxyAuthOf(subject)
    if (config === undefined) return []
    const header = config.text(...PROXY_AUTH, 'userHeader') ?? ''
    return subject.fronts.flatMap(({ part, entrances }) =>
      entrances
        // A Service may lead to a sidecar that authenticates.
        .filter(({ targets }) => targets.some(({ isGateway }) => isGateway))
        .flatMap((entrance): Flaw[] => {
          const { kind } = part.manifest.object
          const { middlewares, at } = guardsOf(part, entrance, subject) ?? {}
          if (middlewares === undefined || at === undefined) return []
          const isSet = middlewares.some((each) => maySet(each, header))
          const isGuarded = middlewares.some(mayAuthenticate)
          if (!entrance.isForUi && !isGuarded) {
            const isEmptied = middlewares.some((each) => mayEmpty(each, header))
            return header === '' || isEmptied ? [] : [besideUi(kind, header, at)]
          }
          if (!isGuarded)
            return [
              {
                message: `This ${kind} leads to the gateway, which believes ${header || 'a header'}, and asks nobody who he is`,
                at,
              },
            ]
          if (header === '' || isSet) return []
          return [
            {
              message: `None of the middlewares of this ${kind} sets ${header}, so that the gateway believes what clients write there`,
              at,
            },
          ]
        }),
    )
  },
}

/** A webhook's caller cannot be asked who he is; the gateway takes a WebSocket on every path, and believes the header there too. */
function besideUi(kind: string, header: string, at: Part): Flaw {
  return {
    message: `This ${kind} leads to the gateway by a path beside the Control UI, where it believes what clients write in ${header} just the same`,
    at,
    fix: `Name a middleware that empties it: headers.customRequestHeaders with ${header}: ""`,
  }
}

/** What stands in the way of an entrance; undefined where the manifests do not tell. */
function guardsOf(
  front: Part,
  entrance: Front['entrances'][number],
  subject: Subject,
): { middlewares: Middleware[]; at: Part } | undefined {
  const { kind } = front.manifest.object
  if (kind === 'IngressRoute') {
    // Its parents may have middlewares of their own.
    if (front.at('spec', 'parentRefs').isThere) return undefined
    const at = entrance.part.at('middlewares')
    return { middlewares: middlewaresIn(at, subject), at }
  }
  if (kind !== 'Ingress') return undefined
  const annotations = front.at('metadata', 'annotations')
  // Such as nginx.ingress.kubernetes.io/auth-url: other controllers have other words for it.
  if (annotations.entries.some(([name]) => /\/.*auth/i.test(name))) return undefined
  const at = annotations.at(MIDDLEWARES)
  return { middlewares: middlewaresOf(at.text ?? '', subject), at }
}
