import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../src/errors.ts'
import { annotate, placeOf, sentence } from '../../../src/report/problems.ts'
import { printedBy } from '../support.ts'

const problem: Problem = { code: 'internal', message: 'The cause', fix: 'Do this' }

test('the sentence is the cause, then the fix', () => {
  expect(sentence(problem)).toBe('The cause. Do this.')
})

test.each<[where: Problem['where'], place: string | undefined]>([
  [undefined, undefined],
  [{ file: 'a.yaml' }, 'a.yaml'],
  [{ file: 'k8s/a.yaml', line: 3 }, 'k8s/a.yaml:3'],
])('the place of %j is %s', (where, place) => {
  expect(placeOf({ ...problem, ...(where && { where }) })).toBe(place)
})

describe('annotations', () => {
  const printed = (problems: Problem[]) => printedBy(() => annotate(problems))

  test('point at the file and line', async () => {
    expect(await printed([{ ...problem, where: { file: 'k8s/a.yaml', line: 3 } }])).toBe(
      '::error file=k8s/a.yaml,line=3::k8s/a.yaml:3: The cause. Do this.\n',
    )
    expect(await printed([problem])).toBe('::error::The cause. Do this.\n')
  })

  test('carry the evidence and cannot be broken out of by it', async () => {
    expect(await printed([{ ...problem, evidence: ['one', '100%', 'x\n::add-mask::y'] }])).toBe(
      '::error::The cause. Do this.%0A  one%0A  100%25%0A  x%0A::add-mask::y\n',
    )
  })

  test('carry the lines to paste before the evidence', async () => {
    expect(await printed([{ ...problem, snippet: ['- verbs: [get]'], evidence: ['one'] }])).toBe(
      '::error::The cause. Do this.%0A  - verbs: [get]%0A  one\n',
    )
  })

  test('are ten at most, since GitHub keeps no more; the rest is plain log', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ ...problem, message: `Cause ${index + 1}` }))
    const lines = (await printed(many)).trimEnd().split('\n')
    expect(lines.filter((line) => line.startsWith('::error')).length).toBe(10)
    expect(lines.slice(10)).toEqual(['| Cause 11. Do this.', '| Cause 12. Do this.'])
  })

  test('beyond ten are no commands to the runner either, which reads them behind spaces too', async () => {
    const many = Array.from({ length: 11 }, () => ({
      ...problem,
      evidence: ['::stop-commands::x', 'a\n::add-mask::b'],
    }))
    const plain = (await printed(many)).split('\n').filter((line) => !line.startsWith('::error'))
    expect(plain.filter((line) => /^\s*::/.test(line))).toEqual([])
  })
})
