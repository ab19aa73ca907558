import { Part } from '../part.ts'
import { levelOf, type Violation, violationsOf } from '../pod-security.ts'
import type { Flaw, Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

const MODES = ['enforce', 'warn', 'audit'] as const

export const podSecurityEnforced: Rule = {
  id: 'pod-security-enforced',
  severity: 'error',
  symptom:
    'The old pod stops and no new one is ever made: the ReplicaSet’s events say "is forbidden: violates PodSecurity"',
  fix: 'Write the pod so, or lower the label pod-security.kubernetes.io/enforce of the Namespace',
  check: (subject) => asked(subject, 'enforce').map((violation) => flaw(violation, 'refuses', subject)),
}

export const podSecurityWarned: Rule = {
  id: 'pod-security-warned',
  severity: 'warning',
  symptom: 'Each deploy brings a warning "would violate PodSecurity", or a note in the audit log',
  fix: 'Write the pod so, or lower the labels pod-security.kubernetes.io/warn and audit of the Namespace',
  check(subject) {
    const refused = pathsOf(asked(subject, 'enforce'))
    const told = [...asked(subject, 'warn'), ...asked(subject, 'audit')]
    return told
      .filter(({ at }, index) => {
        const path = at.path.join()
        return !refused.has(path) && told.findIndex((other) => other.at.path.join() === path) === index
      })
      .map((violation) => flaw(violation, 'warns of', subject))
  },
}

export const podGivesNode: Rule = {
  id: 'pod-gives-node',
  severity: 'warning',
  symptom: 'An agent that is talked into it has the whole node, and with it what the node may do in the cluster',
  fix: 'Leave it out: OpenClaw needs nothing of its node',
  check(subject) {
    const told = pathsOf(MODES.flatMap((mode) => asked(subject, mode)))
    return violationsOf(templateOf(subject), 'baseline')
      .filter(({ control, at }) => control.givesNode?.(at) && !told.has(at.path.join()))
      .map(({ control, at }) => ({
        message: `The pod runs what an agent says, and ${written(at)} gives it the node (${control.name} of the Pod Security Standards)`,
        at,
      }))
  },
}

/** What breaks the level that a label of the manifests' own Namespace asks for. */
function asked(subject: Subject, mode: (typeof MODES)[number]): Violation[] {
  const { namespace, lookup } = subject
  const manifest = namespace === undefined ? undefined : lookup('Namespace', namespace)
  const wanted = manifest && levelOf(Part.of(manifest).at('metadata', 'labels').value, mode)
  return wanted === undefined ? [] : violationsOf(templateOf(subject), wanted.level, wanted.minor)
}

function templateOf({ deployment }: Subject): Part {
  return deployment.at('spec', 'template')
}

function pathsOf(violations: readonly Violation[]): ReadonlySet<string> {
  return new Set(violations.map(({ at }) => at.path.join()))
}

function flaw({ control: { name, level }, at, wish }: Violation, verb: string, { namespace }: Subject): Flaw {
  return {
    message: `Pod Security in the Namespace ${namespace} ${verb} the pod: ${written(at)} has to be ${wish} (${name}, ${level})`,
    at,
  }
}

/** `spec.template.spec.containers[0].image` */
function written({ path }: Part): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : /^\w+$/.test(step) ? `.${step}` : `["${step}"]`))
    .join('')
    .replace(/^\./, '')
}
