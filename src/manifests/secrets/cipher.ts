// One value that SOPS encrypted: AES-256-GCM, authenticated with the place it stands at. What may be accepted is what
// SOPS itself writes, to the byte: https://github.com/getsops/sops/blob/main/aes/cipher.go

import { createDecipheriv } from 'node:crypto'
import { goFloat } from './go-numbers.ts'

/** A value as it goes into the object, and as it goes into the MAC. */
export interface Opened {
  readonly plain: string | number | boolean
  readonly authenticated: string
}

const CIPHERTEXT = /^ENC\[AES256_GCM,data:([A-Za-z0-9+/=]+),iv:([A-Za-z0-9+/=]+),tag:([A-Za-z0-9+/=]+),type:(\w+)\]$/
const IV_BYTES = 32
const TAG_BYTES = 16

export function isCiphertext(value: unknown): boolean {
  return typeof value === 'string' && value.trimStart().startsWith('ENC[AES256_GCM,')
}

/**
 * Decrypts `ENC[AES256_GCM,data:,iv:,tag:,type:]`, or says what is wrong with it in words that follow "the value".
 * @param key the file's data key, 32 bytes
 * @param authenticated what it is bound to: its path, or the time of the last change for the MAC itself
 */
export function openValue(ciphertext: string, key: Buffer, authenticated: string): Opened | { flaw: string } {
  const [, ...parts] = CIPHERTEXT.exec(ciphertext) ?? []
  const [data, iv, tag] = parts.slice(0, 3).map(fromBase64)
  const type = parts[3]
  // Node takes a shorter tag too, and that would be a weaker proof.
  if (!data || iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES) return { flaw: 'is not what SOPS writes' }
  const plain = decrypt(data, iv, tag, key, authenticated)
  if (!plain) return { flaw: 'was changed after SOPS encrypted it, or moved here from elsewhere' }
  const text = asText(plain)
  if (text === undefined) return { flaw: 'is not text' }
  return typed(text, type)
}

function decrypt(data: Buffer, iv: Buffer, tag: Buffer, key: Buffer, authenticated: string): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(authenticated)).setAuthTag(tag)
    const begin = decipher.update(data)
    return Buffer.concat([begin, decipher.final()])
  } catch {
    return undefined
  }
}

/** The type stands outside of what is authenticated, so it may decide how a value is read and nothing else. */
function typed(text: string, type: string | undefined): Opened | { flaw: string } {
  switch (type) {
    case 'str':
    case 'bytes':
    // kubectl reads a time as text.
    case 'time':
      return { plain: text, authenticated: text }
    case 'bool':
      if (text !== 'True' && text !== 'False') break
      return { plain: text === 'True', authenticated: text }
    case 'int': {
      if (!/^-?\d+$/.test(text)) break
      const plain = Number(text)
      if (!Number.isSafeInteger(plain)) return { flaw: 'is a number with too many digits to be kept exactly' }
      return { plain, authenticated: String(BigInt(text)) }
    }
    case 'float': {
      if (!/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text) || !Number.isFinite(Number(text))) break
      return { plain: Number(text), authenticated: goFloat(Number(text)) }
    }
  }
  return { flaw: 'is not of the type it names' }
}

function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  // Node skips what it does not know; a changed byte must not pass because it was one of those.
  return bytes.toString('base64') === text ? bytes : undefined
}

function asText(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
