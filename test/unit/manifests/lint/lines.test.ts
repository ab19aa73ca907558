// Each line of the shipped Deployment's security contexts and volumes is there for a reason: without it a check that is
// named here turns red, or it is named here as one that the gateway runs without.

import { describe, expect, test } from '@jest/globals'
import { parseDocument } from 'yaml'
import { Part } from '../../../../src/manifests/lint/part.ts'
import { violationsOf } from '../../../../src/manifests/lint/pod-security.ts'
import { findingsOf, manifestsOf, type Source, shipped } from './support.ts'

type Path = readonly (string | number)[]

const POD: Path = ['spec', 'template', 'spec']
const FILE = shipped().find(({ path }) => path.endsWith('/deployment.yaml')) as Source

/** Lines by what they are, and what says so: a rule of the lint, a control of Pod Security, or the lab's own test. */
const CHECKS: Readonly<Record<string, string>> = {
  'securityContext runAsNonRoot': 'Running as Non-root, restricted',
  'securityContext runAsUser': 'run-as-group-alone',
  'securityContext fsGroup': 'fs-group-missing',
  'securityContext seccompProfile type': 'Seccomp, restricted',
  'initContainers 0 securityContext allowPrivilegeEscalation': 'Privilege Escalation, restricted',
  'initContainers 0 securityContext capabilities drop': 'Capabilities, restricted',
  'containers 0 securityContext allowPrivilegeEscalation': 'Privilege Escalation, restricted',
  'containers 0 securityContext capabilities drop': 'Capabilities, restricted',
  'containers 0 volumeMounts 0': 'state-off-volume',
  'containers 0 volumeMounts 1': 'root-read-only-tmp',
}
/** What no file shows: test/e2e/manifests.test.ts has each. */
const IN_THE_LAB: Readonly<Record<string, string>> = {
  'initContainers 0 volumeMounts 0': 'the rehearsal is red: there is nothing to copy',
  'initContainers 0 volumeMounts 1': 'the rehearsal is red: there is nowhere to copy to',
  'volumes 0': 'the plan is red: the API server refuses a mount without its volume',
  'volumes 1': 'the plan is red: the API server refuses a mount without its volume',
  'volumes 2': 'the plan is red: the API server refuses a mount without its volume',
  'containers 0 securityContext readOnlyRootFilesystem': 'a file can be written that must not',
  'initContainers 0 securityContext readOnlyRootFilesystem': 'not needed: the gateway runs without it',
  'securityContext runAsGroup': 'not needed: the gateway runs without it, since the image has the group',
  'securityContext fsGroupChangePolicy': 'not needed: the gateway runs without it; it spares a walk through the volume',
}

function linesOf(text: string): Path[] {
  const document = parseDocument(text)
  const paths: Path[] = []
  const leavesOf = (path: Path) => {
    const value = document.getIn([...POD, ...path])
    const node = (value as { toJS?: (document: unknown) => unknown })?.toJS?.(document) ?? value
    const walk = (inner: unknown, at: Path) => {
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
        for (const [key, child] of Object.entries(inner)) walk(child, [...at, key])
      else paths.push(at)
    }
    walk(node, path)
  }
  leavesOf(['securityContext'])
  for (const list of ['initContainers', 'containers']) {
    leavesOf([list, 0, 'securityContext'])
    itemsOf([list, 0, 'volumeMounts'])
  }
  itemsOf(['volumes'])
  function itemsOf(path: Path) {
    const { items } = document.getIn([...POD, ...path]) as { items: unknown[] }
    for (const index of items.keys()) paths.push([...path, index])
  }
  return paths
}

/** The shipped manifests without what stands at the path. */
function without(path: Path): Source[] {
  const document = parseDocument(FILE.text)
  // What is behind an alias is written out, so that one of the two can lose a line.
  const whole = document.toJS() as object
  const copy = parseDocument(JSON.stringify(whole))
  copy.deleteIn([...POD, ...path])
  return shipped().map((source) =>
    source === FILE || source.path === FILE.path ? { ...source, text: String(copy) } : source,
  )
}

/** All that the lint and the Pod Security table say. */
function said(sources: readonly Source[]): string[] {
  const gateway = manifestsOf(sources).find(({ object }) => object.kind === 'Deployment')
  const violations = gateway ? violationsOf(Part.of(gateway).at('spec', 'template'), 'restricted') : []
  return [
    ...findingsOf(sources).map(({ rule }) => rule),
    ...violations.map(({ control }) => `${control.name}, ${control.level}`),
  ]
}

describe('each line of the security contexts and volumes', () => {
  const lines = linesOf(FILE.text).map((path) => path.join(' '))

  test('is accounted for', () => {
    expect([...Object.keys(CHECKS), ...Object.keys(IN_THE_LAB)].sort()).toEqual([...lines].sort())
  })

  test.each(Object.entries(CHECKS))('%s: without it, "%s" turns red', (line, check) => {
    const path = line.split(' ').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
    expect(said(without(path)).join('\n')).toContain(check)
  })

  test.each(Object.entries(IN_THE_LAB))('%s: no check of the files can tell (%s)', (line) => {
    const path = line.split(' ').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
    expect(said(without(path))).toEqual([])
  })
})
