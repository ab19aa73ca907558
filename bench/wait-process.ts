// A process that is told of rollouts and answers when it saw each done: `plain` by nothing but a watch of pods, `ours`
// by the action's own wait.

import { labClient } from '../lab/client.ts'
import type { KubeClient } from '../src/kube/request.ts'
import type { Pod } from '../src/kube/workloads.ts'
import { waitForRollout } from '../src/rollout/wait.ts'
import type { Round } from './rollout.ts'

const client = labClient(process.env.KUBECONFIG)
const wait = process.argv[2] === 'ours' ? ours : plain

process.on('message', async (round: Round) => {
  await wait(client, round)
  process.send?.(Date.now())
})

async function plain(client: KubeClient, { namespace, round }: Round): Promise<void> {
  const stop = new AbortController()
  const onLine = (line: string) => {
    const { metadata, status } = (JSON.parse(line) as { object: Pod }).object
    const isReady = status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True')
    if (isReady && metadata.annotations?.round === round) stop.abort()
  }
  const path = `/api/v1/namespaces/${namespace}/pods?watch=true`
  await client.stream(path, { onOpen: () => {}, onLine }, stop.signal).catch(() => {})
}

async function ours(client: KubeClient, round: Round): Promise<void> {
  const { namespace, deployment, container, image, generation } = round
  const expected = { generation, container, image, appliedAtMs: Date.now() }
  await waitForRollout({ client, namespace, deployment }, expected, { timeoutMs: 60_000 }, { progress: () => {} })
}
