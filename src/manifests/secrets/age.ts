// The data key of an encrypted file, opened by an age key.

import { armor, Decrypter, identityToRecipient } from 'age-encryption'
import type { WrappedKey } from './metadata.ts'

/** What the `sops-age-key` input holds. */
export interface AgeKeys {
  /** `AGE-SECRET-KEY-1...` or `AGE-SECRET-KEY-PQ-1...` */
  readonly identities: readonly string[]
  /** Their public halves, `age1...`. */
  readonly recipients: readonly string[]
  /** Lines, from 1, that are neither a key nor a comment. */
  readonly unreadable: readonly number[]
}

const DATA_KEY_BYTES = 32

/** Reads keys as `age-keygen` writes them: one a line, with comments and empty lines between. */
export async function readAgeKeys(text: string): Promise<AgeKeys> {
  const identities: string[] = []
  const recipients: string[] = []
  const unreadable: number[] = []
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const key = line.trim()
    if (key === '' || key.startsWith('#')) continue
    const recipient = await identityToRecipient(key).catch(() => undefined)
    if (recipient === undefined) unreadable.push(index + 1)
    else {
      identities.push(key)
      recipients.push(recipient)
    }
  }
  return { identities, recipients, unreadable }
}

/**
 * Opens the data key. `stranger`: none of the keys is a recipient; `damaged`: one is, and yet what was wrapped for it
 * does not open.
 */
export async function openDataKey(
  wrapped: readonly WrappedKey[],
  keys: AgeKeys,
): Promise<{ readonly dataKey: Buffer } | 'stranger' | 'damaged'> {
  const decrypter = new Decrypter()
  for (const identity of keys.identities) decrypter.addIdentity(identity)
  for (const { enc } of wrapped) {
    try {
      const dataKey = await decrypter.decrypt(armor.decode(enc))
      if (dataKey.length === DATA_KEY_BYTES) return { dataKey: Buffer.from(dataKey) }
    } catch {
      // Wrapped for somebody else, or damaged: the library does not tell these apart, the recipients below do.
    }
  }
  return wrapped.some(({ recipient }) => keys.recipients.includes(recipient)) ? 'damaged' : 'stranger'
}
