import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import JSON5 from 'json5'
import { parseAllDocuments, stringify } from 'yaml'
import { lint, subjectOf } from '../../../../src/manifests/lint/index.ts'
import { type Manifest, parseManifests } from '../../../../src/manifests/objects.ts'
import { findWorkload } from '../../../../src/manifests/workload.ts'
import { FUZZ_RUNS } from '../../support.ts'
import { fixture, shipped } from './support.ts'

/** A gateway behind a proxy that vouches, with all that shuts something out. */
const GUARDED = `{
  gateway: {
    bind: "lan",
    auth: {
      mode: "trusted-proxy", token: "x",
      trustedProxy: { userHeader: "x-user", deviceAutoApprove: { enabled: true, scopes: ["operator.admin"] } },
    },
    trustedProxies: ["10.42.0.0/24", "127.0.0.1"],
  },
}`
const MORE: Readonly<Record<string, { readonly annotations?: object; readonly [field: string]: unknown }>> = {
  NetworkPolicy: {
    apiVersion: 'networking.k8s.io/v1',
    spec: {
      podSelector: { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['openclaw'] }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/9'] } },
            { namespaceSelector: {}, podSelector: {} },
          ],
          ports: [
            { port: 1, endPort: 2 },
            { protocol: 'UDP', port: 'http' },
          ],
        },
      ],
      egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'x' } } }] }],
    },
  },
  PodDisruptionBudget: {
    apiVersion: 'policy/v1',
    spec: {
      minAvailable: '100%',
      maxUnavailable: 0,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'openclaw' } },
    },
  },
  Middleware: {
    apiVersion: 'traefik.io/v1alpha1',
    // It holds itself.
    spec: { chain: { middlewares: [{ name: 'openclaw' }] }, forwardAuth: { authResponseHeaders: ['x-other'] } },
  },
  IngressRoute: {
    apiVersion: 'traefik.io/v1alpha1',
    spec: {
      routes: [
        { match: 'Host(`a.example`)', middlewares: [{ name: 'openclaw' }], services: [{ name: 'openclaw', port: 1 }] },
      ],
    },
  },
  Ingress: {
    apiVersion: 'networking.k8s.io/v1beta1',
    annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': 'openclaw-openclaw@kubernetescrd, other@file' },
    spec: { backend: { serviceName: 'openclaw' } },
  },
}
const more = Object.entries(MORE).map(([kind, { annotations, ...rest }]) => ({
  path: `${kind}.yaml`,
  text: stringify({ kind, metadata: { name: 'openclaw', namespace: 'open-webui', annotations }, ...rest }),
}))

const SOURCES = [
  ...shipped().map(({ path, text }) => ({
    path,
    text: text
      .replace(/openclaw\.json: \|\n(?: {4}.*\n)+/, `openclaw.json: |\n${GUARDED.replace(/^/gm, '    ')}\n`)
      .replace('pod-security.kubernetes.io/warn', 'pod-security.kubernetes.io/enforce'),
  })),
  ...more,
  ...['secret', 'configmap', 'pvc', 'service'].map((name) => fixture(`seed/${name}.yaml`)),
  fixture('seed-today/configmap.yaml'),
  fixture('seed-today/ingressroute.yaml'),
]
const OBJECTS = SOURCES.map(({ path, text }) => ({ path, value: parseAllDocuments(text)[0]?.toJS() as unknown }))

/** Every place in a value, the value itself left out. */
function pathsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => {
    const step = Array.isArray(value) ? Number(key) : key
    return [[...path, step], ...pathsIn(child, [...path, step])]
  })
}

const WEIRD: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e300, '', '/', '..', '${X}', '__proto__', 'constructor', [], {}, [[]], [null], {
    '': null,
  }),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
)
const mutation = fc.record({ at: fc.nat(), value: fc.option(WEIRD, { nil: undefined }) })

type Path = readonly (string | number)[]

/** A copy with one place replaced, or removed for undefined. */
function replaced(object: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(object)
  let holder = copy as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) holder = holder[step] as typeof holder
  const last = path.at(-1)
  if (last === undefined) return copy
  if (value !== undefined) holder[last] = value
  else if (Array.isArray(holder)) holder.splice(Number(last), 1)
  else delete holder[last]
  return copy
}

