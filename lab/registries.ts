// Two plain registries: one of base images that anyone may read, and the storage behind the ECR front.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as layout from './layout.ts'
import { readSecrets } from './secrets.ts'
import { answers, startService } from './service.ts'

function startRegistry(name: string, address: string, storage: string): Promise<string> {
  const config = join(layout.volatile, `${name}.yml`)
  mkdirSync(storage, { recursive: true })
  // relativeurls: the ECR front passes answers on, and a client must not be led past it.
  writeFileSync(
    config,
    JSON.stringify({
      version: '0.1',
      log: { level: 'warn' },
      storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
      http: { addr: address, relativeurls: true },
    }),
  )
  return startService({
    name,
    command: [join(layout.tools, 'usr/bin/docker-registry'), 'serve', config],
    address,
    healthy: () => answers(`http://${address}/v2/`),
  })
}

export const startBaseRegistry = () => startRegistry('base-registry', layout.baseRegistry(), layout.baseRegistryStorage)

export const startEcrBackend = () =>
  startRegistry(
    'ecr-backend',
    `${layout.network().loopback}:${layout.ports.ecrBackend}`,
    join(layout.sessionState, 'ecr-backend'),
  )

export function startEcr(): Promise<string> {
  const secrets = readSecrets()
  const state = join(layout.sessionState, 'ecr')
  mkdirSync(state, { recursive: true })
  return startService({
    name: 'ecr',
    command: [process.execPath, join(layout.labSource, 'ecr/server.ts')],
    address: layout.ecrRegistry(),
    env: {
      ECR_LISTEN: layout.ecrRegistry(),
      ECR_BACKEND: layout.ecrBackendUrl(),
      ECR_STATE: state,
      ECR_ACCOUNT: layout.account,
      ECR_REGION: layout.region,
      ECR_ACCESS_KEY_ID: secrets.ecrAccessKeyId,
      ECR_SECRET_ACCESS_KEY: secrets.ecrSecretAccessKey,
      ECR_TOKEN_TTL_SECONDS: process.env.LAB_ECR_TOKEN_TTL_SECONDS || '43200',
    },
    healthy: () => answers(`http://${layout.ecrRegistry()}/healthz`),
  })
}
