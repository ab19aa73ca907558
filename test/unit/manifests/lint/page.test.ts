import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { lintPage } from '../../../../scripts/docs-lint.ts'
import { RULES } from '../../../../src/manifests/lint/index.ts'
import { root } from './support.ts'

test('docs/lint.md is what the rules say', () => {
  expect(readFileSync(join(root, 'docs/lint.md'), 'utf8')).toBe(lintPage())
})

test('the ids of the rules are unique, and their sentences end without a full stop', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
  for (const { id, symptom, fix } of RULES) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    for (const sentence of [symptom, fix]) expect(sentence).toMatch(/^[A-Z][\s\S]*[^.]$/)
  }
})
