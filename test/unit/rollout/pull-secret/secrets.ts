// Pull secrets for tests, with logins as Docker and ECR write them.

import type { KubeObject } from '../../../../src/kube/object.ts'
import type { PullSecret } from '../../../../src/rollout/pull-secret/judge.ts'

export const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'
export const IMAGE = `${ECR}/k3s-homelab/openclaw:2026.9.6`
export const NOW = Date.parse('2026-11-22T06:00:00Z')
export const HOUR = 3_600_000

/** A password as ECR gives it. */
export function token(endsAtMs: number): string {
  const content = { payload: 'c2VjcmV0', datakey: 'a2V5', version: '2', type: 'DATA_KEY', expiration: endsAtMs / 1000 }
  return Buffer.from(JSON.stringify(content)).toString('base64')
}

export const auth = (password: string) => ({ auth: Buffer.from(`AWS:${password}`).toString('base64') })

export function loginSecret(auths: object, more: object = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'ecr-pull', namespace: 'home' },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })).toString('base64') },
    ...more,
  }
}

export function named(secret: KubeObject | undefined, name = 'ecr-pull', isApplied = false): PullSecret {
  return { name, secret, where: { file: 'k8s/openclaw.yaml', line: 7 }, isApplied }
}
