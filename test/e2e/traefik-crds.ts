// Traefik's IngressRoute and Middleware as far as our overlays use them. Written by hand from Traefik's documentation of
// traefik.io/v1alpha1, since its own CRDs cannot be fetched here: they show that our objects have the right names and
// shapes, and not that Traefik does with them what it should.

const text = { type: 'string' }
const texts = { type: 'array', items: text }
const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required })
const list = (items: object) => ({ type: 'array', items })
// Compiled by a Go newer than its own, Kubernetes 1.20 takes an empty text for null here.
const map = { type: 'object', additionalProperties: { ...text, nullable: true } }

const ingressRoute = object(
  {
    entryPoints: texts,
    routes: list(
      object(
        {
          kind: { type: 'string', enum: ['Rule'] },
          match: text,
          priority: { type: 'integer' },
          middlewares: list(object({ name: text, namespace: text }, ['name'])),
          services: list(
            object({ name: text, namespace: text, kind: text, port: { 'x-kubernetes-int-or-string': true } }, ['name']),
          ),
        },
        ['match'],
      ),
    ),
    tls: object({ secretName: text, certResolver: text }),
  },
  ['routes'],
)

const middleware = object({
  forwardAuth: object({ address: text, trustForwardHeader: { type: 'boolean' }, authResponseHeaders: texts }),
  headers: object({ customRequestHeaders: map, customResponseHeaders: map }),
})

const crd = (kind: string, plural: string, spec: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.traefik.io` },
  spec: {
    group: 'traefik.io',
    scope: 'Namespaced',
    names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: object({ spec }, ['spec']) },
      },
    ],
  },
})

export const TRAEFIK_CRDS = [
  crd('IngressRoute', 'ingressroutes', ingressRoute),
  crd('Middleware', 'middlewares', middleware),
]
