// A failed build in a sentence. BuildKit repeats the whole script of the step that failed, so most of what it prints
// is the Dockerfile's own text and no sign of what went wrong.

import type { Problem } from '../errors.ts'
import { SAME_ARCHITECTURE } from './check.ts'

const TAIL_LINES = 15
const SHOWN_OF_SCRIPT = 40

const NPM_ERROR = /^npm (error|ERR!)\s*/
// What npm prints around its sentence.
const NPM_NOISE = /^npm (error|ERR!)\s*(code |errno |syscall |path |A complete log|$)/
// What the kernel says of a platform that the runner does not run, without emulation. The step's ERROR tells only an exit code.
const FOREIGN = /^(standard_init_linux\.go:\d+: )?exec .+: exec format error$/
const CLI_ERROR = /^docker: |^unknown (shorthand )?flag: /

// Of a layer that the builder's cache names.
const LOST_LAYER = /\bsnapshot \S+ does not exist: not found/

// The first that fits is told, so what is more particular comes first.
const KNOWN: readonly (readonly [pattern: RegExp, fix: string])[] = [
  [/no space left on device/i, 'Free disk in the Docker daemon (docker system prune), or give its volume more room'],
  [
    /unknown (shorthand )?flag: |unknown command: docker buildx|buildx.*not a docker command/i,
    'Install docker-buildx in the runner image',
  ],
  [
    LOST_LAYER,
    'Clear the cache of the builder, which names a layer that is gone (docker builder prune --all), and run again',
  ],
  [/EBADENGINE|requires Node/i, 'Remove `base-image`, or set it to an image with a newer Node'],
  // The Dockerfile of this action installs without a bound then, so this is one of the user's own.
  [
    /with a date before/,
    'Set `min-age: 0` for this run, or let your Dockerfile install without OPENCLAW_BEFORE when npm finds no version with it, as the one of this action does',
  ],
  [/EINTEGRITY|integrity/i, 'Run again; if it stays, the registry serves another tarball than it announces'],
  // Go's word, by BuildKit itself: what it pulls, it pulls with the daemon's own CAs.
  [
    /failed to solve: .*(?<![\w/.-])x509: /,
    'Put the CA that signed it (a private registry’s, or that of a proxy which opens TLS) into the trust store of the Docker daemon, or of its sidecar, which NODE_EXTRA_CA_CERTS does not reach',
  ],
  // npm's codes, such as SELF_SIGNED_CERT_IN_CHAIN, and the words; but no path, such as a folder of certificates that is missing.
  [
    /(?<![\w/.-])(?:(?:[A-Z]+_)+CERT|CERT_[A-Z])[A-Z_]*\b|(?<![\w/.-])(?:[Cc]ertificate|x509)\b(?![\w/-]|\.\w)/,
    'Set NODE_EXTRA_CA_CERTS on the runner to the CA file of your proxy',
  ],
  [
    /EAI_AGAIN|ETIMEDOUT|ECONNRE|ENOTFOUND|network|timeout/i,
    'Check the network of the Docker daemon (DNS, proxy, and the MTU of its bridge)',
  ],
]

/**
 * Whether a layer was gone that the builder's cache named. BuildKit leaves such an entry when one of two owners of a layer lets go of
 * it, as a build that is killed (https://github.com/moby/buildkit/pull/6821), and then each later build of the same fails for it. One
 * without the cache makes the entry anew.
 */
export function hasLostLayer(stderr: string): boolean {
  return stderr.split('\n').some((line) => /^(#\d+ )?ERROR: /.test(line) && LOST_LAYER.test(line))
}

/** The cause and the fix, from what `docker buildx build --progress=plain` wrote to stderr. */
export function explainBuildFailure(stderr: string): Problem {
  const lines = stderr
    .split('\n')
    .map((line) =>
      line
        .replace(/^#\d+ /, '')
        .replace(/^\d+\.\d+ /, '')
        .trimEnd(),
    )
    // Lines of the Dockerfile, which BuildKit shows around the one that failed.
    .filter((line) => line !== '' && !/^\s*\d+ \|/.test(line))
  const foreign = lines.find((line) => FOREIGN.test(line))
  const npm = lines.filter((line) => NPM_ERROR.test(line))
  const cause =
    foreign ??
    npm.find((line) => !NPM_NOISE.test(line)) ??
    lines.findLast((line) => line.startsWith('ERROR: ')) ??
    lines.find((line) => CLI_ERROR.test(line)) ??
    lines.at(-1) ??
    'it said nothing'
  const signs = [...npm, withScript(cause, 0)].join('\n')
  return {
    code: 'build-failed',
    message: `The image could not be built: ${withScript(cause, SHOWN_OF_SCRIPT).replace(/^(npm (error|ERR!)|ERROR:|docker:)\s*/, '')}`,
    fix:
      (foreign && SAME_ARCHITECTURE) ??
      KNOWN.find(([pattern]) => pattern.test(signs))?.[1] ??
      'Correct what the build names; its log is in the group above',
    evidence: lines.slice(-TAIL_LINES).map((line) => withScript(line, SHOWN_OF_SCRIPT)),
  }
}

function withScript(line: string, shown: number): string {
  return line.replace(/process "(.*)" did not/, (_, script: string) => {
    const start = script.length > shown ? `${script.slice(0, shown)}…` : script
    return `process "${start}" did not`
  })
}
