// Containers that end, or cannot even be made: exit codes, memory, init containers, missing Secrets.

import type { Pod } from '../../kube/workloads.ts'
import type { Finding } from '../finding.ts'
import {
  AT_ONCE,
  CONFIG_MISSING,
  CRASHES,
  CREATE_CONTAINER,
  DIFFERENT_CRASHES,
  DOUBTFUL_REFUSALS,
  INIT_FAILURES,
  LOG_ARRIVAL,
  ONLY_SHOWN,
  OUT_OF_MEMORY,
  START_ERRORS,
} from '../patience.ts'
import { type Container, type End, endedLog, endOf } from '../pods.ts'
import type { RolloutView } from '../view.ts'
import { complaintIn, lastWords, OPENCLAW_REFUSED, refusalOf } from './refusal.ts'

/** What a container waits for when it cannot be made, or a reason nobody knows. */
export function creationFinding({ label, status }: Container): Finding | undefined {
  const { reason, message } = status?.state?.waiting ?? {}
  const said = message ? `${reason}: ${message}` : reason
  if (reason === 'CreateContainerConfigError') {
    return {
      code: 'config-error',
      message: `${label} cannot be made: ${message}`,
      fix: /runAsNonRoot/.test(message ?? '')
        ? 'Set securityContext.runAsUser to a user other than 0 (1000 for OpenClaw), for that container or for the pod'
        : 'Create what it names (a Secret or ConfigMap, or a key in one), or correct the reference in the manifest',
      // The kubelet's own copy of a Secret is only late then.
      patienceMs: /failed to sync .* cache|timed out/.test(message ?? '') ? ONLY_SHOWN : CONFIG_MISSING,
      ...(said && { cause: said }),
    }
  }
  if (reason === 'CreateContainerError') {
    return {
      code: 'start-error',
      message: `${label} cannot be made: ${message}`,
      fix: 'Correct what the message names in the manifest or on the node',
      patienceMs: /failed to reserve|deadline exceeded/i.test(message ?? '') ? ONLY_SHOWN : CREATE_CONTAINER,
      ...(said && { cause: said }),
    }
  }
  if (reason === undefined || EXPLAINED_ELSEWHERE.has(reason)) return undefined
  return {
    code: 'rollout-timeout',
    message: `${label} is waiting: ${said}`,
    fix: 'Correct what the message names',
    patienceMs: ONLY_SHOWN,
    ...(said && { cause: said }),
  }
}

// What every container is for a moment, and what endFinding tells better.
const EXPLAINED_ELSEWHERE = new Set(['PodInitializing', 'ContainerCreating', 'CrashLoopBackOff', 'RunContainerError'])

/**
 * @param isGateway whether it runs OpenClaw, so that its exit codes and log lines are known
 * @param exitCodes of its runs as far as they were seen
 */
export function endFinding(
  view: RolloutView,
  pod: Pod,
  container: Container,
  isGateway: boolean,
  exitCodes: readonly number[],
): Finding | undefined {
  const end = endOf(container.status)
  if (end === undefined || (container.kind === 'init' && end.exitCode === 0)) return undefined
  const lines = endedLog(view, pod, container)
  return (
    outOfMemory(container, end) ??
    wrongPlatform(container, pod, end, lines) ??
    startError(container, end) ??
    (container.kind === 'init' ? initFailure(container, end, lines) : undefined) ??
    (isGateway ? refusal(container, end, lines) : undefined) ??
    crash(container, end, exitCodes, lines)
  )
}

function outOfMemory({ label, spec }: Container, end: End): Finding | undefined {
  if (end.reason !== 'OOMKilled') return undefined
  const limit = spec.resources?.limits?.memory
  return {
    code: 'oom-killed',
    message: limit
      ? `${label} needed more memory than its limit of ${limit} and was killed (OOMKilled, exit code ${end.exitCode})`
      : `${label} was killed because its node ran out of memory (OOMKilled, exit code ${end.exitCode})`,
    fix: limit
      ? 'Raise resources.limits.memory; OpenClaw needs 1Gi to start and 2Gi to work well'
      : 'Give the container a memory request and the node more memory',
    patienceMs: end.run >= OUT_OF_MEMORY ? AT_ONCE : ONLY_SHOWN,
  }
}

