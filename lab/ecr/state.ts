import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Repository } from './repositories.ts'
import type { Token } from './tokens.ts'

/** Who may call. `deny` lists IAM actions (`ecr:DescribeImages`, `ecr:*`) the principal lacks. */
export interface Principal {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly name?: string
  readonly account: string
  readonly deny: readonly string[]
  readonly expired: boolean
}

/** The next `times` calls of `operation` (`DescribeImages`, or `registry:PutImage` for a push) end in `error`. */
export interface Fault {
  readonly operation: string
  /** Only those of this key; all without it. */
  readonly accessKeyId?: string
  readonly times: number
  readonly error: string
  readonly message?: string
}

export interface State {
  repositories: Repository[]
  /** When each manifest was pushed (epoch seconds), by repository and digest; also how untagged images are found. */
  pushes: Record<string, Record<string, number>>
  tokens: Token[]
  principals: Principal[]
  faults: Fault[]
  /** By access key: how far the clock is off that its requests meet. */
  skewSeconds: Record<string, number>
}

const EMPTY: State = { repositories: [], pushes: {}, tokens: [], principals: [], faults: [], skewSeconds: {} }

/** The state, kept in one JSON file. Small enough to be written whole, at once, on every change. */
export class Store {
  #state: State
  readonly #file: string

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true })
    this.#file = join(directory, 'ecr.json')
    this.#state = read(this.#file)
  }

  get state(): Readonly<State> {
    return this.#state
  }

  update(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change }
    // Renaming over the old file is atomic: a crash leaves the old state or the new one, never half of it.
    const next = `${this.#file}.next`
    writeFileSync(next, JSON.stringify(this.#state, null, 1), { mode: 0o600, flush: true })
    renameSync(next, this.#file)
  }
}

function read(file: string): State {
  try {
    return { ...EMPTY, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<State>) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY
    throw error
  }
}
