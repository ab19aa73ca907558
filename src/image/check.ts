// What an image must show before it gets its tag in the registry. `openclaw --version` alone proves nothing: it
// answers on a Node that the gateway refuses, and before the package's lifecycle scripts have run.

import type { Problem } from '../errors.ts'

/** The user that manifests run as and volumes are made writable for. */
export const GATEWAY_UID = 1000

/** What to do about "exec format error", which a build as well as its check can end with. */
export const SAME_ARCHITECTURE = 'Build on a runner of the same architecture as the node'

// The smallest config that the gateway would start on; what the user's own config says is checked elsewhere.
const CONFIG = JSON.stringify({
  gateway: { mode: 'local', port: 18789, bind: 'lan', auth: { mode: 'token', token: 'image-check' } },
})

/**
 * Arguments of `docker run` for a check: no network, a root that cannot be written, no capability, as in the cluster.
 * @param options more of them
 * @param command instead of the image's own, entrypoint first
 */
export function runArguments(
  image: string,
  platform: string,
  options: readonly string[],
  [entrypoint = '', ...args]: readonly string[],
): string[] {
  return [
    'run',
    '--rm',
    '--pull=never',
    `--platform=${platform}`,
    '--network=none',
    '--read-only',
    '--tmpfs=/tmp:exec',
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    ...options,
    `--entrypoint=${entrypoint}`,
    image,
    ...args,
  ]
}

/** Arguments of `docker run` for the check of the image itself. */
export function checkArguments(image: string, platform: string): string[] {
  const environment = {
    CHECK_CONFIG: CONFIG,
    OPENCLAW_CONFIG_PATH: '/tmp/openclaw.json',
    OPENCLAW_STATE_DIR: '/tmp/state',
    XDG_CACHE_HOME: '/tmp/cache',
    HOME: '/tmp',
  }
  const script = [
    'echo "uid=$(id -u)"',
    'echo "version=$(openclaw --version 2>&1 | tail -n 1)"',
    'printf %s "$CHECK_CONFIG" > "$OPENCLAW_CONFIG_PATH"',
    'openclaw config validate --json 2>&1',
    'echo "validate=$?"',
  ].join('\n')
  const options = Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`)
  return runArguments(image, platform, options, ['sh', '-c', script])
}

/** What is wrong with an image, from the output of the check; nothing when it may be pushed. */
export function judgeCheck(exitCode: number, output: string, version: string): Problem[] {
  const field = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(output)?.[1]?.trim()
  const evidence = output.trim().split('\n').slice(-10)
  const wrong = (message: string, fix: string): Problem => ({ code: 'image-check-failed', message, fix, evidence })
  if (field('uid') === undefined) {
    return [
      wrong(
        `The built image does not start (exit code ${exitCode})`,
        /exec format error/i.test(output)
          ? SAME_ARCHITECTURE
          : 'Check the Dockerfile: the image needs `sh` and OpenClaw on PATH',
      ),
    ]
  }
  const problems: Problem[] = []
  if (field('uid') !== String(GATEWAY_UID)) {
    problems.push(
      wrong(
        `The image runs as uid ${field('uid')}, and the gateway must run as ${GATEWAY_UID}`,
        `End the Dockerfile with USER ${GATEWAY_UID}`,
      ),
    )
  }
  const found = /(\d{4}\.\d+\.\d+(?:-[\w.]+)?)/.exec(field('version') ?? '')?.[1]
  if (found !== version) {
    problems.push(
      wrong(
        `The image holds OpenClaw ${found ?? `that does not tell its version ("${field('version') ?? ''}")`}, but ${version} was asked for`,
        'Install the version in the build argument OPENCLAW_VERSION in the Dockerfile',
      ),
    )
  }
  if (field('validate') !== '0') {
    problems.push(
      wrong(
        'OpenClaw in the image does not accept a minimal config',
        /lifecycle/.test(output)
          ? 'Let npm run openclaw’s install scripts in the Dockerfile (npm 12 needs --allow-scripts=openclaw)'
          : 'Check the base image’s Node and that the install ran to its end; the lines below are OpenClaw’s own',
      ),
    )
  }
  return problems
}
