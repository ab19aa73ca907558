// Reads what strace writes of process calls: every program that was executed, exactly. Its lines hold secrets, so no error has one.

/** The calls that have to be traced. */
export const CALLS = 'execve,execveat,fork,vfork,clone,clone3'

export interface Executed {
  readonly pid: number
  /** The process that started it; none for the first one. */
  readonly parent: number | undefined
  readonly program: string
  readonly argv: readonly string[]
  /** `NAME=value` each. */
  readonly env: readonly string[]
  /** Whether there was such a program. */
  readonly isStarted: boolean
}

const LINE = /^(\d+)\s+(.*)$/
const BEGUN = /^(.*) <(?:unfinished|pid changed to (\d+)) \.\.\.>$/
const RESUMED = /^<\.\.\. \w+ resumed>(.*)$/
const FORKED = /^(?:fork|vfork|clone3?)\(.*= (\d+)$/
const STRING = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`
const LIST = `(?:\\[((?:${STRING}(?:, )?)*)\\]|NULL)`
const EXECUTED = new RegExp(`^execve(?:at)?\\((?:[^",]+, )?(${STRING}), ${LIST}, ${LIST}`)

/**
 * @param trace of `strace -f -v -e trace=CALLS`, with no string cut
 * @returns in the order in which they began. What was looked for along PATH is there once
 * @throws when the trace is not whole
 */
export function executedIn(trace: string): Executed[] {
  const calls = wholeCalls(trace.split('\n'))
  const parents = parentsIn(calls)
  const executed = calls
    .filter(({ call }) => call.startsWith('execve'))
    .map(({ pid, call, line }) => ({ ...readExecve(call, line), pid, parent: parents.get(pid) }))
  const first = executed[0]
  if (!first || !new RegExp(`^${first.pid}\\s+\\+\\+\\+ (exited|killed)`, 'm').test(trace))
    throw new Error('strace’s trace has no end: it was killed before what it watched')
  return executed.filter((each, at) => each.isStarted || !executed.slice(at + 1).some((later) => isSame(each, later)))
}

interface Call {
  readonly pid: number
  readonly call: string
  readonly line: number
}

/** Each call once, also when others came between its two halves. */
function wholeCalls(lines: readonly string[]): Call[] {
  const begun = new Map<number, Call>()
  const calls: Call[] = []
  for (const [at, text] of lines.entries()) {
    const [, tid, said = ''] = LINE.exec(text) ?? []
    const pid = Number(tid)
    const [, half, becomes] = BEGUN.exec(said) ?? []
    const [, rest] = RESUMED.exec(said) ?? []
    if (half !== undefined) begun.set(Number(becomes ?? pid), { pid: Number(becomes ?? pid), call: half, line: at + 1 })
    else if (rest !== undefined) {
      const first = begun.get(pid)
      begun.delete(pid)
      if (first) calls.push({ ...first, call: first.call + rest })
    } else calls.push({ pid, call: said, line: at + 1 })
  }
  // Those that were killed meanwhile.
  return [...calls, ...begun.values()].sort((a, b) => a.line - b.line)
}

/** A thread has a number of its own, and its children are those of its process. */
function parentsIn(calls: readonly Call[]): Map<number, number> {
  const makers = new Map<number, number>()
  const threads = new Map<number, number>()
  for (const { pid, call } of calls) {
    const child = FORKED.exec(call)?.[1]
    if (child !== undefined) (call.includes('CLONE_THREAD') ? threads : makers).set(Number(child), pid)
  }
  const processOf = (tid: number): number => {
    const maker = threads.get(tid)
    return maker === undefined ? tid : processOf(maker)
  }
  return new Map([...makers].map(([child, maker]) => [child, processOf(maker)]))
}

function readExecve(call: string, line: number): Pick<Executed, 'program' | 'argv' | 'env' | 'isStarted'> {
  const [, program, argv = '', env = ''] = EXECUTED.exec(call) ?? []
  if (program === undefined) throw new Error(`line ${line} of strace’s trace cannot be read`)
  const isStarted = !/\)\s+= -1 [A-Z]+ \([^()]*\)$/.test(call)
  return { program: textOf(program), argv: stringsIn(argv), env: stringsIn(env), isStarted }
}

const stringsIn = (list: string): string[] => (list.match(new RegExp(STRING, 'g')) ?? []).map(textOf)

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', v: '\v', f: '\f', r: '\r' }

/** Of a C string, with what is not ASCII in octal. */
function textOf(quoted: string): string {
  const bytes = quoted
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|.)/g, (_, code: string) =>
      /^\d/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
    )
  return Buffer.from(bytes, 'latin1').toString()
}

const isSame = (a: Executed, b: Executed): boolean =>
  a.pid === b.pid && JSON.stringify([a.argv, a.env]) === JSON.stringify([b.argv, b.env])
