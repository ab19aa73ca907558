// The lab's ECR in this process, without a registry behind it: for what asks its API alone.

import { join } from 'node:path'
import { startEcr } from '../../lab/ecr/server.ts'
import { after, temporaryFolder } from './support.ts'

export const ECR_KEY = { accessKeyId: 'AKIALABLABLABLABLAB1', secretAccessKey: 'lab+secret/lab+secret' }
export const ECR_REGION = 'eu-central-1'

/** @returns its address, `host:port` */
export async function littleEcr(tokenTtlSeconds = 60): Promise<string> {
  const server = await startEcr({
    listen: { host: '127.0.0.1', port: 0 },
    backend: 'http://127.0.0.1:1',
    stateDirectory: join(temporaryFolder(), 'ecr'),
    account: '123456789012',
    region: ECR_REGION,
    ...ECR_KEY,
    tokenTtlSeconds,
  })
  after(() => server.close())
  return server.address
}

/** Leads the SDK of this process to it, until the test ends. */
export function useEcr(address: string): void {
  const variables = {
    AWS_ENDPOINT_URL_ECR: `http://${address}`,
    AWS_ACCESS_KEY_ID: ECR_KEY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ECR_KEY.secretAccessKey,
  }
  const before = { ...process.env }
  Object.assign(process.env, variables)
  after(() => {
    for (const name of Object.keys(variables)) delete process.env[name]
    Object.assign(process.env, before)
  })
}
