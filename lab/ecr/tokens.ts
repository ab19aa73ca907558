import { createHash, randomBytes } from 'node:crypto'

/** An issued registry password: only its hash is kept. Times are epoch seconds on the server's clock. */
export interface Token {
  readonly hash: string
  readonly accessKeyId: string
  readonly expiresAt: number
}

/** How long an expired token is remembered, so that its user is told "expired" rather than "unknown". */
const REMEMBER_SECONDS = 24 * 3600

export function issueToken(
  tokens: readonly Token[],
  accessKeyId: string,
  now: number,
  ttlSeconds: number,
): { password: string; token: Token; tokens: Token[] } {
  // As long as ECR's own tokens, so that whatever breaks on a long password breaks here too.
  const password = randomBytes(1536).toString('base64')
  const token = { hash: hash(password), accessKeyId, expiresAt: Math.floor(now) + ttlSeconds }
  return { password, token, tokens: [...tokens.filter((t) => t.expiresAt > now - REMEMBER_SECONDS), token] }
}

export function expireTokens(tokens: readonly Token[], accessKeyId: string, now: number): Token[] {
  return tokens.map((token) =>
    token.accessKeyId === accessKeyId ? { ...token, expiresAt: Math.min(token.expiresAt, Math.floor(now) - 1) } : token,
  )
}

/** The token a Basic Authorization header carries, if this server issued it; it may have expired. */
export function findToken(tokens: readonly Token[], authorization: string | undefined): Token | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1]
  const [, password] = /^AWS:(.+)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? []
  if (password === undefined) return undefined
  const wanted = hash(password)
  return tokens.find((token) => token.hash === wanted)
}

function hash(password: string): string {
  return createHash('sha256').update(password).digest('hex')
}
