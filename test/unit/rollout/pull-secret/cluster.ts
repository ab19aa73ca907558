// A cluster with Secrets and ServiceAccounts, on the little one: it applies as the API server does, as far as a pull
// secret goes.

import type { KubeObject } from '../../../../src/kube/object.ts'
import { LittleCluster } from '../../little-cluster.ts'
import { json } from '../../support.ts'

const RESOURCES = [
  { name: 'secrets', kind: 'Secret', namespaced: true },
  { name: 'serviceaccounts', kind: 'ServiceAccount', namespaced: true },
]

export interface Applied {
  readonly force: boolean
  readonly body: KubeObject
}

export class SecretCluster {
  readonly little: LittleCluster
  readonly applied: Applied[] = []
  readonly asked: string[] = []
  /** Who owns the login, when an apply of ours is none of theirs. */
  owner: string | undefined
  /** Statuses that requests end with, by `GET secrets/name`; each once, unless the last one is the same. */
  readonly refuse = new Map<string, number[]>()
  readonly #objects = new Map<string, KubeObject>()
  #version = 40

  private constructor(little: LittleCluster) {
    this.little = little
  }

  static async start(...objects: KubeObject[]): Promise<SecretCluster> {
    const cluster = new SecretCluster(await LittleCluster.start())
    for (const object of objects) cluster.put(object)
    cluster.little.answer = (url, response, request) => {
      if (url.pathname === '/api/v1') {
        json(response, { resources: RESOURCES })
        return true
      }
      const [resource = '', name = ''] = url.pathname.split('/').slice(-2)
      const key = `${resource}/${name}`
      cluster.asked.push(`${request.method} ${key}`)
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        const status = cluster.refuse.get(`${request.method} ${key}`)?.shift()
        const live = cluster.#objects.get(key)
        if (status !== undefined) json(response, { message: `refused with ${status}` }, status)
        else if (request.method === 'GET') json(response, live ?? { message: 'not found' }, live ? 200 : 404)
        else cluster.#apply(key, url.searchParams.get('force') === 'true', JSON.parse(text), response)
      })
      return true
    }
    return cluster
  }

  put(object: KubeObject): KubeObject {
    const resource = RESOURCES.find(({ kind }) => kind === object.kind)?.name
    const metadata = { ...object.metadata, resourceVersion: `${++this.#version}` }
    const stored = { ...object, metadata }
    this.#objects.set(`${resource}/${object.metadata.name}`, stored)
    return stored
  }

  #apply(key: string, force: boolean, body: KubeObject, response: Parameters<typeof json>[0]): void {
    this.applied.push({ force, body })
    const live = this.#objects.get(key)
    const { resourceVersion } = body.metadata
    if (resourceVersion && resourceVersion !== live?.metadata.resourceVersion) {
      json(response, { message: 'the object has been modified' }, 409)
    } else if (this.owner && !force) {
      const message = `conflict with "${this.owner}" using v1`
      const causes = [{ reason: 'FieldManagerConflict', field: '.data..dockerconfigjson', message }]
      json(response, { message, details: { causes } }, 409)
    } else json(response, this.put(body), live ? 200 : 201)
  }
}
