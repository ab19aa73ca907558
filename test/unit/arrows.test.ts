// The house as docs/architecture.md draws it: imports go down a storey or more, rooms of one storey do not know each other,
// and no file comes back to itself.

import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from '@jest/globals'

const src = new URL('../../src/', import.meta.url).pathname

/** From the entries down to what everything may use. A room is a folder, or a file beside the folders. */
const STOREYS = [
  ['index.ts'],
  ['main.ts', 'pair.ts', 'post.ts'],
  ['deploy.ts', 'step.ts'],
  ['phases', 'interruption.ts'],
  ['run.ts'],
  ['inputs'],
  ['backup', 'config', 'git', 'image', 'manifests', 'pairing', 'rollout', 'state'],
  ['kube'],
  ['report', 'proxy'],
  ['addresses.ts', 'confine.ts', 'environment.ts', 'errors.ts', 'jitter.ts', 'openclaw.ts', 'reference.ts'],
]

type Imports = ReadonlyMap<string, readonly string[]>

const IMPORTED = /(?:\bfrom |\bimport\(|^import )'(\.[^']+)'/gm

const imports: Imports = new Map(
  globSync('**/*.ts', { cwd: src }).map((file) => [
    file,
    Array.from(readFileSync(join(src, file), 'utf8').matchAll(IMPORTED), ([, path = '']) =>
      relative(src, join(src, dirname(file), path)),
    ),
  ]),
)

const roomOf = (file: string) => file.split('/')[0] ?? file
const storeyOf = (file: string) => STOREYS.findIndex((rooms) => rooms.includes(roomOf(file)))

/** Imports that do not go down. */
function upward(all: Imports): string[] {
  return [...all].flatMap(([file, targets]) =>
    targets
      .filter((target) => roomOf(file) !== roomOf(target) && storeyOf(target) <= storeyOf(file))
      .map((target) => `${file} -> ${target}`),
  )
}

/** The files of the first circle, in the order in which they import each other. */
function circle(all: Imports): string[] {
  const done = new Set<string>()
  const way: string[] = []
  const walk = (file: string): string[] => {
    if (way.includes(file)) return way.slice(way.indexOf(file))
    if (done.has(file)) return []
    way.push(file)
    for (const target of all.get(file) ?? []) {
      const found = walk(target)
      if (found.length > 0) return found
    }
    way.pop()
    done.add(file)
    return []
  }
  for (const file of all.keys()) {
    const found = walk(file)
    if (found.length > 0) return found
  }
  return []
}

test('the checks find what they look for', () => {
  const bent: Imports = new Map([
    ['kube/a.ts', ['kube/b.ts', 'rollout/c.ts', 'errors.ts']],
    ['kube/b.ts', ['kube/c.ts']],
    ['kube/c.ts', ['kube/b.ts']],
    ['image/d.ts', ['state/e.ts']],
  ])
  expect(upward(bent)).toEqual(['kube/a.ts -> rollout/c.ts', 'image/d.ts -> state/e.ts'])
  expect(circle(bent)).toEqual(['kube/b.ts', 'kube/c.ts'])
})

test('every import leads to a file', () => {
  expect([...imports.values()].flat().filter((target) => !imports.has(target))).toEqual([])
})

test('every room has its storey, and every storey its rooms', () => {
  expect(STOREYS.flat().toSorted()).toEqual([...new Set([...imports.keys()].map(roomOf))].toSorted())
})

test('every import goes down', () => {
  expect(upward(imports)).toEqual([])
})

test('no file comes back to itself', () => {
  expect(circle(imports)).toEqual([])
})
