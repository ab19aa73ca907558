// What a push, or its login, that failed means: over for good, or worth another try.

import type { Problem } from '../errors.ts'
import { lastLines } from './last-lines.ts'

/**
 * `taken`: the tag exists and its repository is immutable. `again`: nothing is wrong with the image or the rights, so another
 * push may do; what is there already is not sent twice. `failed`: no other push would do better.
 */
export type PushFailure =
  | { readonly kind: 'taken'; readonly said: string }
  | { readonly kind: 'again'; readonly said: string; readonly isLoginOver: boolean }
  | { readonly kind: 'failed'; readonly said: string; readonly isDenied: boolean }

const DENIED = /denied|authorized|no basic auth/i
// ECR's own words, whose tokens end after 12 hours by its clock; or a bare 403, since the answer to a HEAD has no words.
const LOGIN_OVER = /authorization token has expired|\b403 Forbidden\b/i
const RIGHTS =
  'Allow ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload and ecr:PutImage in the role’s IAM policy'
// What busy registries answer, and how connections and names break: the words of Docker, containerd, Go's net and net/http,
// and our own for a command that was ended.
const PASSING = [
  /\b(status|HTTP|response)\b[^\n]*\b(429|5\d\d)\b/i,
  /too ?many ?requests|rate exceeded|internal server error|bad gateway|service unavailable|gateway time-?out/i,
  /connection (reset|refused)|broken pipe|unexpected EOF|: EOF$|use of closed network connection|no route to host/im,
  /no answer within|i\/o timeout|handshake timeout|deadline exceeded|Client\.Timeout|request canceled/i,
  /server misbehaving|temporary failure in name resolution/i,
]

/** From what `docker push` wrote to stderr; `said` is its last line. */
export function judgePushFailure(stderr: string, exitCode: number): PushFailure {
  const said = lastLines(stderr, 1)[0]?.trim() ?? `exit code ${exitCode}`
  if (/cannot be overwritten|tag is immutable|TAG_INVALID/i.test(stderr)) return { kind: 'taken', said }
  const isLoginOver = LOGIN_OVER.test(stderr) && !/not authorized to perform/i.test(stderr)
  if (isLoginOver) return { kind: 'again', said, isLoginOver }
  const isDenied = DENIED.test(stderr)
  if (!isDenied && PASSING.some((words) => words.test(stderr))) return { kind: 'again', said, isLoginOver }
  return { kind: 'failed', said, isDenied }
}

/** The problem of a push that is given up. */
export function pushProblem(image: string, failure: Exclude<PushFailure, { kind: 'taken' }>, stderr: string): Problem {
  return {
    code: 'push-failed',
    message: `Docker could not push ${image}: ${failure.said}`,
    fix:
      failure.kind === 'failed' && failure.isDenied
        ? RIGHTS
        : failure.kind === 'again' && failure.isLoginOver
          ? `${RIGHTS}; if it allows them, set the runner’s clock`
          : 'Check that the Docker daemon can reach the registry, then run again',
    evidence: lastLines(stderr),
  }
}
