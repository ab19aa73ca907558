import { expect, test } from '@jest/globals'
import { DeployError, type FailureCode } from '../../../../src/errors.ts'
import { foundInRehearsal } from '../../../../src/rollout/rehearsal/problem.ts'

const failure = (code: FailureCode) =>
  new DeployError({ code, message: 'It ended', fix: 'Mend it', evidence: ['a line'] })

test.each<[code: FailureCode, level: 'on' | 'pull', fix: RegExp]>([
  [
    'openclaw-refused',
    'on',
    /^Mend it; if only the empty state of the rehearsal is to blame, `rehearse: pull` skips the start$/,
  ],
  ['crash-loop', 'on', /rehearse: pull/],
  ['image-missing', 'on', /^Mend it$/],
  ['oom-killed', 'on', /^Mend it$/],
  ['crash-loop', 'pull', /^Mend it$/],
])('%s in a rehearsal `%s` keeps its code and evidence, and says what is untouched', (code, level, fix) => {
  expect(foundInRehearsal(failure(code), level).problems).toEqual([
    {
      code,
      message: 'The rehearsal failed, and the old gateway runs on untouched: It ended',
      fix: expect.stringMatching(fix),
      evidence: ['a line'],
    },
  ])
})

test('all problems of a failure are told', () => {
  const both = new DeployError(
    { code: 'internal', message: 'A', fix: 'a' },
    { code: 'internal', message: 'B', fix: 'b' },
  )
  expect(foundInRehearsal(both, 'on').problems).toHaveLength(2)
})

test('on a copy of the state itself, nobody is sent to try it on the state', () => {
  const [problem] = foundInRehearsal(failure('crash-loop'), 'on', true).problems
  expect(problem).toMatchObject({
    message: 'The rehearsal on a copy of the state failed, and the old gateway runs on untouched: It ended',
    fix: 'Mend it',
  })
})
