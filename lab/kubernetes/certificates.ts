// The cluster's CA, the API server's certificate and the key that signs service-account tokens.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { network, pki } from '../layout.ts'
import { run } from '../process.ts'

export const caFile = join(pki, 'ca.crt')
export const serverCert = { cert: join(pki, 'server.crt'), key: join(pki, 'server.key') }
export const serviceAccountKey = join(pki, 'service-account.key')

export async function makeCertificates(): Promise<string> {
  if (existsSync(pki)) return 'already made'
  const partial = `${pki}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  const openssl = (...args: string[]) => run('openssl', args, { cwd: partial })
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650']
  await openssl(
    ...[...request, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=openclaw-lab'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  )
  const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local']
  const { host, serviceRange } = network()
  const addresses = [host, '127.0.0.1', serviceRange.replace('.0/17', '.1')]
  const subjects = [...names.map((name) => `DNS:${name}`), ...addresses.map((address) => `IP:${address}`)].join(',')
  await openssl(
    ...[...request, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-keyout', 'server.key', '-out', 'server.crt'],
    ...['-subj', '/CN=kube-apiserver', '-addext', `subjectAltName=${subjects}`],
    ...['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth'],
  )
  await openssl('genrsa', '-traditional', '-out', 'service-account.key', '2048')
  renameSync(partial, pki)
  return 'made'
}
