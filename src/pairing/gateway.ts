// OpenClaw's own command, run in the gateway's own container: there it has the gateway's token and address, and needs
// no pairing of its own. (No --url: with it the token would have to go into the arguments.)

import { DeployError, type FailureCode, type Problem } from '../errors.ts'
import { type ExecResult, type ExecTarget, exec, lacksCommand } from '../kube/exec.ts'
import type { KubeClient } from '../kube/request.ts'
import { type Answer, lastLine, RUN_OPENCLAW, wordsOf } from '../openclaw.ts'
import { type Devices, parseDevices, UnreadableList } from './devices.ts'

/** What a command came to. `down`: there is no gateway to ask just now, which may pass. */
export type Reply<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'down'; readonly why: string }
  /** The command was cut off: it may have done its work or not. */
  | { readonly kind: 'unknown'; readonly why: string }

/** What OpenClaw says to an approval: it did it, or knows no such request (any more). */
export type Approval = 'approved' | 'no-such-request'

/** Finds the container afresh for each command, since the pod may be another one by now. */
export type Locate = () => Promise<ExecTarget | { readonly missing: string }>

export interface Gateway {
  /** @throws DeployError when it cannot be listed at all, however long one waits */
  list(): Promise<Reply<Devices>>
  /** @throws DeployError as `list` does */
  approve(requestId: string): Promise<Reply<Approval>>
}

export function gatewayInPod(client: KubeClient, locate: Locate): Gateway {
  const run = async (args: readonly string[]): Promise<Reply<Answer>> => {
    const target = await locate()
    if ('missing' in target) return { kind: 'down', why: target.missing }
    const result = await exec(client, target, ['node', '-e', COMMAND_SCRIPT, ...args], EXEC_TIMEOUT_MS)
    return judgeExec(result, target)
  }
  return {
    async list() {
      const reply = await run(['devices', 'list', '--json'])
      return reply.kind === 'done' ? judgeList(reply.value) : reply
    },
    async approve(requestId) {
      const reply = await run(['devices', 'approve', requestId, '--json'])
      return reply.kind === 'done' ? judgeApproval(reply.value) : reply
    },
  }
}

// The command takes 2 to 4 s, and ten times that on a busy node whose gateway is just starting. It is ended before the
// connection is given up, since a server does not end what an exec began when its client goes away.
const COMMAND_TIMEOUT_MS = 60_000
const EXEC_TIMEOUT_MS = COMMAND_TIMEOUT_MS + 5_000

/** A script for `node -e` that runs `openclaw` with its arguments, and prints the `Answer` as one line of JSON. */
export const COMMAND_SCRIPT = `${RUN_OPENCLAW}
openclaw(process.argv.slice(1), ${COMMAND_TIMEOUT_MS}).then((answer) => process.stdout.write(JSON.stringify(answer) + '\\n'))
`

/** What the exec itself came to. Pure. @throws DeployError when no exec will ever work */
export function judgeExec(result: ExecResult, { namespace, pod, container }: ExecTarget): Reply<Answer> {
  const where = `container ${container} of pod ${pod}`
  const unrunnable = (why: string) =>
    fail(
      'pairing-failed',
      `OpenClaw's command could not be run in ${where}: ${why}`,
      'Check that `container` names the gateway, and that its image has Node 24 or later as node on its PATH',
    )
  if (result.kind === 'broken') {
    if (lacksCommand(result.message)) throw unrunnable(result.message)
    return { kind: 'unknown', why: `the command in ${where} was cut off: ${result.message}` }
  }
  if (result.kind === 'refused') {
    if (result.status === 403) {
      throw fail(
        'cluster-forbidden',
        `The cluster forbids this run (403) to exec into ${where}, without which no device can be listed or approved`,
        `Grant the verbs get and create on pods/exec in ${namespace} (README, section Permissions), or set \`pairing: off\``,
      )
    }
    // Of a pod that is just going, the server answers 404, and the kubelet 500.
    return { kind: 'down', why: `${where} takes no command now (HTTP ${result.status})` }
  }
  try {
    return { kind: 'done', value: JSON.parse(result.stdout) as Answer }
  } catch {
    // Ended with its container; or there is no Node in it.
    if (result.exitCode === 137 || result.exitCode === 143) return { kind: 'down', why: `${where} was just ended` }
    // A server may tell the end of a command before the last of what it wrote
    // (https://github.com/kubernetes/kubernetes/issues/60140): here a line, to its end.
    if (result.exitCode === 0 && !result.stdout.endsWith('\n'))
      return { kind: 'unknown', why: `the answer of the command in ${where} did not come whole` }
    throw unrunnable(lastLine(result.stderr) || `exit code ${result.exitCode}`)
  }
}

