// What a lab process may inherit, and what the lab hands to those who use it.

import { readFileSync } from 'node:fs'
import * as layout from './layout.ts'
import { currentOwner } from './owner.ts'
import { readSecrets } from './secrets.ts'

export { cleanEnvironment } from './ambient.ts'

/** The variables that lead a process to the lab; fails when no lab of this checkout is up. */
export async function labEnvironment(): Promise<Record<string, string>> {
  const owner = currentOwner()
  if (!owner?.ready) throw new Error('the lab is not up: run `npm run lab -- up` first')
  if (owner.checkout !== layout.checkout) {
    throw new Error(
      `the lab on this host belongs to ${owner.checkout} (since ${owner.since}), not to ${layout.checkout}`,
    )
  }
  const secrets = readSecrets()
  return {
    PATH: `${layout.binaries}:${process.env.PATH ?? '/usr/sbin:/usr/bin:/sbin:/bin'}`,
    KUBECONFIG: process.env.LAB_KUBECONFIG || layout.adminKubeconfig,
    DOCKER_HOST: process.env.LAB_DOCKER_HOST || `unix://${layout.dockerSocket}`,
    AWS_REGION: layout.region,
    AWS_ACCESS_KEY_ID: secrets.ecrAccessKeyId,
    AWS_SECRET_ACCESS_KEY: secrets.ecrSecretAccessKey,
    AWS_ENDPOINT_URL_ECR: `http://${layout.ecrRegistry()}`,
    LAB_ECR_REGISTRY: layout.ecrRegistry(),
    LAB_BASE_REGISTRY: layout.baseRegistry(),
    LAB_API_SERVER: process.env.LAB_KUBECONFIG ? serverOf(process.env.LAB_KUBECONFIG) : layout.apiServerUrl(),
    LAB_STATE: layout.persistent,
  }
}

function serverOf(kubeconfig: string): string {
  return /\bserver["']?:\s*["']?([^\s"',}]+)/.exec(readFileSync(kubeconfig, 'utf8'))?.[1] ?? ''
}
