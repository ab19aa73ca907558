import { expect, test } from '@jest/globals'
import type { Right } from '../../../src/kube/access.ts'
import { forbidden } from '../../../src/kube/forbidden.ts'

const list: Right = { verb: 'list', group: '', resource: 'pods', namespace: 'home' }
const watch: Right = { ...list, verb: 'watch' }
const create: Right = { ...list, verb: 'create', unless: 'rehearse: off' }
const lease: Right = {
  verb: 'get',
  group: 'coordination.k8s.io',
  resource: 'leases',
  namespace: 'home',
  name: 'x',
  unless: 'lock: off',
}
const nodes: Right = { verb: 'list', group: '', resource: 'nodes' }

test.each<[rights: Right[], message: string]>([
  [[list], 'list pods in home'],
  [[list, watch, create], 'list, watch and create pods in home'],
  [[list, lease, watch], 'list and watch pods, get leases.coordination.k8s.io x in home'],
  [[list, nodes], 'list pods in home, list nodes'],
])('the sentence groups verbs by what they are for', (rights, words) => {
  expect(forbidden(rights, false, undefined).message).toBe(`The cluster forbids this run (403) to ${words}`)
})

test.each<[rights: Right[], otherwise: string]>([
  [[list], ''],
  [[create], ', or set `rehearse: off`'],
  [[create, lease], ', or set `rehearse: off` and `lock: off`'],
  // Not a way out: the others would still be missing.
  [[create, list], ''],
])('an input that does without it is offered where that is enough', (rights, otherwise) => {
  const { fix } = forbidden(rights, false, undefined)
  expect(fix).toMatch(/^Grant the deployer the rules below \(.*README, section Permissions\)/)
  expect(fix.replace(/^.*\)/, '')).toBe(otherwise)
})
