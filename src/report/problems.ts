// Problems as annotations: what GitHub shows above the log, on the phone, and beside the file that is to blame.

import { error, info } from '@actions/core'
import type { Problem } from '../errors.ts'
import { harmlessLines } from './commands.ts'

// GitHub keeps ten annotations of a level per step; what is beyond goes to the log alone.
const ANNOTATIONS_SHOWN = 10

/** The sentence of a problem: cause, then fix. */
export function sentence({ message, fix }: Pick<Problem, 'message' | 'fix'>): string {
  return `${message}. ${fix}.`
}

/** `file:line` of a problem, when a file is to blame. */
export function placeOf(problem: Problem): string | undefined {
  const { where } = problem
  return where && (where.line === undefined ? where.file : `${where.file}:${where.line}`)
}

export function annotate(problems: readonly Problem[]): void {
  for (const [index, problem] of problems.entries()) {
    const place = placeOf(problem)
    const text = `${place ? `${place}: ` : ''}${sentence(problem)}`
    const lines = [...(problem.snippet ?? []), ...(problem.evidence ?? [])]
    const full = [text, ...lines.map((line) => `  ${line}`)].join('\n')
    if (index < ANNOTATIONS_SHOWN) {
      error(
        full,
        problem.where && { file: problem.where.file, ...(problem.where.line && { startLine: problem.where.line }) },
      )
    } else {
      for (const line of harmlessLines(full)) info(`| ${line}`)
    }
  }
}
