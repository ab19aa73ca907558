import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import JSON5 from 'json5'
import { parseAllDocuments, stringify } from 'yaml'
import { lint, subjectOf } from '../../../../src/manifests/lint/index.ts'
import { type Manifest, parseManifests } from '../../../../src/manifests/read.ts'
import { findWorkload } from '../../../../src/manifests/workload.ts'
import { fixture, shipped } from './support.ts'

const SOURCES = [
  ...shipped(),
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
  return lint(subjectOf(manifests, workload)).map(({ rule, where }) => {
    const lines = manifests.find(({ file }) => file.path === where.file)?.file.text.split('\n').length ?? 0
    expect(where.line).toBeGreaterThanOrEqual(1)
    expect(where.line).toBeLessThanOrEqual(lines)
    return rule
  })
}

const parse = (path: string, text: string) => parseManifests({ path, absolute: path, text }, [])

test('anything in any place of the manifests, the lint ends, with every finding on a line of its file', () => {
  const seen = new Set<string>()
  const parsed = OBJECTS.map(({ path, value }) => parse(path, stringify(value)))
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
    for (const each of changed) {
      for (const rule of rulesOf(parsed.with(index, parse(file, stringify(each))).flat())) seen.add(rule)
    }
  }
  // They have to reach the rules, or this says nothing.
  expect(seen.size).toBeGreaterThan(20)
})

test('any mixture of it, and a config that is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: OBJECTS.length - 1 }), mutation), { minLength: 1, maxLength: 6 }),
      fc.option(fc.tuple(fc.nat(), fc.string({ maxLength: 3 })), { nil: undefined }),
      (mutations, cut) => {
        const manifests = OBJECTS.flatMap(({ path, value }, index) => {
          const text = stringify(
            mutations.filter(([owner]) => owner === index).reduce((object, [, each]) => mutated(object, each), value),
          )
          if (cut === undefined || !path.endsWith('configmap.yaml')) return parse(path, text)
          const at = cut[0] % text.length
          return parse(path, text.slice(0, at) + cut[1] + text.slice(at + 1))
        })
        rulesOf(manifests)
      },
    ),
    { numRuns: 300 },
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
  const times = Array.from({ length: 20 }, once).sort((a, b) => a - b)
  expect(times[10]).toBeLessThan(50)
})
