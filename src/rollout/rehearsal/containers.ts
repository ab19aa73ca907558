// The containers of a rehearsal: those of the template, without what reaches out of the pod.

import { amountOf } from '../../kube/quantity.ts'
import { portOf } from '../port.ts'
import type { ContainerTemplate, EnvVar, Resources } from './template.ts'

// OpenClaw's own rehearsal of an update sets the first five (dist/update-rehearsal-paths of 2026.9.6). With them a start
// asks nothing of Telegram, which without them it does within a second (tried on 2026.9.6).
const SWITCHES: readonly EnvVar[] = [
  { name: 'OPENCLAW_SKIP_CHANNELS', value: '1' },
  { name: 'OPENCLAW_SKIP_CRON', value: '1' },
  { name: 'OPENCLAW_SKIP_GMAIL_WATCHER', value: '1' },
  { name: 'OPENCLAW_SKIP_STARTUP_MODEL_PREWARM', value: '1' },
  { name: 'OPENCLAW_NO_AUTO_UPDATE', value: '1' },
  { name: 'OPENCLAW_DISABLE_BONJOUR', value: '1' },
]

/** A container without its ways out of the pod. */
export function harmless(container: ContainerTemplate): ContainerTemplate {
  const { volumeDevices: _, lifecycle, ports, volumeMounts, resources, ...rest } = container
  return {
    ...rest,
    ...(lifecycle?.postStart && { lifecycle: { postStart: lifecycle.postStart } }),
    ...(ports && { ports: ports.map(({ hostPort: _p, hostIP: _h, ...port }: HostPort) => port) }),
    ...(volumeMounts && { volumeMounts: volumeMounts.map(({ mountPropagation: _m, ...mount }) => mount) }),
    ...(resources && { resources: withoutClaims(resources) }),
  }
}

interface HostPort {
  readonly containerPort: number
  readonly hostPort?: number
  readonly hostIP?: string
}

function withoutClaims({ requests, limits }: Resources): Resources {
  return { ...(requests && { requests }), ...(limits && { limits }) }
}

/** What a quota sees of a container, and what a policy does. Nothing that has to be there, such as the volume of a mount. */
export function bare({ name, image, securityContext, restartPolicy, resources }: ContainerTemplate): ContainerTemplate {
  return {
    name,
    ...(image && { image }),
    ...(securityContext && { securityContext }),
    ...(restartPolicy && { restartPolicy }),
    ...(resources && { resources: withoutClaims(resources) }),
  }
}

export function gateway(container: ContainerTemplate): ContainerTemplate {
  const { livenessProbe: _, env = [], resources = {}, ...rest } = container
  const names = new Set(SWITCHES.map(({ name }) => name))
  return {
    ...rest,
    env: [...env.filter(({ name }) => !names.has(name)), ...SWITCHES],
    startupProbe: container.startupProbe ?? startedProbe(container),
    resources: withMemory(resources),
  }
}

// OpenClaw is killed at its start with 512Mi and gets ready with 1Gi (measured on 2026.9.6).
const NEEDED = '1Gi'

/**
 * Two gateways at once must not be what pushes the live one off its node. The scheduler adds up requests alone, so what
 * a start needs has to be in them.
 */
function withMemory(resources: Resources): Resources {
  const limit = resources.limits?.memory
  const needed = limit !== undefined && amountOf(limit) < amountOf(NEEDED) ? limit : NEEDED
  const own = memoryOf(resources)
  const memory = own !== undefined && amountOf(own) >= amountOf(needed) ? own : needed
  return { ...resources, requests: { ...resources.requests, memory } }
}

/** What the scheduler counts: without a request, the server takes the limit for it. */
export function memoryOf({ requests, limits }: Resources = {}): string | undefined {
  return requests?.memory ?? limits?.memory
}

/** For a gateway without a startup probe, whose pod is ready before it is. From loopback, where every config answers. */
function startedProbe(container: ContainerTemplate) {
  const script = `fetch("http://127.0.0.1:${portOf(container)}/startupz").then((r)=>r.json()).then((b)=>process.exit(b.status==="started"?0:1),()=>process.exit(1))`
  // Five minutes in all, as OpenClaw's documentation gives a start that migrates.
  return { exec: { command: ['node', '-e', script] }, periodSeconds: 5, timeoutSeconds: 10, failureThreshold: 60 }
}
