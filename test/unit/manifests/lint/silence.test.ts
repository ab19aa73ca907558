import { expect, test } from '@jest/globals'
import { parseIgnored } from '../../../../src/manifests/lint/silence.ts'
import { linted, type Source, shipped } from './support.ts'

const NOTE = 'openclaw-deploy/lint-ignore'

/** The shipped manifests with too short a grace period and an address in bind, and annotations by file. */
function annotated(notes: Readonly<Record<string, string>>): Source[] {
  return shipped().map(({ path, text }) => {
    const name = path.replace(/.*\/|\.yaml$/g, '')
    const note = notes[name]
    const broken = text
      .replace('terminationGracePeriodSeconds: 330', 'terminationGracePeriodSeconds: 60')
      .replace('bind: "lan"', 'bind: "0.0.0.0"')
    return {
      path,
      text:
        note === undefined
          ? broken
          : broken.replace('metadata:\n', `metadata:\n  annotations:\n    ${NOTE}: "${note}"\n`),
    }
  })
}
const rules = (notes: Readonly<Record<string, string>>) =>
  linted(annotated(notes)).map((line) => line.split(' ').at(-1))

test.each<[what: string, notes: Record<string, string>, left: string[]]>([
  ['nothing', {}, ['bind-raw-ip', 'grace-period']],
  ['a rule on its object', { deployment: 'grace-period: tasks are short' }, ['bind-raw-ip']],
  ['a config rule on the ConfigMap', { configmap: 'bind-raw-ip: I know' }, ['grace-period']],
  ['a config rule on the Deployment', { deployment: 'bind-raw-ip: I know' }, ['grace-period']],
  ['both on one', { deployment: 'bind-raw-ip: I know; grace-period: a: b' }, []],
  ['a rule on another object', { service: 'grace-period: tasks are short' }, ['bind-raw-ip', 'grace-period']],
  ['a Deployment’s rule on the ConfigMap', { configmap: 'grace-period: short' }, ['bind-raw-ip', 'grace-period']],
  ['without a reason', { deployment: 'grace-period' }, ['bind-raw-ip', 'ignore-without-reason', 'grace-period']],
  ['with an empty one', { deployment: 'grace-period: ;' }, ['bind-raw-ip', 'ignore-without-reason', 'grace-period']],
  ['a rule that is none', { pvc: 'grace: short' }, ['bind-raw-ip', 'grace-period', 'ignore-without-reason']],
])('the annotation silences what it names, with a reason: %s', (_, notes, left) => {
  expect(rules(notes)).toEqual(left)
})

test.each([
  ['a: b', [{ rule: 'a', reason: 'b' }]],
  [
    ' a :  b : c ;\n d:e; ',
    [
      { rule: 'a', reason: 'b : c' },
      { rule: 'd', reason: 'e' },
    ],
  ],
  ['a', [{ rule: 'a', reason: '' }]],
  [': b', [{ rule: '', reason: 'b' }]],
  ['', []],
])('%j is read', (annotation, ignored) => {
  expect(parseIgnored(annotation)).toEqual(ignored)
})