function wrongPlatform({ label, spec }: Container, pod: Pod, end: End, lines: readonly string[]): Finding | undefined {
  const cause = [end.message ?? '', ...lines].find((each) => /exec format error/i.test(each))
  if (cause === undefined) return undefined
  return {
    code: 'image-platform',
    message: `${label} cannot run on node ${pod.spec.nodeName}: ${spec.image} is built for another platform (exec format error)`,
    fix: 'Build the image for the platform of the node, or steer the pod by a nodeSelector on kubernetes.io/arch',
    patienceMs: AT_ONCE,
    cause,
  }
}

const NOT_STARTED = ['StartError', 'ContainerCannotRun', 'RunContainerError']

function startError({ label, status }: Container, end: End): Finding | undefined {
  if (!NOT_STARTED.includes(end.reason ?? '')) return undefined
  const cause = end.message ?? status?.state?.waiting?.message
  return {
    code: 'start-error',
    message: `${label} could not be started: ${cause ?? end.reason}`,
    fix: 'Correct command, args or the mounts of the container in the manifest',
    patienceMs: end.run >= START_ERRORS ? AT_ONCE : ONLY_SHOWN,
    ...(cause && { cause }),
  }
}

function initFailure({ label }: Container, end: End, lines: readonly string[]): Finding {
  const words = lastWords(lines)
  const locked = /permission denied/i.test(words ?? '')
  return {
    code: locked ? 'volume-not-writable' : 'init-failed',
    message: `${label} failed with ${exitOf(end)}${words ? `: ${words}` : ''}`,
    fix: locked
      ? 'Set securityContext.fsGroup of the pod to the group that the container runs as, with fsGroupChangePolicy: OnRootMismatch'
      : 'Correct what its log names',
    patienceMs: end.run >= INIT_FAILURES ? AT_ONCE : ONLY_SHOWN,
  }
}

function refusal({ label }: Container, end: End, lines: readonly string[]): Finding | undefined {
  const known = isKill(end) || end.exitCode === 0 ? undefined : refusalOf(lines)
  if (known === undefined && end.exitCode !== OPENCLAW_REFUSED) return undefined
  const words = known?.line ?? lastWords(lines)
  const mayPass = known?.locked || end.exitCode !== OPENCLAW_REFUSED
  const patienceMs = known?.passesWithinMs ?? (known || complaintIn(lines) ? AT_ONCE : LOG_ARRIVAL)
  return {
    code: known?.code ?? 'openclaw-refused',
    message: `OpenClaw would not start (${label.toLowerCase()} ended with exit code ${end.exitCode})${words ? `: ${words}` : ''}`,
    fix: known?.fix ?? 'Correct the config, the token or the state that its log names',
    patienceMs: mayPass && end.run < DOUBTFUL_REFUSALS ? ONLY_SHOWN : patienceMs,
    // Its clock must not begin anew with each restart, nor go on from another refusal.
    ...(known?.passesWithinMs && { variant: 'passes' }),
  }
}

function crash(
  { label, status }: Container,
  end: End,
  exitCodes: readonly number[],
  lines: readonly string[],
): Finding {
  const words = lastWords(lines)
  const said = words ? `: ${words}` : ''
  const times = end.run === 1 ? 'once' : end.run === 2 ? 'twice' : `${end.run} times`
  const enough = exitCodes.every((code) => code === end.exitCode) ? CRASHES : DIFFERENT_CRASHES
  return {
    code: 'crash-loop',
    message: `${label} ended ${times}, the last time with ${exitOf(end)}${said}`,
    fix: 'Correct what its log names',
    // A run that goes on may be the good one.
    patienceMs: end.run >= enough && !status?.state?.running ? AT_ONCE : ONLY_SHOWN,
  }
}

const SIGNALS: Readonly<Record<number, string>> = { 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' }

function isKill(end: End): boolean {
  return SIGNALS[end.exitCode] !== undefined
}

function exitOf({ exitCode }: End): string {
  const signal = SIGNALS[exitCode]
  return `exit code ${exitCode}${signal ? ` (${signal})` : ''}`
}
