import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { describeMoves, schemaMoves } from '../../../src/rollout/schema.ts'

type Schemas = Record<string, number> | undefined
type Row = [what: string, from: Schemas, to: Schemas, said: string | undefined]

describe('schemaMoves', () => {
  test.each<Row>([
    ['2026.9.5 to 2026.9.6', { state: 17, agent: 21 }, { state: 18, agent: 23 }, 'state 17 to 18, agent 21 to 23'],
    ['only one rises', { state: 18, agent: 21 }, { state: 18, agent: 23 }, 'agent 21 to 23'],
    ['the same', { state: 18, agent: 23 }, { state: 18, agent: 23 }, ''],
    ['down', { state: 18, agent: 23 }, { state: 17, agent: 21 }, ''],
    ['a new kind', { state: 18 }, { state: 18, memory: 1 }, ''],
    ['a kind that is no more', { state: 18, memory: 1 }, { state: 18 }, ''],
    ['a kind by the name of a method', { toString: 1 } as unknown as Schemas, { state: 1 }, ''],
    ['from unknown', undefined, { state: 18 }, undefined],
    ['to unknown', { state: 18 }, undefined, undefined],
  ])('%s', (_, from, to, said) => {
    const moves = schemaMoves(from, to)
    expect(moves && describeMoves(moves)).toBe(said)
  })

  test('what rises one way does not rise the other', () => {
    const schemas = fc.dictionary(fc.constantFrom('state', 'agent', 'memory'), fc.nat(5))
    fc.assert(
      fc.property(schemas, schemas, (a, b) => {
        const there = schemaMoves(a, b) ?? []
        const back = schemaMoves(b, a) ?? []
        expect(there.every(({ from, to }) => to > from)).toBe(true)
        expect(there.filter(({ name }) => back.some((each) => each.name === name))).toEqual([])
      }),
    )
  })
})
