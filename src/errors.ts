// The one error of the action. A phase that finds several things wrong throws them together, because an operator
// with a phone at night should not discover them one red run at a time.

/** Where a problem can be seen and fixed: a path relative to the workspace, lines counted from 1. */
export interface Place {
  readonly file: string
  readonly line?: number
}

/** Stable names for what went wrong: the `failure-code` output, so a later step can branch on it. */
export type FailureCode =
  | 'input-invalid'
  | 'manifest-invalid'
  | 'lint'
  | 'config-invalid'
  | 'secret-encrypted'
  | 'secret-damaged'
  | 'workload-ambiguous'
  | 'workload-missing'
  | 'release-not-found'
  | 'release-too-new'
  | 'downgrade-refused'
  | 'npm-unreachable'
  | 'base-image'
  | 'aws-credentials'
  | 'aws-denied'
  | 'ecr-repository-missing'
  | 'ecr-failed'
  | 'cluster-unreachable'
  | 'cluster-unauthorized'
  | 'cluster-forbidden'
  | 'docker-unavailable'
  | 'docker-login'
  | 'build-failed'
  | 'image-check-failed'
  | 'push-failed'
  | 'apply-conflict'
  | 'apply-rejected'
  | 'image-missing'
  | 'image-denied'
  | 'image-platform'
  | 'image-pull'
  | 'pull-secret'
  | 'config-error'
  | 'start-error'
  | 'init-failed'
  | 'openclaw-refused'
  | 'oom-killed'
  | 'crash-loop'
  | 'probe-failed'
  | 'unschedulable'
  | 'volume-unbound'
  | 'volume-mount'
  | 'volume-not-writable'
  | 'admission-denied'
  | 'node-lost'
  | 'old-pod-stuck'
  | 'deployment-gone'
  | 'deployment-changed'
  | 'progress-deadline'
  | 'rollout-timeout'
  | 'verify-failed'
  | 'backup-failed'
  | 'rollback-failed'
  | 'rollback-refused'
  | 'failed-before'
  | 'locked'
  | 'manifest-write-failed'
  | 'gateway-down'
  | 'pairing-token'
  | 'pairing-request-gone'
  | 'pairing-request-replaced'
  | 'pairing-no-request'
  | 'pairing-failed'
  | 'git-unusable'
  | 'git-denied'
  | 'git-unreachable'
  | 'commit-conflict'
  | 'commit-protected'
  | 'commit-failed'
  | 'kustomize-missing'
  | 'kustomize-failed'
  | 'cancelled'
  | 'internal'

/** One thing that is wrong: a sentence with the cause, and what to do about it. */
export interface Problem {
  readonly code: FailureCode
  /** The cause, one sentence without a final full stop. Never holds a secret. */
  readonly message: string
  /** What the reader does next, one sentence without a final full stop. */
  readonly fix: string
  readonly where?: Place
  /** Lines to paste, as they are, where the fix says. Never hold a secret. */
  readonly snippet?: readonly string[]
  /** Lines that show it (log lines, a server's own words), most telling first; already redacted. */
  readonly evidence?: readonly string[]
  /** Trouble of the cluster that may be over by the next run: what is deployed did not make it. */
  readonly blameless?: true
}

export class DeployError extends Error {
  override readonly name = 'DeployError'
  readonly problems: readonly [Problem, ...Problem[]]

  constructor(problem: Problem, ...more: Problem[]) {
    const told = [asOneLine(problem), ...more.map(asOneLine)] as const
    super(told.map((each) => each.message).join('; '))
    this.problems = told
  }
}

// Longer than any sentence, shorter than what GitHub cuts off an annotation (4096 with its evidence).
const MOST_CHARACTERS = 2_000

/** A problem quotes files, inputs and servers, which may hold anything: line breaks, escape sequences, a whole binary. */
function asOneLine(problem: Problem): Problem {
  return { ...problem, message: oneLine(problem.message), fix: oneLine(problem.fix) }
}

function oneLine(text: string): string {
  const half = MOST_CHARACTERS / 2
  const short = text.length <= MOST_CHARACTERS ? text : `${text.slice(0, half)} … ${text.slice(-half)}`
  return short
    .toWellFormed()
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
    .replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

/** Any thrown value as problems; what is not ours is a bug of the action and says so. */
export function problemsOf(thrown: unknown): readonly [Problem, ...Problem[]] {
  if (thrown instanceof DeployError) return thrown.problems
  return [
    {
      code: 'internal',
      message: oneLine(`The action itself failed: ${messageOf(thrown)}`),
      fix: 'Run the job again with debug logging and report this as a bug of openclaw-deploy',
      ...(thrown instanceof Error && thrown.stack ? { evidence: thrown.stack.split('\n').slice(1, 6) } : {}),
    },
  ]
}

/** The message of anything that can be thrown; for a failed connection that is its cause, not "fetch failed". */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return messageOf(thrown.errors[0])
  if (thrown.cause instanceof Error) return messageOf(thrown.cause)
  return thrown.message || thrown.name
}

/** The `code` of a system or library error (ECONNREFUSED, CERT_HAS_EXPIRED), looked for along its causes. */
export function systemCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code
  if (thrown instanceof AggregateError) return systemCode(thrown.errors[0])
  return systemCode(thrown.cause)
}

/**
 * Waits for all, then throws every problem of those that failed, so that independent checks of a phase report
 * together.
 */
export async function together<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(work)
  const [first, ...more] = settled.flatMap((each) => (each.status === 'rejected' ? problemsOf(each.reason) : []))
  if (first) throw new DeployError(first, ...more)
  return settled.map((each) => (each.status === 'fulfilled' ? each.value : undefined)) as {
    -readonly [K in keyof T]: Awaited<T[K]>
  }
}

/** One after the other, the second one whether or not the first fails. @throws DeployError with every problem of those that failed */
export async function inTurn(first: () => Promise<void>, second: () => Promise<void>): Promise<void> {
  const begun = first()
  await together([
    begun,
    begun.then(
      () => second(),
      () => second(),
    ),
  ])
}
