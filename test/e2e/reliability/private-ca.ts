// A CA that nobody knows, and a certificate of its making, by openssl.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface PrivateCa {
  /** File of the CA's certificate: what NODE_EXTRA_CA_CERTS names. */
  readonly file: string
  readonly key: string
  readonly cert: string
}

/** @param folder where its files go @param address IP address of the server */
export function makePrivateCa(folder: string, address: string): PrivateCa {
  const path = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const newKey = ['-newkey', 'rsa:2048', '-noenc']
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    path('ca.key'),
    '-out',
    path('ca.pem'),
    '-days',
    '1',
    '-subj',
    '/CN=home',
  )
  openssl('req', ...newKey, '-keyout', path('npm.key'), '-out', path('npm.csr'), '-subj', '/CN=npm')
  writeFileSync(path('npm.ext'), `subjectAltName=IP:${address}\n`)
  openssl(
    ...['x509', '-req', '-in', path('npm.csr'), '-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial'],
    ...['-days', '1', '-extfile', path('npm.ext'), '-out', path('npm.pem')],
  )
  return {
    file: path('ca.pem'),
    key: readFileSync(path('npm.key'), 'utf8'),
    cert: readFileSync(path('npm.pem'), 'utf8'),
  }
}