function mutated(object: unknown, { at, value }: { at: number; value: unknown }): unknown {
  const paths = pathsIn(object)
  return replaced(object, paths[at % paths.length] ?? [], value)
}

/** The rules that found something, each on a line of its file. */
function rulesOf(manifests: readonly Manifest[]): string[] {
  // Which manifests are refused before the lint is not the question here.
  const gateway = () => {
    try {
      return findWorkload(manifests, { repository: 'k3s-homelab/openclaw' })
    } catch {
      return undefined
    }
  }
  const workload = gateway()
  if (workload === undefined) return []
  const lines = new Map(manifests.map(({ file }) => [file.path, file.text.split('\n').length]))
  return lint(subjectOf(manifests, workload)).map(({ rule, where }) => {
    const { file, line = 0 } = where
    // Some hundred thousand times, so not by `expect`.
    if (line < 1 || line > (lines.get(file) ?? 0)) throw new Error(`${rule} is at ${file}:${line}`)
    return rule
  })
}

const parse = (path: string, text: string) => parseManifests({ path, absolute: path, text }, [])
const TEXTS = OBJECTS.map(({ value }) => stringify(value))
const PARSED = OBJECTS.map(({ path }, index) => parse(path, TEXTS[index] as string))

/** In `test:unit`, whose samples are fewer, this looks at that many fewer as well. */
const STRIDE = Math.max(1, Math.round(1_000 / FUZZ_RUNS))

test('anything in any place of the manifests, the lint ends, with every finding on a line of its file', () => {
  const seen = new Set<string>()
  // Own keys that take the place of what every object can do, beside the usual types.
  const values = [undefined, null, 7, 'x', [], [null], { toString: 1, valueOf: 1, at: 1 }]
  for (const [index, { path: file, value: object }] of OBJECTS.entries()) {
    const held = (object as { data?: Record<string, string> }).data?.['openclaw.json']
    const config: unknown = held === undefined ? undefined : JSON5.parse(held)
    const changed = values.flatMap((value) => [
      ...pathsIn(object).map((path) => replaced(object, path, value)),
      ...pathsIn(config).map((path) =>
        replaced(object, ['data', 'openclaw.json'], JSON.stringify(replaced(config, path, value), null, 1)),
      ),
    ])
    for (const each of changed.filter((_, place) => place % STRIDE === 0)) {
      for (const rule of rulesOf(PARSED.with(index, parse(file, stringify(each))).flat())) seen.add(rule)
    }
  }
  // They have to reach the rules, or this says nothing.
  expect(seen.size).toBeGreaterThan(STRIDE > 1 ? 30 : 40)
})

test('any mixture of it, and a config that is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: OBJECTS.length - 1 }), mutation), { minLength: 1, maxLength: 6 }),
      fc.option(fc.tuple(fc.nat(), fc.string({ maxLength: 3 })), { nil: undefined }),
      (mutations, cut) => {
        const manifests = OBJECTS.flatMap(({ path, value }, index) => {
          const theirs = mutations.filter(([owner]) => owner === index)
          const isCut = cut !== undefined && path.endsWith('configmap.yaml')
          if (theirs.length === 0 && !isCut) return PARSED[index] as Manifest[]
          const text =
            theirs.length === 0
              ? (TEXTS[index] as string)
              : stringify(theirs.reduce((object, [, each]) => mutated(object, each), value))
          if (!isCut) return parse(path, text)
          const at = cut[0] % text.length
          return parse(path, text.slice(0, at) + cut[1] + text.slice(at + 1))
        })
        rulesOf(manifests)
      },
    ),
    { numRuns: Math.ceil(0.3 * FUZZ_RUNS) },
  )
})

test('the lint of the manifests that we ship costs milliseconds', () => {
  const manifests = shipped().flatMap(({ path, text }) => parseManifests({ path, absolute: path, text }, []))
  const workload = findWorkload(manifests, { repository: 'k3s-homelab/openclaw' })
  const once = () => {
    const start = performance.now()
    lint(subjectOf(manifests, workload))
    return performance.now() - start
  }
  // The quickest, since each may lose its processor for a while.
  expect(Math.min(...Array.from({ length: 20 }, once))).toBeLessThan(50)
})
