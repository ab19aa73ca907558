// The lab's own random credentials. They outlive `down`, so that a kubeconfig or shell kept from before still works.

import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { persistent } from './layout.ts'

const file = join(persistent, 'secrets.json')

export interface Secrets {
  ecrAccessKeyId: string
  ecrSecretAccessKey: string
  tokens: Record<'admin' | 'controllerManager' | 'scheduler' | 'kubelet' | 'proxy', string>
}

export function readSecrets(): Secrets {
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}

export function ensureSecrets(): Secrets {
  if (!existsSync(file)) {
    const token = () => randomBytes(24).toString('hex')
    const secrets: Secrets = {
      ecrAccessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
      ecrSecretAccessKey: randomBytes(30).toString('base64url'),
      tokens: { admin: token(), controllerManager: token(), scheduler: token(), kubelet: token(), proxy: token() },
    }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  }
  return readSecrets()
}