/** Pure. @throws DeployError as Gateway.list does */
export function judgeList(answer: Answer): Reply<Devices> {
  const unable = inability(answer)
  if (unable) return unable
  if (answer.exitCode !== 0) throw refusal(answer, 'list the devices')
  try {
    return { kind: 'done', value: parseDevices(answer.stdout, answer.nowMs) }
  } catch (error) {
    if (!(error instanceof UnreadableList)) throw error
    throw fail(
      'pairing-failed',
      `What OpenClaw prints as its list of devices is not what this version of the action knows: ${error.message}`,
      'Approve by hand (`openclaw devices list` in the pod), and update openclaw-deploy',
    )
  }
}

/** Pure. @throws DeployError as Gateway.approve does */
export function judgeApproval(answer: Answer): Reply<Approval> {
  const unable = inability(answer)
  if (unable) return unable
  if (answer.exitCode === 0) return { kind: 'done', value: 'approved' }
  if (/no pending device request matches|unknown requestId/i.test(answer.stdout + answer.stderr)) {
    return { kind: 'done', value: 'no-such-request' }
  }
  throw refusal(answer, 'approve the request')
}

/** What may be another thing in a moment. */
function inability(answer: Answer): Exclude<Reply<never>, { kind: 'done' }> | undefined {
  if (answer.failure === 'ENOENT') {
    throw fail(
      'pairing-failed',
      'The gateway’s container has no command `openclaw` on its PATH',
      'Check that `container` names the gateway, or put openclaw on the PATH of its image',
    )
  }
  if (answer.failure) return { kind: 'unknown', why: `the command openclaw could not be started (${answer.failure})` }
  if (answer.exitCode === null) return { kind: 'unknown', why: 'the command openclaw was ended before it answered' }
  const said = answer.stdout + answer.stderr
  if (answer.exitCode !== 0 && /gateway not reachable|ECONNREFUSED|gateway closed|ECONNRESET/i.test(said)) {
    return { kind: 'down', why: 'the gateway does not answer in its pod' }
  }
  // Of a gateway that is just starting: it takes the connection, and answers no more within the command's ten seconds.
  if (answer.exitCode !== 0 && /gateway timeout|timed out/i.test(said)) {
    return { kind: 'unknown', why: 'the gateway takes long to answer its own command' }
  }
  return undefined
}

/** A refusal of OpenClaw that waiting does not mend. */
function refusal(answer: Answer, what: string): DeployError {
  const said = wordsOf(answer)
  if (/unavailable in this command path|AUTH_TOKEN_MISSING|gateway token missing/i.test(said)) {
    return fail(
      'pairing-token',
      'OpenClaw’s command has no token for its own gateway: the container’s environment lacks it',
      'Give the container OPENCLAW_GATEWAY_TOKEN from the Secret (manifests/base/deployment.yaml shows how)',
    )
  }
  // With a wrong token it says more than this one word.
  if (/^unauthorized$/i.test(said)) {
    return fail(
      'pairing-token',
      'The gateway refuses OpenClaw’s own command (unauthorized), as it does with auth.mode trusted-proxy when the container has no password',
      'Give the container OPENCLAW_GATEWAY_PASSWORD from the Secret, as manifests/overlays/oauth2-identity does; the Control UI needs no approval there',
    )
  }
  if (/token mismatch|AUTH_TOKEN_MISMATCH|unauthorized/i.test(said)) {
    return fail(
      'pairing-token',
      `The gateway refuses OpenClaw’s own command: ${said}`,
      'Restart the gateway, so that it and its container’s environment have the same token',
    )
  }
  return fail(
    'pairing-failed',
    `OpenClaw would not ${what}: ${said || `exit code ${answer.exitCode}`}`,
    'Run the same by hand in the pod (`openclaw devices list`), and look at the gateway’s log',
  )
}

function fail(code: FailureCode, message: string, fix: string): DeployError {
  return new DeployError({ code, message, fix } satisfies Problem)
}
