// How late a rollout that is done is reported. A plain watch in a process of its own says when the new pod's readiness
// could be known; ours, and kubectl, are timed against it, each in its own process and in the same rollout.

import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { labClient } from '../lab/client.ts'
import { cleanEnvironment, labEnvironment } from '../lab/environment.ts'
import type { KubeClient } from '../src/kube/request.ts'
import type { Deployment } from '../src/kube/workloads.ts'
import { type Measure, percentile, type Samples } from './measure.ts'

const ROUNDS = 20
const NAME = 'ready-latency'

export const readyLatency: Measure = {
  id: 'ready-latency-p95',
  unit: 'ms',
  peerName: 'kubectl rollout status, against the same plain watch',
  goal: '<= 100 ms',
  needsLab: true,
  aggregate: (values) => percentile(values, 95),
  run: measureLatency,
  isMet: (ours) => ours <= 100,
}

/** One rollout, as a process that waits for it is told. */
export interface Round {
  readonly namespace: string
  readonly deployment: string
  readonly container: string
  readonly image: string
  readonly generation: number
  /** The value of the pod template's annotation `round`. */
  readonly round: string
}

async function measureLatency(): Promise<Samples> {
  const lab = await labEnvironment()
  const env = { ...cleanEnvironment(), ...lab }
  const client = labClient(lab.KUBECONFIG)
  const namespace = `bench-${NAME}-${process.pid}`
  const waiters = ['plain', 'ours'].map((which) =>
    fork(join(import.meta.dirname, 'wait-process.ts'), [which], { env, stdio: 'inherit' }),
  )
  try {
    await must(client, 'POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    })
    const samples = { ours: [] as number[], peer: [] as number[] }
    // The first one, which makes the Deployment, does not count.
    for (let round = 0; round <= ROUNDS; round++) {
      const { metadata } = await must(
        client,
        'PATCH',
        `/apis/apps/v1/namespaces/${namespace}/deployments/${NAME}?fieldManager=bench`,
        standIn(namespace, String(round)),
      )
      const [container] = standIn(namespace, '').spec.template.spec.containers
      const told: Round = {
        namespace,
        deployment: NAME,
        container: 'main',
        image: container?.image ?? '',
        generation: metadata.generation ?? 0,
        round: String(round),
      }
      const [plain = 0, ours = 0, kubectl = 0] = await Promise.all([
        ...waiters.map((waiter) => seenBy(waiter, told)),
        seenByKubectl(namespace, env),
      ])
      if (round === 0) continue
      samples.ours.push(ours - plain)
      samples.peer.push(kubectl - plain)
    }
    return samples
  } finally {
    for (const waiter of waiters) waiter.kill()
    await client.request({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` })
    client.close()
  }
}

/** @returns when the process saw the rollout done, in milliseconds since the epoch */
async function seenBy(waiter: ChildProcess, round: Round): Promise<number> {
  const over = new AbortController()
  const { signal } = over
  const answer = once(waiter, 'message', { signal }) as Promise<[number]>
  const end = once(waiter, 'exit', { signal }).then(() => Promise.reject(new Error('the waiting process has ended')))
  waiter.send(round)
  try {
    return (await Promise.race([answer, end]))[0]
  } finally {
    over.abort()
    await Promise.allSettled([answer, end])
  }
}

function seenByKubectl(namespace: string, env: Record<string, string>): Promise<number> {
  const args = ['-n', namespace, 'rollout', 'status', `deployment/${NAME}`, '--timeout=60s']
  const child = spawn('kubectl', args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('successfully rolled out')) resolve(Date.now())
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`kubectl rollout status ended with ${code}`)))
  })
}

/** A stand-in for the gateway that becomes ready a second after its start. */
function standIn(namespace: string, round: string) {
  const labels = { app: NAME }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: NAME, namespace },
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations: { round } },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [
            {
              name: 'main',
              image: 'busybox:1.36',
              imagePullPolicy: 'IfNotPresent',
              command: ['sh', '-c', 'trap exit TERM; sleep 1; touch /tmp/ready; sleep 3600 & wait'],
              readinessProbe: { exec: { command: ['cat', '/tmp/ready'] }, periodSeconds: 1 },
            },
          ],
        },
      },
    },
  }
}

async function must(client: KubeClient, method: 'POST' | 'PATCH', path: string, body: object): Promise<Deployment> {
  const contentType = method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json'
  const response = await client.request<Deployment>({ method, path, body, contentType })
  if (response.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(response.body)}`)
  return response.body as Deployment
}
