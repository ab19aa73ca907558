// Whether the config that the gateway serves is git's. OpenClaw guards its config file: one that looks damaged beside the
// backup of its own last write, also one that an init container has just copied, it replaces by that backup at its
// start, serves that, and gets ready as if nothing had happened (measured on 2026.9.6).

import JSON5 from 'json5'
import type { Problem } from '../errors.ts'
import { isRecord } from '../kube/object.ts'
import type { ConfigText } from './config.ts'
import type { ServedConfig } from './inside.ts'

export type ConfigVerdict =
  | { readonly kind: 'proven' }
  /** @property clause continues "Not proven: " */
  | { readonly kind: 'unproven'; readonly clause: string }
  | { readonly kind: 'restored'; readonly problem: Problem }

type Keyed = Readonly<Record<string, unknown>>

const MOST_PATHS = 5
const MOST_PATH_CHARACTERS = 100
// Kubernetes tells times in whole seconds.
const SLACK_MS = 1_000
// OpenClaw's own notes in the file: the version that wrote it, the migrations that are done.
const WRITTEN_BY_OPENCLAW = 'meta'

/**
 * Pure. No value of a config gets into the verdict, only names of keys.
 * @param candidates the files of which one may be the config
 * @param startedAtMs when the pod started by its node's clock, epoch milliseconds
 */
export function judgeConfig(
  served: ServedConfig,
  candidates: readonly ConfigText[],
  startedAtMs: number | undefined,
): ConfigVerdict {
  const { text, path = 'its config' } = served
  if (text === undefined) {
    return unproven(`the config it serves, since ${path} cannot be read (${served.unreadable ?? 'no reason given'})`)
  }
  if (candidates.some((each) => each.text === text)) return provenBy(parsed(text))
  const ours = parsed(text)
  if (ours === undefined) return unproven(`the config it serves, since ${path} holds no JSON5 object`)
  const closest = candidates
    .flatMap((each) => {
      const theirs = parsed(each.text)
      return theirs && isAlike(ours, theirs) ? [{ name: each.name, paths: rootDifferences(theirs, ours) }] : []
    })
    .sort((a, b) => namesake(path, a.name) - namesake(path, b.name) || a.paths.length - b.paths.length)
  const [best] = closest
  if (!best) return unproven('the config it serves, since no ConfigMap or Secret of the manifests holds it as JSON')
  if (closest.some(({ paths }) => paths.length === 0)) return provenBy(ours)
  const { clobbered } = served
  const where = listed(best.paths)
  if (clobbered === undefined || startedAtMs === undefined || clobbered.atMs < startedAtMs - SLACK_MS) {
    return unproven(`the config it serves, since it differs from ${best.name} in ${where}`)
  }
  return {
    kind: 'restored',
    problem: {
      code: 'verify-failed',
      message: `OpenClaw restored an older config at its start, so what it serves is not git's: it differs from ${best.name} in ${where}`,
      fix: `Let the init container remove the backups before it copies the config (rm -f ${fileOf(path)}.bak* in its folder), or mount the ConfigMap as a folder and point OPENCLAW_CONFIG_PATH into it`,
      evidence: [`OpenClaw keeps the config that it moved away beside ${path}, as ${clobbered.name}`],
    },
  }
}

/** A proven file proves nothing about those that it includes. */
function provenBy(config: Keyed | undefined): ConfigVerdict {
  const includes = config === undefined ? [] : includesIn(config)
  if (includes.length === 0) return { kind: 'proven' }
  return unproven(`the files that the config it serves includes ($include in ${listed(includes)})`)
}

function unproven(clause: string): ConfigVerdict {
  return { kind: 'unproven', clause }
}

function parsed(text: string): Keyed | undefined {
  try {
    const value = JSON5.parse(text) as unknown
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A pod may mount JSON that is not OpenClaw's. */
function isAlike(ours: Keyed, theirs: Keyed): boolean {
  return Object.keys(ours).some((key) => key !== WRITTEN_BY_OPENCLAW && Object.hasOwn(theirs, key))
}

function namesake(path: string, name: string): number {
  return name.endsWith(fileOf(path)) ? 0 : 1
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function rootDifferences(a: Keyed, b: Keyed): string[] {
  return differences({ ...a, [WRITTEN_BY_OPENCLAW]: null }, { ...b, [WRITTEN_BY_OPENCLAW]: null }, '')
}

/** Paths of the keys whose values differ; a list counts as one value. */
function differences(a: unknown, b: unknown, path: string): string[] {
  if (isRecord(a) && isRecord(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    return [...keys].flatMap((key) =>
      Object.hasOwn(a, key) && Object.hasOwn(b, key)
        ? differences(a[key], b[key], joined(path, key))
        : [joined(path, key)],
    )
  }
  return isSame(a, b) ? [] : [path]
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => isSame(each, b[index]))
  }
  if (isRecord(a) && isRecord(b)) return differences(a, b, '').length === 0
  return Object.is(a, b)
}

function includesIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => includesIn(each, path))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$include' ? [path || 'its root'] : includesIn(inner, joined(path, key)),
  )
}

function joined(path: string, key: string): string {
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path ? `${path}.${key}` : key
}

function listed(paths: readonly string[]): string {
  const shown = [...new Set(paths)].map((path) =>
    path.length > MOST_PATH_CHARACTERS ? `${path.slice(0, MOST_PATH_CHARACTERS)}...` : path,
  )
  const more = shown.length - MOST_PATHS
  return shown.slice(0, MOST_PATHS).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
