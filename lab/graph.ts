// Runs steps as soon as those they need are done, and says how long each took.

import { readFileSync } from 'node:fs'
import { abandonCommands, CommandError } from './process.ts'

export interface Step {
  name: string
  needs: string[]
  /** Answers what there is to say about it, e.g. "already running". */
  run: () => Promise<string | undefined>
}

export class StepError extends Error {
  constructor(step: string, cause: unknown) {
    const log = cause instanceof CommandError ? cause.log : undefined
    const message = cause instanceof Error ? cause.message : String(cause)
    super(`${step} failed: ${message}${log ? `\n\nlast lines of ${log}:\n${lastLines(log)}` : ''}`)
  }
}

export async function runSteps(steps: Step[]): Promise<void> {
  const begun = performance.now()
  const names = new Set(steps.map((step) => step.name))
  const results = new Map<string, Promise<void>>()
  const underWay = new Set<string>()
  const reminder = setInterval(() => {
    if (underWay.size) console.log(`[${seconds(performance.now() - begun)}] at work: ${[...underWay].join(', ')}`)
  }, 30_000)
  const start = (step: Step): Promise<void> => {
    const known = results.get(step.name)
    if (known) return known
    const needs = steps.filter((other) => step.needs.includes(other.name))
    for (const need of step.needs) if (!names.has(need)) throw new Error(`${step.name} needs ${need}, which is no step`)
    const result = Promise.all(needs.map(start)).then(async () => {
      const started = performance.now()
      underWay.add(step.name)
      try {
        const note = await step.run()
        const took = seconds(performance.now() - started)
        console.log(`[${seconds(performance.now() - begun)}] ${step.name}: ${note ?? 'done'} (${took.trim()})`)
      } catch (error) {
        throw new StepError(step.name, error)
      } finally {
        underWay.delete(step.name)
      }
    })
    results.set(step.name, result)
    return result
  }
  try {
    await Promise.all(steps.map(start))
  } catch (error) {
    abandonCommands()
    throw error
  } finally {
    clearInterval(reminder)
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1).padStart(5)} s`

function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-15).join('\n')
  } catch {
    return '(nothing was written)'
  }
}
