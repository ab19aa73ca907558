// What git's words about a remote mean. Pure; they are those of the C locale.

import { redact } from '../report/redact.ts'

/**
 * `moved`: somebody else pushed meanwhile. `protected`: a rule or hook of the branch refuses. `denied`: no, or too weak,
 * credentials. `missing`: the branch is not there. `unreachable`: the server, for now. `silent`: it did not answer in time.
 * `slow`: what was fetched was not here in time.
 */
export type Answer =
  | 'done'
  | 'moved'
  | 'protected'
  | 'denied'
  | 'missing'
  | 'unreachable'
  | 'silent'
  | 'slow'
  | 'failed'

// The first that matches counts: what the server says about the branch is more than what the transport says.
const ANSWERS: readonly (readonly [answer: Answer, pattern: RegExp])[] = [
  // GitHub answers a race between two pushes with a lock that it could not get.
  ['moved', /\[rejected\].*\((fetch first|non-fast-forward|stale info)\)/],
  ['moved', /\[remote rejected\].*\(.*(cannot lock ref|failed to (update|lock) ref|incorrect old value).*\)/i],
  // GitHub's branch protection and rulesets; GitLab, Gitea and Bitbucket refuse by a pre-receive hook.
  ['protected', /\bGH(006|013)\b|\[remote rejected\].*\((.*hook declined|push declined.*|.*prohibited.*)\)/i],
  ['unreachable', /\[remote rejected\].*\((.*internal server error.*|.*try again.*)\)/i],
  ['missing', /couldn't find remote ref/i],
  ['denied', /returned error: 40[13]\b|\bHTTP 40[13]\b|permission .*denied|authentication failed|access denied/i],
  ['denied', /could not read (username|password)|terminal prompts disabled|write access .*not granted/i],
  ['denied', /marked as read.only|host key verification failed/i],
  // What GitHub says to whom may not know that it is there.
  ['denied', /repository ('.*' )?not found|returned error: 404\b/i],
  ['unreachable', /could not (resolve|connect)|failed to connect|connection (refused|reset|closed|timed out)/i],
  ['unreachable', /returned error: (429|5\d\d)\b|\bHTTP 5\d\d\b|RPC failed|early EOF|hung up|operation timed out/i],
  ['unreachable', /unable to access|could not read from remote|unexpected disconnect/i],
  // As words of their own: a repository may be named k8s-tls.
  [
    'unreachable',
    /(?<![\w/.-])(TLS|SSL)\b(?![-/]).*\b(error|fail(ed|ure)|problem|terminated|closed|reset|eof|timed out)\b/i,
  ],
  ['unreachable', /\b(error|failed)\b.*(?<![\w/.-])(TLS|SSL)\b(?![-/])/i],
]

// Say where to, and nothing of why.
const ADDRESSES = /^(To |error: failed to push some refs to )/

/** @param words of both streams, with `--porcelain` for a push */
export function judge(exitCode: number, words: string): Answer {
  if (exitCode === 0) return 'done'
  const lines = words.split('\n').filter((line) => !ADDRESSES.test(line))
  return ANSWERS.find(([, pattern]) => lines.some((line) => pattern.test(line)))?.[0] ?? 'failed'
}

/** Whether a push would make the branch, rather than move it. */
export function makesBranch(porcelain: string): boolean {
  return /^\*\t/m.test(porcelain)
}

// What git says at every refusal, what a push begins with, and how far a server is.
const NOISE =
  /^(hint:|Warning:|To |error: failed to push some refs|Done$|Pushing to |POST |(Resolving|Enumerating|Counting|Compressing) |Total )/

/** The lines that say something, the server's own words first, without credentials. */
export function telling(words: string): string[] {
  const lines = words
    .split(/[\r\n]+/)
    .map((line) => ({ isRemote: line.startsWith('remote:'), text: line.replace(/^remote:/, '').trim() }))
    .filter(({ text }) => /\w/.test(text) && !NOISE.test(text))
  const sorted = [...lines.filter(({ isRemote }) => isRemote), ...lines.filter(({ isRemote }) => !isRemote)]
  return sorted.map(({ text }) => withoutCredentials(plainly(text)))
}

/** `[remote rejected] (hook declined)` of `!<tab>from:to<tab>[remote rejected] (hook declined)`. */
function plainly(line: string): string {
  return line
    .replace(/^!\t[^\t]*\t/, '')
    .replace(/^(fatal|error|ERROR): /, '')
    .replace(/\.$/, '')
}

/** A remote's address may have a token in it, as its user or its password. */
function withoutCredentials(line: string): string {
  return redact(line.replace(/:\/\/[^\s/@]+@/g, '://***@'))
}
