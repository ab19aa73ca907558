// A failed build in a sentence. BuildKit repeats the whole script of the step that failed, so most of what it prints
// is the Dockerfile's own text and no sign of what went wrong.

import type { Problem } from '../errors.ts'

const TAIL_LINES = 15
const SHOWN_OF_SCRIPT = 40

const NPM_ERROR = /^npm (error|ERR!)\s*/
// What npm prints around its sentence.
const NPM_NOISE = /^npm (error|ERR!)\s*(code |errno |syscall |path |A complete log|$)/
const CLI_ERROR = /^docker: |^unknown (shorthand )?flag: /

// The first that fits is told, so what is more particular comes first.
const KNOWN: readonly (readonly [pattern: RegExp, fix: string])[] = [
  [/no space left on device/i, 'Free disk in the Docker daemon (docker system prune), or give its volume more room'],
  [
    /unknown (shorthand )?flag: |unknown command: docker buildx|buildx.*not a docker command/i,
    'Install docker-buildx in the runner image',
  ],
  [/EBADENGINE|requires Node/i, 'Remove `base-image`, or set it to an image with a newer Node'],
  [/EINTEGRITY|integrity/i, 'Run again; if it stays, the registry serves another tarball than it announces'],
  [/CERT|certificate|x509/i, 'Set NODE_EXTRA_CA_CERTS on the runner to the CA file of your proxy'],
  [
    /EAI_AGAIN|ETIMEDOUT|ECONNRE|ENOTFOUND|network|timeout/i,
    'Check the network of the Docker daemon (DNS, proxy, and the MTU of its bridge)',
  ],
]

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
  const npm = lines.filter((line) => NPM_ERROR.test(line))
  const cause =
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
