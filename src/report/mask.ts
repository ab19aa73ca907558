// Secrets are masked before anything can print them. The runner masks exact strings only, so the forms in which a
// secret shows up by accident (base64, one line of many) are masked too.

import { setSecret } from '@actions/core'

// Masking short or common strings would turn the log into asterisks without protecting anything.
const SHORTEST_MASKED = 6

/** Registers a secret and the forms in which it could appear in a log. */
export function mask(secret: string): void {
  for (const form of [
    secret,
    ...secret.split(/\r?\n/),
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(secret),
  ]) {
    if (form.trim().length >= SHORTEST_MASKED) setSecret(form.trim())
  }
}
