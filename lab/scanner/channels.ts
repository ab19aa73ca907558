// Every way on which a secret could get out of a run, and the few on which it may.

import { basename } from 'node:path'
import { type ActionResult, decodeCommand } from '../github-runner.ts'
import { entriesBelow, textOf } from './files.ts'
import { findSecrets, type Leak, type Secret, type Text } from './find.ts'
import type { Executed } from './strace.ts'

/** Names of secrets that the table below is about. */
export const JOB_TOKEN = 'token of the job'
export const maskedName = (index: number) => `masked value ${index + 1}`

interface Exception {
  readonly secret: RegExp
  /** Programs that may have it in their environment, with all that they start. */
  readonly programs?: readonly string[]
  /** Files that may have it. */
  readonly files?: RegExp
  readonly why: string
}

/**
 * Who may have what. All else is a leak: Docker gets ECR's password by standard input alone, and no child an input, a key of AWS or
 * a credential of the cluster. The step itself is not asked, it has them all.
 */
const EXCEPTIONS: readonly Exception[] = [
  {
    secret: new RegExp(`^${JOB_TOKEN}$`),
    programs: ['git', 'kustomize', 'kubectl'],
    why: 'a credential helper may need any variable of the job: see src/environment.ts',
  },
  { secret: new RegExp(`^${JOB_TOKEN}$`), files: /\/\.git\/config$/, why: 'actions/checkout keeps it there' },
]

/** @param folders that are looked through, besides what was seen to be new elsewhere @returns what must not be */
export function leaksOf(result: ActionResult, folders: readonly string[], secrets: readonly Secret[]): Leak[] {
  const paths = [...folders.flatMap(entriesBelow), ...(result.seen?.files ?? [])]
  const texts = [
    ...textsOf(result),
    // Its name is on the disk as well.
    ...[...new Set(paths)].map((path) => ({ channel: 'file', place: path, text: `${path}\0${textOf(path)}` })),
  ]
  const inTexts = findSecrets(secrets, texts).filter(({ channel, place, secret }) =>
    EXCEPTIONS.every((one) => !(channel === 'file' && one.files?.test(place) && one.secret.test(secret))),
  )
  return [...inTexts, ...leaksInEnvironments(result.seen?.executed ?? [], secrets)]
}

/** What people see, what later steps get, and the arguments of all processes. */
function textsOf({ log, summary, written, seen }: ActionResult): Text[] {
  const lines = log.split('\n')
  const isAnnotation = (line: string) => /^::(error|warning|notice)\b/.test(line)
  const argv = (place: string, words: readonly string[]) => ({ channel: 'argv', place, text: words.join('\0') })
  return [
    { channel: 'log', place: 'log', text: lines.filter((line) => !isAnnotation(line)).join('\n') },
    ...lines.filter(isAnnotation).map((line) => ({
      channel: 'annotation',
      place: /^::\w+/.exec(line)?.[0] ?? '',
      text: decodeCommand(line),
    })),
    { channel: 'summary', place: 'summary', text: summary },
    ...Object.entries(written).map(([variable, text]) => ({ channel: 'written', place: variable, text })),
    ...(seen?.executed ?? []).map(({ program, argv: words }) => argv(program, words)),
    ...(seen?.beside ?? []).map(({ pid, argv: words }) => argv(`${words[0]} (${pid}, not of the step)`, words)),
  ]
}

function leaksInEnvironments(executed: readonly Executed[], secrets: readonly Secret[]): Leak[] {
  const programsAt = new Map<string, readonly string[]>()
  const texts = executed.flatMap(({ env }, at) => {
    const programs = lineOf(executed, at)
    return env.map((text) => {
      const place = `${programs.join(' < ')}: ${text.replace(/=.*/s, '')}`
      programsAt.set(place, programs)
      return { channel: 'environment', place, text }
    })
  })
  return findSecrets(secrets, texts).filter(({ place, secret }) =>
    EXCEPTIONS.every(
      (one) => !(one.secret.test(secret) && one.programs?.some((name) => programsAt.get(place)?.includes(name))),
    ),
  )
}

/** Names of a program and of what it came from, in its own process or the one before, up to the step. */
function lineOf(executed: readonly Executed[], at: number): string[] {
  const { program, parent, pid } = executed[at] as Executed
  const before = executed.slice(0, at)
  const last = (wanted: number | undefined) => before.findLastIndex((one) => one.pid === wanted && one.isStarted)
  const from = last(pid) === -1 ? last(parent) : last(pid)
  return [basename(program), ...(from === -1 ? [] : lineOf(executed, from))]
}
