import { isRecord } from '../../../kube/object.ts'
import type { Part } from '../part.ts'
import { flawOf, resolvePort } from '../ports.ts'
import type { Flaw, Rule } from '../rule.ts'

const START = ['startupProbe', 'readinessProbe']
const ALL = [...START, 'livenessProbe']

export const probesMissing: Rule = {
  id: 'probes-missing',
  severity: 'warning',
  symptom: 'The pod is Ready some 20 s before the gateway answers, and a gateway that hangs is never restarted',
  fix: 'Add startupProbe and readinessProbe on /startupz, and livenessProbe on /healthz',
  check({ container }) {
    const missing = ALL.filter((probe) => !container.at(probe).isThere)
    return missing.length === 0 ? [] : [{ message: `The gateway has no ${missing.join(', no ')}`, at: container }]
  },
}

export const probesStart: Rule = {
  id: 'probes-start',
  severity: 'warning',
  symptom:
    'Ready says little: /healthz answers before the start is done, /readyz fails with one bad channel, and any other path gets the Control UI with 200',
  fix: 'Ask /startupz by httpGet',
  check: ({ container }) => elsewhere(container, START, /^\/startupz?$/),
}

export const probesLiveness: Rule = {
  id: 'probes-liveness',
  severity: 'warning',
  symptom:
    'The kubelet kills a good gateway over a channel’s trouble (/readyz) or while it drains (/startupz), or never a hung one: any other path gets the Control UI with 200',
  fix: 'Ask /healthz by httpGet',
  check: ({ container }) => elsewhere(container, ['livenessProbe'], /^\/health?z?$/),
}

export const probePort: Rule = {
  id: 'probe-port',
  severity: 'error',
  symptom: 'The probes never pass, so the pod is killed or never gets Ready',
  fix: 'Let the probe ask the gateway’s own port',
  check(subject) {
    return ALL.flatMap((probe): Flaw[] =>
      ['httpGet', 'tcpSocket'].flatMap((kind) => {
        const port = subject.container.at(probe, kind, 'port')
        const target = resolvePort(subject, port)
        // The name of a port is looked up in the probe's own container.
        const isForeign = port.text !== undefined && !target.isGateway
        const flaw = isForeign ? `the gateway’s container has no port named ${port.text}` : flawOf(target, subject)
        return flaw ? [{ message: `${probe} asks a port where nobody answers: ${flaw}`, at: port }] : []
      }),
    )
  },
}

// A first start on a new version migrates its state; on a small machine the usual start alone takes 20 s.
const BUDGET_SECONDS = 180

export const startupBudget: Rule = {
  id: 'startup-budget',
  severity: 'warning',
  symptom:
    'The kubelet kills the gateway in the middle of its first start on a new version, while it migrates its state',
  fix: 'Let periodSeconds times failureThreshold of the startupProbe be 300',
  check({ container }) {
    const probe = container.at('startupProbe')
    if (!isRecord(probe.value)) return []
    const seconds = (field: string, otherwise: number) => probe.at(field).number ?? otherwise
    const budget = seconds('initialDelaySeconds', 0) + seconds('periodSeconds', 10) * seconds('failureThreshold', 3)
    if (budget >= BUDGET_SECONDS) return []
    return [{ message: `The startupProbe gives up after ${budget} s`, at: probe }]
  },
}

/** Probes that ask something else; an exec probe that asks the right path by itself is as good. */
function elsewhere(container: Part, probes: readonly string[], right: RegExp): Flaw[] {
  return probes.flatMap((name) => {
    const probe = container.at(name)
    if (!isRecord(probe.value)) return []
    const path = probe.at('httpGet', 'path')
    if (probe.at('httpGet').isThere) {
      const asked = path.text ?? '/'
      return right.test(asked.replace(/[?#].*/, '')) ? [] : [{ message: `${name} asks ${asked}`, at: path }]
    }
    const exec = probe.at('exec', 'command')
    if (!exec.isThere) return [{ message: `${name} does not ask the gateway how it is`, at: probe }]
    const words =
      exec.items
        .flatMap(({ text }) => text ?? [])
        .join(' ')
        .match(/\/[\w/.-]+/g) ?? []
    const asks = words.some((word) => right.test(word.slice(word.lastIndexOf('/'))))
    return asks ? [] : [{ message: `${name} runs a command that does not ask the gateway how it is`, at: exec }]
  })
}
