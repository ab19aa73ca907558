// A little sops for tests: encrypts values by its rules, with an age key of its own. The fixtures of the real sops show
// that these are the rules.

import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { stringify } from 'yaml'

export const LAST_MODIFIED = '2026-11-24T01:02:03Z'

/** A value whose type and text are given, for what JavaScript does not tell apart. */
export class Typed {
  readonly type: string
  readonly text: string
  constructor(type: string, text: string) {
    this.type = type
    this.text = text
  }
}

export interface SealOptions {
  readonly key: AgeKey
  /** Which values to encrypt; all when it is left out. */
  readonly encrypts?: (path: readonly string[]) => boolean
  readonly macOnlyEncrypted?: boolean
  /** More or other fields of the metadata. */
  readonly sops?: Record<string, unknown>
}

export interface AgeKey {
  readonly identity: string
  readonly recipient: string
}

export async function newAgeKey(): Promise<AgeKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

export function sealValue(type: string, text: string | Buffer, key: Buffer, bound: string): string {
  const iv = randomBytes(32)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(bound))
  const data = Buffer.concat([cipher.update(text), cipher.final()])
  const [d, i, t] = [data, iv, cipher.getAuthTag()].map((each) => each.toString('base64'))
  return `ENC[AES256_GCM,data:${d},iv:${i},tag:${t},type:${type}]`
}

/** The documents as one SOPS file. */
export async function seal(documents: readonly object[], options: SealOptions): Promise<string> {
  const dataKey = randomBytes(32)
  const hash = createHash('sha512')
  if (options.macOnlyEncrypted) hash.update(createHash('sha256').update('sops').digest())
  const walk = (value: unknown, path: readonly string[]): unknown => {
    if (value === null || value === '') return value
    if (Array.isArray(value)) return value.map((item) => walk(item, path))
    if (typeof value === 'object' && !(value instanceof Typed)) {
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child, [...path, key])]))
    }
    const { type, text } = value instanceof Typed ? value : typed(value)
    const isEncrypted = options.encrypts?.(path) ?? true
    if (isEncrypted || !options.macOnlyEncrypted) hash.update(text)
    return isEncrypted ? sealValue(type, text, dataKey, `${path.join(':')}:`) : value
  }
  const sealed = documents.map((document) => walk(document, []) as object)
  const sops = {
    age: [{ recipient: options.key.recipient, enc: await wrap(dataKey, options.key.recipient) }],
    lastmodified: LAST_MODIFIED,
    mac: sealValue('str', hash.digest('hex').toUpperCase(), dataKey, LAST_MODIFIED),
    ...(options.macOnlyEncrypted && { mac_only_encrypted: true }),
    version: '3.10.2',
    ...options.sops,
  }
  // Quoted as YAML 1.1 has to be, as sops does, but without the directive.
  const text = (document: object) => stringify({ ...document, sops }, { lineWidth: 0, version: '1.1' })
  return sealed.map((document) => text(document).replace(/^%YAML 1\.1\n---\n/, '')).join('---\n')
}

export async function wrap(dataKey: Buffer, recipient: string): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return armor.encode(await encrypter.encrypt(dataKey))
}

function typed(value: unknown): { type: string; text: string } {
  if (typeof value === 'boolean') return { type: 'bool', text: value ? 'True' : 'False' }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'int' : 'float', text: String(value) }
  return { type: 'str', text: String(value) }
}
