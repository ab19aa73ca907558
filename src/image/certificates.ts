// The certificates in a file that somebody else may have named. Pure.

/** Each in PEM, and nothing else of the text: a file that an npmrc of a checkout names may be any, a key's too. */
export function certificatesIn(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
}
