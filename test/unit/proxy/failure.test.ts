import { describe, expect, test } from '@jest/globals'
import { explainConnection } from '../../../src/proxy/failure.ts'
// An error of Node's core is an `Error` here too.
import '../support.ts'

describe('a deadline that passed', () => {
  const late = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  const proxy = { url: new URL('http://me:hunter22@a:3128'), setBy: 'HTTPS_PROXY' }

  test.each<[what: string, error: unknown]>([
    ['by itself', late],
    ['as the cause', new TypeError('fetch failed', { cause: late })],
    ['as the cause of a cause', new Error('x', { cause: new Error('y', { cause: late }) })],
  ])('%s is told in words of ours', (_, error) => {
    expect(explainConnection(error, 'b:443', undefined)).toEqual({ said: 'no answer in time' })
    expect(explainConnection(error, 'b:443', proxy)).toEqual({ said: 'no answer in time by the proxy a:3128' })
  })

  test('what is none keeps its own', () => {
    expect(explainConnection(new Error('socket hang up'), 'b:443', proxy)).toEqual({ said: 'socket hang up' })
  })
})
