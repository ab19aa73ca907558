// npm's registry at a bad moment: on a stand-in, by a gate before the real registry.

import { afterAll, beforeAll, expect } from '@jest/globals'
import { hostNpmrc } from '../../../lab/npmrc.ts'
import { type Blow, disturbanceTest } from './disturb.ts'
import { type Answer, AnswerGate } from './gate.ts'
import { type SmallGateway, smallGateway } from './small-gateway.ts'

let gateway: SmallGateway
let gate: AnswerGate
let next: (count: number) => Answer = () => 'pass'
beforeAll(async () => {
  gateway = await smallGateway('npm')
  const registry = /^registry=(.*)$/m.exec(hostNpmrc())?.[1] ?? ''
  gate = await AnswerGate.before(new URL(registry.endsWith('/') ? registry : `${registry}/`), () =>
    next(gate.done.length),
  )
  gateway.site.edit('.npmrc', () => `registry=${gate.url}\n`)
  expect((await gateway.site.deploy()).errors).toEqual([])
  expect(gate.done.length).toBeGreaterThan(0)
})
afterAll(async () => {
  gateway?.site.remove()
  await gate?.close()
})

/** @param times how many of the next answers */
function answers(what: Answer, times: number): Blow {
  const from = gate.done.length
  return {
    strike: () => {
      next = (count) => (count < from + times ? what : 'pass')
    },
    fired: () => {
      const met = gate.done.slice(from).filter((done) => done === what).length
      if (met === 0) throw new Error('nothing was asked of npm')
      return `the gate: ${met} of ${gate.done.length - from} answers ${WORDS[what]}`
    },
    heal: () => {
      next = () => 'pass'
    },
  }
}

const WORDS: Record<Answer, string> = { pass: 'passed', late: 'held back', cut: 'cut', page: 'replaced' }
const theGateway = () => gateway

disturbanceTest('npm answers after five seconds', theGateway, () => answers('late', Infinity))
disturbanceTest('npm’s answer is cut in the middle, once', theGateway, () => answers('cut', 1))
disturbanceTest('npm’s answers are cut in the middle, all of them', theGateway, () => answers('cut', Infinity))
disturbanceTest('npm’s place is taken by a page that wants a login', theGateway, () => answers('page', Infinity))
