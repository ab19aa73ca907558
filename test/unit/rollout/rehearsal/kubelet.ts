// A cluster as far as a throwaway pod sees it.

import type { KubeObject } from '../../../../src/kube/object.ts'
import { LittleCluster } from '../../little-cluster.ts'
import { json } from '../../support.ts'

export const CORE = '/api/v1/namespaces/home'
export const PODS = `${CORE}/pods`

export type Pod = KubeObject & {
  spec: { containers: { name: string; command?: string[] }[]; affinity: object; nodeName?: string }
}
/** What becomes of a pod, in the terms of its status. */
export type Fate = (pod: Pod) => object | undefined

export const READY = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-23T02:00:20Z' }],
  containerStatuses: [
    { name: 'gateway', ready: true, started: true, state: { running: { startedAt: '2026-11-23T02:00:03Z' } } },
  ],
}
export const DONE = {
  phase: 'Succeeded',
  containerStatuses: [{ name: 'gateway', state: { terminated: { exitCode: 0, reason: 'Completed' } } }],
}
export const isPull = ({ spec }: Pod) => spec.containers[0]?.command?.join(' ') === 'node -e 0'
export const well: Fate = (pod) => (isPull(pod) ? DONE : READY)

/** A cluster that takes what is made, gives it a node and lets its fate come. */
export class Kubelet {
  readonly made: Pod[] = []
  /** By a dry run. */
  readonly asked: Pod[] = []
  /** As `DELETE path`, also of what is not there. */
  readonly writes: string[] = []
  readonly patches: { path: string; body: unknown }[] = []
  /** Instead of making or deleting it. */
  refuse: (
    method: string,
    path: string,
    object: KubeObject | undefined,
    isDryRun: boolean,
  ) => [status: number, message: string] | undefined = () => undefined
  readonly little: LittleCluster

  static async start(fate: Fate): Promise<Kubelet> {
    return new Kubelet(await LittleCluster.start(), fate)
  }

  private constructor(little: LittleCluster, fate: Fate) {
    this.little = little
    little.answer = (url, response, request) => {
      const { method = '' } = request
      const path = url.pathname
      const isDryRun = url.searchParams.get('dryRun') === 'All'
      if (method === 'GET' && /\/(configmaps|secrets)$/.test(path)) {
        json(response, {
          items: [...this.#copies.values()].filter((each) => `${CORE}/${each.kind.toLowerCase()}s` === path),
        })
        return true
      }
      if (method === 'GET' && path === '/api/v1/nodes') {
        json(response, { items: this.nodes.map((name) => ({ metadata: { name } })) }, this.nodes.length > 0 ? 200 : 403)
        return true
      }
      if (/\/log$|\/exec$/.test(path)) {
        json(response, { message: 'forbidden' }, 403)
        return true
      }
      if (method === 'GET') return false
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        const body = text === '' ? undefined : JSON.parse(text)
        if (path.endsWith('selfsubjectaccessreviews')) {
          const { verb, resource } = body.spec.resourceAttributes
          json(response, { status: { allowed: !this.forbidden.includes(`${verb} ${resource}`) } }, 201)
          return
        }
        const [status, message] = this.refuse(method, path, body, isDryRun) ?? [0, '']
        if (isDryRun) {
          this.asked.push(body)
          json(response, status > 0 ? { message } : body, status > 0 ? status : 201)
          return
        }
        this.writes.push(`${method} ${path}`)
        if (status > 0) json(response, { message }, status)
        else if (method === 'POST') this.#make(body, response, fate)
        else if (method === 'PATCH') {
          this.patches.push({ path, body })
          json(response, {})
        } else this.#delete(path, response)
      })
      return true
    }
  }

  /** Verbs and resources that are not granted. */
  forbidden: readonly string[] = []
  /** None: they may not be listed. */
  nodes: readonly string[] = []
  readonly #copies = new Map<string, KubeObject>()

  /** Left by a run that was killed. */
  stray(object: KubeObject): void {
    if (object.kind === 'Pod') this.little.put(PODS, object)
    else this.#copies.set(object.metadata.name, object)
  }

  /** What there is of pods and copies. */
  async left(): Promise<string[]> {
    const { items } = await this.little.client.get<{ items: KubeObject[] }>(PODS)
    return [...items.map(({ metadata }) => metadata.name), ...this.#copies.keys()]
  }

  #make(object: KubeObject, response: Parameters<typeof json>[0], fate: Fate): void {
    const made = { ...object, metadata: { ...object.metadata, uid: `uid-${object.metadata.name}` } } as Pod
    json(response, made, 201)
    if (object.kind !== 'Pod') {
      this.#copies.set(object.metadata.name, object)
      return
    }
    this.made.push(made)
    const status = fate(made)
    const conditions = (status as { conditions?: { type: string }[] } | undefined)?.conditions ?? []
    const nodeName = conditions.some(({ type }) => type === 'PodScheduled') ? {} : { nodeName: 'n1' }
    this.little.put(PODS, { ...made, spec: { ...made.spec, ...nodeName }, ...(status && { status }) })
  }

  #delete(path: string, response: Parameters<typeof json>[0]): void {
    const name = path.split('/').at(-1) ?? ''
    json(response, {})
    this.#copies.delete(name)
    if (path.startsWith(PODS) && this.made.concat(this.#strays).some(({ metadata }) => metadata.name === name))
      this.little.remove(PODS, name)
  }

  readonly #strays: Pod[] = []
  strayPod(name: string): void {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'home' },
      spec: { containers: [], affinity: {} },
    }
    this.#strays.push(pod)
    this.stray(pod)
  }
}
