// Which paths of a host a route leads on: only what is certain counts, anything else is the whole host.

import type { Part } from './part.ts'

/** Beginnings of paths, `/` each at the start; undefined for the whole host. */
export type Paths = readonly string[] | undefined

// Without what a regular expression or a template has.
const PLAIN = /^\/[\w/.~%@:-]*$/

export function plainPaths(parts: readonly Part[]): Paths {
  const texts = parts.map(({ text }) => text ?? '')
  return texts.length > 0 && texts.every((text) => PLAIN.test(text)) ? texts : undefined
}

const CALL = /(\w+)\(((?:`[^`]*`|"[^"]*"|'[^']*'|[^()`"'])*)\)/g
// All terms are to hold (`&&`), and each is of paths alone (P) or of none (M).
const READABLE = /^(?:(?:M|P|\((?:M\|\|)*M\)|\((?:P\|\|)*P\))(?:&&(?=.)|$))+$/

/** Of a rule of Traefik's, such as "Host(`a.example`) && (Path(`/x`) || PathPrefix(`/y`))". */
export function pathsOfRule(rule: string): Paths {
  const paths: string[] = []
  const shape = rule.replace(CALL, (_, name: string, names: string) => {
    if (name !== 'Path' && name !== 'PathPrefix') return 'M'
    paths.push(...[...names.matchAll(/[`"']([^`"']*)[`"']/g)].map(([, path = '']) => path))
    return 'P'
  })
  const isReadable = READABLE.test(shape.replace(/\s/g, '')) && paths.length > 0
  return isReadable && paths.every((path) => PLAIN.test(path)) ? paths : undefined
}

/** Of the Gateway API's `matches`: one of them is enough, and one without a path is the whole host. */
export function pathsOfMatches(matches: readonly Part[]): Paths {
  if (matches.some((match) => match.at('path', 'type').value === 'RegularExpression')) return undefined
  return plainPaths(matches.map((match) => match.at('path', 'value')))
}

/** Whether a browser may open the Control UI by one of these paths; its own path is undefined where nobody knows it. */
export function mayShowUi(paths: Paths, basePath: string | undefined): boolean {
  if (paths === undefined || basePath === undefined) return true
  const own = trimmed(basePath)
  return paths.map(trimmed).some((path) => own.startsWith(path) || (own !== '' && path.startsWith(own)))
}

function trimmed(path: string): string {
  const inner = path.trim().replace(/^\/+|\/+$/g, '')
  return inner && `/${inner}`
}
