import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { adminKubeconfig, apiServerUrl, nodeName, persistent } from '../layout.ts'
import { ensureSecrets, type Secrets } from '../secrets.ts'
import { caFile } from './certificates.ts'

type Who = keyof Secrets['tokens']

const identities: Record<Who, { user: string; groups: string }> = {
  admin: { user: 'admin', groups: 'system:masters' },
  controllerManager: { user: 'system:kube-controller-manager', groups: '' },
  scheduler: { user: 'system:kube-scheduler', groups: '' },
  kubelet: { user: `system:node:${nodeName}`, groups: 'system:nodes' },
  proxy: { user: 'system:kube-proxy', groups: '' },
}

export const kubeconfigOf = (who: Who): string => join(dirname(adminKubeconfig), who)
export const tokenFile = join(persistent, 'tokens.csv')

/** Who may come to the API server, as it and as they are told. */
export async function writeKubeconfigs(): Promise<string> {
  const { tokens } = ensureSecrets()
  mkdirSync(dirname(adminKubeconfig), { recursive: true, mode: 0o700 })
  const rows: string[] = []
  for (const [who, { user, groups }] of Object.entries(identities) as [Who, (typeof identities)[Who]][]) {
    rows.push(`${tokens[who]},${user},${user}${groups && `,"${groups}"`}`)
    const cluster = { server: apiServerUrl(), 'certificate-authority-data': readFileSync(caFile).toString('base64') }
    const kubeconfig = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'openclaw-lab', cluster }],
      users: [{ name: user, user: { token: tokens[who] } }],
      contexts: [{ name: 'openclaw-lab', context: { cluster: 'openclaw-lab', user } }],
      'current-context': 'openclaw-lab',
    }
    // JSON is YAML, and needs no library.
    writeFileSync(kubeconfigOf(who), JSON.stringify(kubeconfig, null, 2), { mode: 0o600 })
  }
  writeFileSync(tokenFile, `${rows.join('\n')}\n`, { mode: 0o600 })
  return 'written'
}
