// One Lease, kept as the API server keeps it: a PUT over another version than the one that it names is refused, and so is
// a POST over any.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Lease } from '../../src/state/lease.ts'
import { json } from './support.ts'

export class LittleLeases {
  current: Lease | undefined
  /** Method and path of all that was asked of it. */
  readonly asked: string[] = []
  /** A status that every write is answered with. */
  refusal: number | undefined
  /** Answers a write that was done, in the server's place. */
  onWrite: ((response: ServerResponse) => void) | undefined
  readonly #collection: string
  readonly #name: string
  #version = 100

  constructor({ namespace, name }: { readonly namespace: string; readonly name: string }) {
    this.#collection = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`
    this.#name = name
  }

  get reads(): number {
    return this.asked.filter((each) => each.startsWith('GET')).length
  }

  get writes(): number {
    return this.asked.length - this.reads
  }

  /** As somebody else does it. */
  put(lease: Lease | undefined): void {
    this.current = lease && { ...lease, metadata: { ...lease.metadata, resourceVersion: `${++this.#version}` } }
  }

  readonly answer = ({ pathname }: URL, response: ServerResponse, request: IncomingMessage): boolean => {
    if (!pathname.startsWith(this.#collection)) return false
    const { method = '' } = request
    this.asked.push(`${method} ${pathname}`)
    const isNamed = pathname === `${this.#collection}/${this.#name}`
    if (method === 'GET') {
      json(response, this.current ?? { message: 'not found' }, this.current && isNamed ? 200 : 404)
      return true
    }
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      const body = JSON.parse(text) as Lease
      const { resourceVersion } = body.metadata
      const fits =
        method === 'PUT'
          ? isNamed && this.current !== undefined && resourceVersion === this.current.metadata.resourceVersion
          : method === 'POST' && this.current === undefined && resourceVersion === undefined
      if (this.refusal) return json(response, { message: 'no' }, this.refusal)
      if (!fits) return json(response, { message: 'the object has been modified' }, 409)
      this.put(body)
      if (this.onWrite) return this.onWrite(response)
      json(response, this.current, method === 'POST' ? 201 : 200)
    })
    return true
  }
}
