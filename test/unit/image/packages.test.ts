import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { changedPackages, parsePackages } from '../../../src/image/packages.ts'

// As npm 11 prints them.
const TREE = `@anthropic-ai/sdk:@anthropic-ai/sdk@0.125.0
openclaw:openclaw@2026.9.6
openclaw/node_modules/undici:undici@7.1.0
openclaw/node_modules/jsdom/node_modules/undici:undici@6.21.0:EXTRANEOUS
`

test('a package is known by its name and all its versions', () => {
  expect([...parsePackages(TREE)]).toEqual([
    ['@anthropic-ai/sdk', ['0.125.0']],
    ['openclaw', ['2026.9.6']],
    ['undici', ['6.21.0', '7.1.0']],
  ])
})

test('what came, went and changed is told, and nothing else', () => {
  const after = TREE.replace('undici@7.1.0', 'undici@7.2.0').replace(/openclaw:openclaw.*\n/, 'zod:zod@4.0.0\n')
  expect(changedPackages(parsePackages(TREE), parsePackages(after))).toEqual([
    { name: 'openclaw', from: ['2026.9.6'], to: [] },
    { name: 'undici', from: ['6.21.0', '7.1.0'], to: ['6.21.0', '7.2.0'] },
    { name: 'zod', from: [], to: ['4.0.0'] },
  ])
})

test('the order of lines does not matter, and garbage is no package', () => {
  const lines = TREE.trim().split('\n')
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), fc.string(), (shuffled, noise) => {
      const text = [...shuffled, noise.replace(/[:@]/g, '')].join('\n')
      expect(changedPackages(parsePackages(TREE), parsePackages(text))).toEqual([])
    }),
  )
})
