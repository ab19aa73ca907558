// A question to the new image, on the node where it will run: a script by its Node, beside the gateway that runs now.

import { DeployError, type FailureCode, problemsOf } from '../../errors.ts'
import { missingRights, type Right } from '../../kube/access.ts'
import { printable } from '../evidence.ts'
import { attemptNear, prepare, type Stage } from './attempt.ts'
import type { RehearsalPod } from './pod.ts'
import { foundInRehearsal } from './problem.ts'
import { podRights } from './rights.ts'
import type { ContainerTemplate } from './template.ts'

export interface Question {
  readonly script: string
  readonly input: string
  /** Variable that holds the path of a file with the input. */
  readonly variable: string
}

// These would end the rollout too. What else goes wrong is about this pod alone.
const OF_THE_IMAGE: readonly FailureCode[] = ['image-missing', 'image-denied', 'image-platform', 'image-pull']
const TIMEOUT_MS = 180_000
const LONGEST_WHY = 300

/**
 * @param node where the gateway runs now
 * @returns the container's termination message, or a clause why there is none
 * @throws DeployError when the node cannot have the image
 */
export async function askInPod(
  given: Stage,
  question: Question,
  node: string | undefined,
): Promise<{ output: string } | { obstacle: string }> {
  const stage = { ...given, timeoutMs: Math.min(given.timeoutMs, TIMEOUT_MS) }
  const missing = await missingRights(stage.client, rightsFor(stage.namespace))
  if (missing.length > 0) {
    const verbs = missing.map(({ verb, resource }) => `${verb} ${resource}`).join(', ')
    return { obstacle: `the cluster forbids this run ${verbs} in ${stage.namespace}` }
  }
  const obstacle = await prepare(stage)
  if (obstacle !== undefined) return { obstacle }
  const { container } = stage.part
  const result = await attemptNear(stage, 'pull', node, (built) => asking(built, container, question)).catch(
    (error: unknown) => {
      const [{ code, message }] = problemsOf(error)
      if (OF_THE_IMAGE.includes(code)) throw foundInRehearsal(error, 'pull')
      if (!(error instanceof DeployError)) throw error
      return { kind: 'obstacle' as const, why: message }
    },
  )
  if (result.kind !== 'proof') return { obstacle: printable(result.why, LONGEST_WHY) }
  const status = result.pod.status?.containerStatuses?.find(({ name }) => name === container)
  return { output: status?.state?.terminated?.message ?? '' }
}

function rightsFor(namespace: string): Right[] {
  return [...podRights(namespace), { verb: 'create', group: '', resource: 'secrets', namespace }]
}

const FOLDER = '/openclaw-deploy'
const FILE = 'input'

/** The pod of a rehearsed pull with another command, and the input as a Secret, since a config may hold secrets. */
function asking(built: RehearsalPod, container: string, { script, input, variable }: Question): RehearsalPod {
  const { pod, copies } = built
  const { name: podName, namespace, labels } = pod.metadata
  const name = `${podName}-input`
  const asked = (each: ContainerTemplate): ContainerTemplate => ({
    ...each,
    command: ['node', '-e', script],
    env: [{ name: variable, value: `${FOLDER}/${FILE}` }],
    volumeMounts: [
      { name: 'input', mountPath: FOLDER, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
    ],
    // Two commands of OpenClaw at once, 220 MB each (measured on 2026.9.6).
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
  })
  return {
    ...built,
    copies: [
      ...copies,
      {
        of: { kind: 'Secret', name },
        object: {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name, ...(namespace && { namespace }), ...(labels && { labels }) },
          type: 'Opaque',
          stringData: { [FILE]: input },
        },
      },
    ],
    pod: {
      ...pod,
      spec: {
        ...pod.spec,
        containers: pod.spec.containers.map((each) => (each.name === container ? asked(each) : each)),
        volumes: [
          { name: 'input', secret: { secretName: name } },
          { name: 'tmp', emptyDir: {} },
        ],
      },
    },
  }
}
