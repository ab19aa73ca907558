// A client of the gateway with a device key: what the Control UI, the command and nodes are, reduced to their handshake.

import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Entrance } from './proxy.ts'

interface Client {
  readonly id: string
  readonly mode: string
  readonly displayName?: string
  readonly buildId?: string
}

/** What a client says that poses as the Control UI; a developer's build is let in beside any version of the gateway. */
export const AS_CONTROL_UI = { id: 'openclaw-control-ui', mode: 'webchat', buildId: 'dev' }

export interface Ask {
  readonly role: string
  readonly scopes: readonly string[]
  /** The gateway's token, where its mode wants one. */
  readonly token?: string
  /** Who the client says that it is, which nobody can check. */
  readonly client?: Client
  readonly platform?: string
}

export interface Admission {
  readonly admitted: true
  readonly role: string
  readonly scopes: readonly string[]
  /** What it may come back with, without the gateway's token. */
  readonly deviceToken?: string
}

export interface Refusal {
  readonly admitted: false
  readonly message: string
  /** Such as PAIRING_REQUIRED; none when the gateway does not even speak to the client. */
  readonly code?: string
  readonly reason?: string
  readonly requestId?: string
}

interface Frame {
  readonly event?: string
  readonly payload?: { readonly nonce?: string; readonly ts?: number; readonly auth?: Omit<Admission, 'admitted'> }
  readonly ok?: boolean
  readonly error?: { readonly message: string; readonly details?: Omit<Refusal, 'admitted' | 'message'> }
}

export class Device {
  readonly id: string
  readonly #publicKey: string
  readonly #privateKey: KeyObject

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    this.#publicKey = publicKey.export({ format: 'jwk' }).x ?? ''
    this.#privateKey = privateKey
    this.id = createHash('sha256').update(Buffer.from(this.#publicKey, 'base64url')).digest('hex')
  }

  /** Connects once, and leaves when it has the gateway's answer. */
  connect({ url, headers }: Entrance, ask: Ask): Promise<Admission | Refusal> {
    const socket = new WebSocket(url, { headers: { ...headers } })
    return new Promise<Admission | Refusal>((answer) => {
      const refuse = (message: string) => answer({ admitted: false, message })
      socket.addEventListener('error', () => refuse('no WebSocket'))
      socket.addEventListener('close', ({ code, reason }) => refuse(`${code} ${reason}`))
      socket.addEventListener('message', ({ data }) => {
        const { event, payload, ok, error } = JSON.parse(String(data)) as Frame
        if (event === 'connect.challenge') {
          socket.send(JSON.stringify(this.#request(ask, payload?.nonce ?? '', payload?.ts ?? 0)))
        } else if (ok && payload?.auth) {
          const { role, scopes, deviceToken } = payload.auth
          answer({ admitted: true, role, scopes, ...(deviceToken && { deviceToken }) })
        } else if (error) {
          const { code, reason, requestId } = error.details ?? {}
          const details = { ...(code && { code }), ...(reason && { reason }), ...(requestId && { requestId }) }
          answer({ admitted: false, message: error.message, ...details })
        }
      })
    }).finally(() => socket.close())
  }

  #request(ask: Ask, nonce: string, signedAt: number): object {
    const { role, scopes, token = '', client = { id: 'cli', mode: 'cli' }, platform = 'linux' } = ask
    const signed = [
      'v3',
      this.id,
      client.id,
      client.mode,
      role,
      scopes.join(','),
      signedAt,
      token,
      nonce,
      platform,
      '', // its family
    ].join('|')
    return {
      type: 'req',
      id: 'connect',
      method: 'connect',
      params: {
        minProtocol: 4,
        maxProtocol: 4,
        client: { ...client, version: '1.0.0', platform },
        role,
        scopes,
        ...(token && { auth: { token } }),
        device: {
          id: this.id,
          publicKey: this.#publicKey,
          signature: sign(null, Buffer.from(signed), this.#privateKey).toString('base64url'),
          signedAt,
          nonce,
        },
      },
    }
  }
}
