import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse } from 'yaml'
import { execRights, type Right } from '../../../src/kube/access.ts'
import { rulesFor } from '../../../src/kube/rules.ts'
import { type Grant, grantsOfRule, type Rule } from '../rbac.ts'

const right = (verb: string, resource: string, more: Partial<Right> = {}): Right => ({
  verb,
  group: '',
  resource,
  namespace: 'home',
  ...more,
})

describe('the rules to add', () => {
  test.each<[what: string, rights: Right[], lines: string[]]>([
    [
      'have the verbs of a resource together, and resources with the same verbs',
      [right('list', 'pods'), right('list', 'events'), right('watch', 'pods'), right('watch', 'events')],
      [
        '# in a Role of namespace home:',
        '- apiGroups: [""]',
        '  resources: ["pods", "events"]',
        '  verbs: ["list", "watch"]',
      ],
    ],
    [
      'name a subresource and a group as RBAC does',
      [...execRights('home'), right('patch', 'deployments', { group: 'apps' })],
      [
        '# in a Role of namespace home:',
        '- apiGroups: [""]',
        '  resources: ["pods/exec"]',
        '  verbs: ["get", "create"]',
        '- apiGroups: ["apps"]',
        '  resources: ["deployments"]',
        '  verbs: ["patch"]',
      ],
    ],
    [
      'keep to single objects where the right does',
      [right('get', 'secrets', { name: 'x' }), right('create', 'secrets')],
      [
        '# in a Role of namespace home:',
        '- apiGroups: [""]',
        '  resources: ["secrets"]',
        '  resourceNames: ["x"]',
        '  verbs: ["get"]',
        '- apiGroups: [""]',
        '  resources: ["secrets"]',
        '  verbs: ["create"]',
      ],
    ],
    [
      'say where they belong, and what does without them',
      [{ verb: 'list', group: '', resource: 'nodes' }, right('create', 'pods', { unless: 'rehearse: off' })],
      [
        '# in a ClusterRole:',
        '- apiGroups: [""]',
        '  resources: ["nodes"]',
        '  verbs: ["list"]',
        '# in a Role of namespace home:',
        '# not needed with rehearse: off:',
        '- apiGroups: [""]',
        '  resources: ["pods"]',
        '  verbs: ["create"]',
      ],
    ],
    [
      'have the names of a resource together, and apart from what is for all',
      [
        right('get', 'secrets', { name: 'x' }),
        right('get', 'secrets', { name: 'y' }),
        right('patch', 'secrets', { name: 'y' }),
        right('patch', 'secrets', { name: 'x' }),
        right('get', 'configmaps', { name: 'x' }),
        right('get', 'services'),
      ],
      [
        '# in a Role of namespace home:',
        '- apiGroups: [""]',
        '  resources: ["secrets"]',
        '  resourceNames: ["x", "y"]',
        '  verbs: ["get", "patch"]',
        '- apiGroups: [""]',
        '  resources: ["configmaps"]',
        '  resourceNames: ["x"]',
        '  verbs: ["get"]',
        '- apiGroups: [""]',
        '  resources: ["services"]',
        '  verbs: ["get"]',
      ],
    ],
    ['are none for nothing', [], []],
  ])('%s', (_, rights, lines) => {
    expect(rulesFor(rights)).toEqual(lines)
  })

  test('grant all that is missing and nothing else, whatever the words', () => {
    const word = fc.oneof(fc.constantFrom('get', 'on', 'null', '*', ''), fc.string({ maxLength: 4 }))
    const any = fc.record({ verb: word, group: word, resource: word }, { requiredKeys: ['verb', 'group', 'resource'] })
    const named = fc.tuple(any, fc.option(word, { nil: undefined }))
    fc.assert(
      fc.property(fc.array(named, { minLength: 1, maxLength: 12 }), (pairs) => {
        const rights = pairs.map(([each, name]) => ({
          ...each,
          namespace: 'home',
          ...(name !== undefined && { name }),
        }))
        const granted = (parse(rulesFor(rights).join('\n')) as Rule[]).flatMap(grantsOfRule)
        const keys = ({ verb, group, resource, names = [null] }: Omit<Grant, 'names'> & { names?: unknown[] }) =>
          names.map((name) => JSON.stringify([verb, group, resource, name]))
        const wanted = rights.flatMap(({ name = null, ...each }) => keys({ ...each, names: [name] }))
        expect(
          new Set(granted.flatMap(({ names, ...each }) => keys({ ...each, ...(names && { names: [...names] }) }))),
        ).toEqual(new Set(wanted))
      }),
    )
  })
})
