// Jest's environment for Node, with a plain global object. Jest's own has a proxy in the place of it, so that every
// mention of `Object`, `Array` or `Buffer` by what is tested costs a call: tests that compute took twice as long.

import { constants, createContext, runInContext } from 'node:vm'
import { TestEnvironment } from 'jest-environment-node'

// Jest has the outer ones for these, since Node's modules make and expect them.
const SHARED = ['ArrayBuffer', 'Uint8Array']

export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context)
    const theirs = this.global
    // They would only change the timers of `theirs`: to ask for them is an error instead.
    this.fakeTimers = null
    this.fakeTimersModern = null
    this.context = createContext(constants.DONT_CONTEXTIFY)
    this.global = runInContext('globalThis', this.context)
    for (const name of Reflect.ownKeys(theirs)) {
      if (Object.hasOwn(this.global, name) && !SHARED.includes(name)) continue
      const { enumerable } = Object.getOwnPropertyDescriptor(theirs, name)
      const define = (value) => Object.defineProperty(this.global, name, { ...value, configurable: true, enumerable })
      const settle = (value) => define({ value, writable: true })
      // Some are only loaded when they are read, as `fetch` is.
      define({ get: () => settle(theirs[name])[name], set: settle })
    }
    this.global.global = this.global
    this.global.Error.stackTraceLimit = theirs.Error.stackTraceLimit
  }
}
