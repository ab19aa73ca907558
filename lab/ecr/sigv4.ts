import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { AwsError } from './errors.ts'

/** What of an HTTP request a signature covers. Header names in lower case, each with every value it came with. */
export interface SignedRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>
  readonly body: Uint8Array
}

interface Key {
  readonly secretAccessKey: string
}

interface Expectation<K extends Key> {
  readonly region: string
  readonly service: string
  readonly now: Date
  readonly findKey: (accessKeyId: string) => K | undefined
}

const ALLOWED_SKEW_MS = 5 * 60_000

/** The key that signed the request, or the error AWS answers. Computed from the bytes received, never from claims. */
export function verify<K extends Key>(request: SignedRequest, expected: Expectation<K>): K {
  const authorization = parseAuthorization(request)
  const key = expected.findKey(authorization.accessKeyId)
  if (!key) {
    throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.')
  }
  const stamp = header(request, 'x-amz-date')
  checkScope(authorization, stamp, expected)
  checkClock(stamp, expected.now)

  const { date, region, service, signedHeaders, signature } = authorization
  const scope = `${date}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonicalRequest(request, signedHeaders))].join('\n')
  const signingKey = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${key.secretAccessKey}`)
  if (!equal(hmac(signingKey, toSign).toString('hex'), signature)) {
    throw invalidSignature(
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    )
  }
  return key
}

interface Authorization {
  readonly accessKeyId: string
  readonly date: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

function parseAuthorization(request: SignedRequest): Authorization {
  const value = header(request, 'authorization')
  if (value === '') throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      value,
    )
  const [, accessKeyId, date, region, service, headers, signature] = parts ?? []
  if (!accessKeyId || !date || !region || !service || !headers || !signature) {
    throw incomplete('Authorization header is not a complete AWS Signature Version 4.')
  }
  const signedHeaders = headers.split(';')
  for (const required of ['host', 'x-amz-date']) {
    if (!signedHeaders.includes(required)) throw incomplete(`'${required}' must be a 'SignedHeader'.`)
  }
  return { accessKeyId, date, region, service, signedHeaders, signature }
}

function checkScope(
  { date, region, service }: Authorization,
  stamp: string,
  expected: { readonly region: string; readonly service: string },
): void {
  if (region !== expected.region) throw invalidSignature('Credential should be scoped to a valid region.')
  if (service !== expected.service) {
    throw invalidSignature(`Credential should be scoped to correct service: '${expected.service}'.`)
  }
  if (date !== stamp.slice(0, 8)) {
    throw invalidSignature(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${stamp.slice(0, 8)}', from '${stamp}'.`,
    )
  }
}

function checkClock(stamp: string, now: Date): void {
  const signed = Date.parse(
    stamp.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      (_, y, mo, d, h, mi, s) => `${y}-${mo}-${d}T${h}:${mi}:${s}Z`,
    ),
  )
  if (Number.isNaN(signed)) throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${stamp}'.`)
  const earliest = now.getTime() - ALLOWED_SKEW_MS
  const latest = now.getTime() + ALLOWED_SKEW_MS
  if (signed < earliest) {
    throw invalidSignature(
      `Signature expired: ${stamp} is now earlier than ${amzDate(earliest)} (${amzDate(now.getTime())} - 5 min.)`,
    )
  }
  if (signed > latest) {
    throw invalidSignature(
      `Signature not yet current: ${stamp} is still later than ${amzDate(latest)} (${amzDate(now.getTime())} + 5 min.)`,
    )
  }
}

function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  return [
    request.method,
    // Every service but S3 signs the path encoded once more than it is sent.
    request.path.split('/').map(uriEncode).join('/'),
    [...new URLSearchParams(request.query)]
      .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
      .sort()
      .join('&'),
    ...signedHeaders.map((name) => `${name}:${header(request, name)}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n')
}

function header(request: SignedRequest, name: string): string {
  return (request.headers[name] ?? []).map((value) => value.trim().replace(/ +/g, ' ')).join(',')
}

function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

function amzDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Equality in constant time, for anything secret. */
/** The access key that a signed request names, whether or not its signature is good. */
export function keyIn(authorization: string | undefined): string | undefined {
  return /Credential=([^/]+)/.exec(authorization ?? '')?.[1]
}

export function equal(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}

function invalidSignature(message: string): AwsError {
  return new AwsError('InvalidSignatureException', message)
}

function incomplete(message: string): AwsError {
  return new AwsError('IncompleteSignatureException', message)
}
