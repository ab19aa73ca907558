// The config that the manifests give the gateway, with what OpenClaw needs to judge it and where each key is written.

import { posix } from 'node:path'
import type { Place } from '../errors.ts'
import { legacyIn } from './lint/legacy.ts'
import { filesOf } from './lint/pod.ts'
import { subjectOf } from './lint/subject.ts'
import type { Manifest } from './objects.ts'
import type { Workload } from './workload.ts'

export interface GatewayConfig {
  /** Name of the config among the files. */
  readonly name: string
  /** JSON files of the volume that holds it, by their paths there. */
  readonly files: Readonly<Record<string, string>>
  /** For the `${NAME}`s in it: what the manifests say in plain text, and a stand-in for all else. */
  readonly variables: Readonly<Record<string, string>>
  /** Names of those that have a stand-in. */
  readonly standIns: readonly string[]
  /** Paths of old forms that OpenClaw migrates at its start, since it may write its copy. */
  readonly migrated: readonly (readonly (string | number)[])[]
  /** Parsed; undefined when it is no JSON5. */
  readonly value: unknown
  place(...path: readonly (string | number)[]): Place
  placeOfLine(line: number): Place
}

// Some fields want a text that is not empty.
const STAND_IN = 'placeholder'

/**
 * `namespace` is the input of that name.
 * @returns undefined when no config of the manifests reaches the gateway: it may be only in the cluster, or on the volume
 */
export function gatewayConfig(
  manifests: readonly Manifest[],
  workload: Workload,
  namespace?: string,
): GatewayConfig | undefined {
  const { delivery, configPath, environment, lookup } = subjectOf(manifests, workload, { namespace })
  if (delivery === undefined) return undefined
  const { config, copier, mount } = delivery
  // A Secret may hold more than the config, and none of that is OpenClaw's to read here.
  const held = [...filesOf(mount.volume, lookup)].flatMap(([path, { text }]) =>
    /\.json5?$/.test(path) ? [[path, text] as const] : [],
  )
  const files = Object.fromEntries([...held, [posix.basename(configPath), config.source]])
  const names = Object.values(files).flatMap((text) => [...text.matchAll(VARIABLE)].map(([, name = '']) => name))
  return {
    name: posix.basename(configPath),
    files,
    variables: Object.fromEntries(names.map((name) => [name, environment.literal(name) || STAND_IN])),
    standIns: names.filter((name) => !environment.literal(name)),
    migrated: copier && config.flaw === undefined ? legacyIn(config) : [],
    value: config.value,
    place: (...path) => config.spot(...path).place,
    placeOfLine: (line) => config.spotOfLine(line).place,
  }
}

// As OpenClaw 2026.9.6 reads them (docs/gateway/config-secrets-env.md in its package).
const VARIABLE = /\$\{([A-Z_][A-Z0-9_]*)\}/g
