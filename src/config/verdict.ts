// What OpenClaw said of the config, at the lines where the user wrote it.

import type { Place, Problem } from '../errors.ts'
import { isRecord } from '../kube/object.ts'
import { redact } from '../report/redact.ts'
import type { CheckAnswer, Said } from './script.ts'

export type Path = readonly (string | number)[]

/** The config as the manifests hold it. */
export interface Written {
  /** Parsed; undefined when it cannot be. */
  readonly value: unknown
  /** The line of a key, or of the longest beginning of its path that is there. */
  place(...path: Path): Place
  /** Of a line of the config, from 1. */
  placeOfLine(line: number): Place
  /** Variables that had a stand-in for their value. */
  readonly standIns: readonly string[]
  /** Paths of old forms that OpenClaw migrates at its start. */
  readonly migrated: readonly Path[]
}

export interface Remark {
  readonly message: string
  readonly fix: string
  readonly where: Place
}

export interface ConfigVerdict {
  /** The gateway would not start. */
  readonly problems: readonly Problem[]
  readonly warnings: readonly Remark[]
  /** What OpenClaw only mentions; the check's own surroundings may be to blame for it. */
  readonly notes: readonly string[]
}

/** Pure. @param version of OpenClaw, undefined when it is not known */
export function judgeAnswer(answer: CheckAnswer, written: Written, version: string | undefined): ConfigVerdict {
  const openclaw = version === undefined ? 'OpenClaw' : `OpenClaw ${version}`
  const issues = answer.valid === false ? answer.issues : []
  const isDoubtful = (said: Said) => mayDifferInside(said, written)
  return {
    problems: issues.filter((said) => !isDoubtful(said)).map((said) => refusal(said, written, openclaw)),
    warnings: [
      ...issues.filter(isDoubtful).map((said) => {
        const { message, where } = refusal(said, written, openclaw)
        const fix =
          'Correct it, unless the gateway itself has what this check has not: its volume, its secrets, its migration of old forms'
        return { message, fix, where }
      }),
      ...answer.unknownModels.map((model) => ({
        message: `${openclaw} does not know the model ${model}`,
        fix: 'Correct the name, unless its provider has it all the same (`openclaw models list --all` shows what OpenClaw knows)',
        where: written.place(...(pathOfModel(written.value, model) ?? [])),
      })),
    ],
    notes: answer.warnings.map(({ path, message }) => redact(`${path}: ${message}`)),
  }
}

// What may come from a plugin or a file on the gateway's volume, in the words of OpenClaw 2026.9.6.
const ON_THE_VOLUME =
  /Failed to read include file|unknown channel id|unknown heartbeat target|provider is not available|plugin/i

/** Whether the gateway may take what this check had to refuse: it has its own volume, its secrets, and may write its config. */
function mayDifferInside({ path, message }: Said, { value, standIns, migrated }: Written): boolean {
  const keys = path === ROOT ? [] : resolved(value, path)
  const all = [...keys, ...(unknownKey(message) === undefined ? [] : [unknownKey(message) as string])]
  if (ON_THE_VOLUME.test(message)) return true
  if (
    migrated.some(
      (old) => all.length > 0 && old.slice(0, all.length).join('\0') === all.slice(0, old.length).join('\0'),
    )
  )
    return true
  const refused = valueAlong(value, keys)
  return typeof refused === 'string' && standIns.some((name) => refused.includes(`\${${name}}`))
}

function valueAlong(value: unknown, keys: Path): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined,
    value,
  )
}

function unknownKey(message: string): string | undefined {
  return /^Unrecognized keys?: "([^"]+)"/.exec(message)?.[1]
}

function refusal({ path, message }: Said, written: Written, openclaw: string): Problem & Remark {
  const keys = path === ROOT ? [] : resolved(written.value, path)
  const unknown = unknownKey(message)
  const line = / at (\d+):\d+$/.exec(message)?.[1]
  const where =
    line !== undefined && path === ROOT
      ? written.placeOfLine(Number(line))
      : written.place(...keys, ...(unknown === undefined ? [] : [unknown]))
  const subject = path === ROOT ? 'the config' : path
  return {
    code: 'config-invalid',
    message: redact(`${openclaw} would not start with this config: ${subject}: ${message}`),
    fix:
      unknown === undefined
        ? 'Correct that value; `openclaw config schema` prints what each key takes'
        : `Remove "${unknown}", or correct its name or place; \`openclaw config schema\` prints the keys there are`,
    where,
  }
}

const ROOT = '<root>'

/**
 * The keys of a path that was joined by dots. A key may hold dots itself (`claude-4.5`), so at each step the longest one
 * that is there is taken; what is not there is cut at its dots.
 */
export function resolved(value: unknown, path: string): Path {
  if (path === '') return []
  const parts = path.split('.')
  for (let count = parts.length; count > 0; count--) {
    const key = parts.slice(0, count).join('.')
    const holds = Array.isArray(value) ? value[Number(key)] !== undefined : isRecord(value) && Object.hasOwn(value, key)
    if (!holds) continue
    const inner = (value as Record<string, unknown>)[key]
    return [key, ...resolved(inner, parts.slice(count).join('.'))]
  }
  return parts
}

/** Where a model is named first: as a key, or as a value. */
function pathOfModel(value: unknown, model: string): Path | undefined {
  if (value === model) return []
  const entries = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : []
  for (const [key, inner] of entries) {
    if (key === model) return [key]
    const path = pathOfModel(inner, model)
    if (path) return [key, ...path]
  }
  return undefined
}
