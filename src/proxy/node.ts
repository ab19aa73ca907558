// Whether this Node can go through a proxy at all.

import type { Problem } from '../errors.ts'

// The first whose agents take a proxy: older ones ignore what they are given, and go past it.
const FIRST: readonly [major: number, minor: number] = [24, 5]

/**
 * What to tell where a proxy would be ignored; undefined when it is not.
 * @param who a clause that says where the proxy is set
 * @param node version of Node, such as `24.21.0`
 */
export function refusedByNode(who: string, node: string): Pick<Problem, 'message' | 'fix'> | undefined {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major > FIRST[0] || (major === FIRST[0] && minor >= FIRST[1])) return undefined
  return {
    message: `${who}, which this runner’s Node ${node} cannot use`,
    fix: `Update the runner to one that has Node ${FIRST.join('.')} or newer`,
  }
}
