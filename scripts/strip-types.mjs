// Jest's module loader does not use Node's own TypeScript support, so the same function is called here: what
// the tests load is what Node would run, at the same line and column, without a second compiler.
import { stripTypeScriptTypes } from 'node:module'

export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
}
