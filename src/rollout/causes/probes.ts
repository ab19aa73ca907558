// Probes that do not pass. Each has a budget in the manifest, and within it a failing probe is only a gateway that is
// not up yet.

import type { Pod, Probe } from '../../kube/workloads.ts'
import { eventsAbout, isAboutContainer } from '../events.ts'
import type { Finding } from '../finding.ts'
import {
  AT_ONCE,
  LIVENESS_KILLS,
  ONLY_SHOWN,
  PROBE_SLACK,
  READY_AFTER_STARTUP,
  READY_WITHOUT_STARTUP_PROBE,
} from '../patience.ts'
import { type Container, endOf } from '../pods.ts'
import type { RolloutView } from '../view.ts'

/** A probe made the kubelet kill the container, and that is how it ended last. */
export function probeKillFinding(view: RolloutView, pod: Pod, { name, label, status }: Container): Finding | undefined {
  const end = endOf(status)
  if (end && !ENDS_OF_A_KILL.includes(end.exitCode)) return undefined
  const killed = eventsAbout(view.events, pod.metadata.uid, ['Killing'])
    .filter((each) => isAboutContainer(each, name))
    .findLast(({ message }) => /failed (startup|liveness) probe/.test(message ?? ''))
  if (killed === undefined) return undefined
  const probe = /failed startup probe/.test(killed.message ?? '') ? 'startup' : 'liveness'
  const said = lastFailure(view, pod, name, probe)
  return {
    code: 'probe-failed',
    variant: probe,
    message: `${label} was killed because it failed its ${probe} probe${said ? `: ${said}` : ''}`,
    fix: fixFor(said),
    // A startup probe kills when its whole budget is used up; what a second run of it would show is the same.
    patienceMs: probe === 'startup' || (killed.count ?? 1) >= LIVENESS_KILLS ? AT_ONCE : ONLY_SHOWN,
    ...(said && { cause: said }),
  }
}

// SIGTERM that the gateway heeds ends it with 0.
const ENDS_OF_A_KILL = [0, 137, 143]

/** A container that runs and whose probes have not passed yet. */
export function probeFinding(view: RolloutView, pod: Pod, container: Container): Finding | undefined {
  return waitsForStartup(view, pod, container) ?? waitsForReady(view, pod, container)
}

function waitsForStartup(view: RolloutView, pod: Pod, { name, label, spec, status }: Container): Finding | undefined {
  if (!status?.state?.running || !spec.startupProbe || status.started) return undefined
  const said = lastFailure(view, pod, name, 'startup')
  const budgetMs = startupBudgetMs(spec.startupProbe)
  return {
    code: 'probe-failed',
    variant: `startup of run ${(status.restartCount ?? 0) + 1}`,
    message: `${label} did not pass its startup probe (${target(spec.startupProbe)}) in the ${budgetMs / 1000} s it has${said ? `: ${said}` : ''}`,
    line: `${label} runs and has not passed its startup probe yet${said ? `: ${said}` : ''}`,
    fix: fixFor(said),
    patienceMs: budgetMs + PROBE_SLACK,
    ...(said && { cause: said }),
  }
}

function waitsForReady(view: RolloutView, pod: Pod, { name, label, spec, status }: Container): Finding | undefined {
  const probe = spec.readinessProbe
  if (!status?.state?.running || !probe || status.ready) return undefined
  const said = lastFailure(view, pod, name, 'readiness')
  const least = spec.startupProbe ? READY_AFTER_STARTUP : READY_WITHOUT_STARTUP_PROBE
  const budgetMs = Math.max(readinessBudgetMs(probe), least)
  return {
    code: 'probe-failed',
    variant: `readiness of run ${(status.restartCount ?? 0) + 1}`,
    message: `${label} runs, but its readiness probe (${target(probe)}) did not pass within ${budgetMs / 1000} s${said ? `: ${said}` : ''}`,
    line: `${label} runs and is not ready yet${said ? `: ${said}` : ''}`,
    fix: fixFor(said),
    patienceMs: budgetMs + PROBE_SLACK,
    ...(said && { cause: said }),
  }
}

/** How long a startup probe may fail before the kubelet kills its container; defaults are the API's. */
export function startupBudgetMs({
  initialDelaySeconds = 0,
  failureThreshold = 3,
  periodSeconds = 10,
  timeoutSeconds = 1,
}: Probe): number {
  return (initialDelaySeconds + failureThreshold * periodSeconds + timeoutSeconds) * 1000
}

/** How long kubedog ignores a failing readiness probe (pkg/tracker/pod/probes.go). */
export function readinessBudgetMs({
  initialDelaySeconds = 0,
  failureThreshold = 3,
  successThreshold = 1,
  periodSeconds = 10,
  timeoutSeconds = 1,
}: Probe): number {
  const rounds = Math.max(0, failureThreshold + successThreshold - 3)
  return (initialDelaySeconds + rounds * periodSeconds + periodSeconds / 2 + 2 * timeoutSeconds) * 1000
}

function lastFailure(view: RolloutView, pod: Pod, container: string, probe: string): string | undefined {
  return eventsAbout(view.events, pod.metadata.uid, ['Unhealthy'])
    .filter((event) => isAboutContainer(event, container))
    .map(({ message = '' }) => new RegExp(`^${probe} probe (?:failed|errored): *(.*)$`, 'is').exec(message)?.[1])
    .findLast((said) => said !== undefined)
}

function target({ httpGet, tcpSocket }: Probe): string {
  if (httpGet) return `GET ${httpGet.path ?? '/'} on port ${httpGet.port}`
  return tcpSocket ? `TCP port ${tcpSocket.port}` : 'a command in it'
}

function fixFor(said: string | undefined): string {
  // OpenClaw takes a request from a trusted proxy without X-Forwarded-For for a forged one, the kubelet's too.
  return /\b403\b/.test(said ?? '')
    ? 'Keep the addresses of the nodes out of gateway.trustedProxies, since probes come from there'
    : 'Check path and port of the probe against gateway.port, and what the log says; give a slow start more time by failureThreshold'
}
