import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ECR_KEY as KEY, littleEcr, ECR_REGION as REGION } from '../little-ecr.ts'
import { certificate, littleProxy, type ProxyRules, runModule, tlsBefore } from '../little-proxy.ts'
import { serve, temporaryFolder } from '../support.ts'

const SOURCE = `
  import { Ecr } from './src/image/ecr.ts'
  const ecr = new Ecr({ region: '${REGION}', repository: 'k3s-homelab/openclaw', create: true })
  const told = await ecr.repositoryUri().then((uri) => ({ uri }), ({ problems }) => ({ problems }))
  ecr.close()
  console.log(JSON.stringify(told))`

/** The lab's ECR and a little STS, with TLS of a private CA, under names that only a proxy knows. */
async function aws(rules: ProxyRules = {}) {
  const ecr = await littleEcr()
  const sts = await serve((_, response) => {
    const { accessKeyId, secretAccessKey } = KEY
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>s</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
      )
  })
  const made = certificate()
  const portOf = (host: string) => host.split(':')[1] ?? ''
  const [ecrPort, stsPort] = await Promise.all([ecr, sts.host].map((host) => tlsBefore(portOf(host), made)))
  const proxy = await littleProxy(rules)
  const env = {
    AWS_ENDPOINT_URL_ECR: `https://ecr.test:${ecrPort}`,
    AWS_ENDPOINT_URL_STS: `https://sts.test:${stsPort}`,
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_EXTRA_CA_CERTS: made.caFile,
    HOME: temporaryFolder(),
  }
  return { proxy, env, ecr: `CONNECT ecr.test:${ecrPort}`, sts: `CONNECT sts.test:${stsPort}` }
}

const KEYS = { AWS_ACCESS_KEY_ID: KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey }

describe('ECR by way of a proxy', () => {
  test('is asked by one connection', async () => {
    const { proxy, env, ecr } = await aws({ login: 'me:hunter22' })
    expect(await runModule(SOURCE, { ...env, ...KEYS, HTTPS_PROXY: proxy.url })).toMatchObject({
      uri: expect.stringMatching(/k3s-homelab\/openclaw$/),
    })
    expect(proxy.passed).toEqual([ecr])
  })

  test('is asked by way of it, and so is what gives credentials for a web identity', async () => {
    const { proxy, env, ecr, sts } = await aws()
    const token = join(temporaryFolder(), 'token')
    writeFileSync(token, 'eyJ.x.y')
    const identity = { AWS_WEB_IDENTITY_TOKEN_FILE: token, AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ci' }
    await runModule(SOURCE, { ...env, ...identity, https_proxy: proxy.url })
    expect(proxy.passed).toEqual([sts, ecr])
  })

  test('is not, when NO_PROXY names its host', async () => {
    const { proxy, env } = await aws()
    expect(await runModule(SOURCE, { ...env, ...KEYS, HTTPS_PROXY: proxy.url, NO_PROXY: 'ecr.test' })).toMatchObject({
      problems: [{ message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) }],
    })
    expect(proxy.passed).toEqual([])
  })

  test.each<[what: string, rules: ProxyRules, message: RegExp, fix: RegExp]>([
    [
      'wants a login',
      { login: 'me:other' },
      /the proxy \S+ wants a login, and there is none in HTTPS_PROXY \(407\)$/,
      /^Put/,
    ],
    ['refuses', { refuses: 403 }, /the proxy \S+ refuses to connect to ecr\.test:\d+ \(403\)$/, /ecr\.test.*NO_PROXY/],
  ])('that %s is told with its address', async (_, rules, message, fix) => {
    const { proxy, env } = await aws(rules)
    const told = await runModule(SOURCE, { ...env, ...KEYS, HTTPS_PROXY: `http://${proxy.host}` })
    expect(told).toEqual({
      problems: [{ code: 'ecr-failed', message: expect.stringMatching(message), fix: expect.stringMatching(fix) }],
    })
  })

  test('whose TLS nobody here trusts is told with NODE_EXTRA_CA_CERTS', async () => {
    const { proxy, env } = await aws()
    const { NODE_EXTRA_CA_CERTS: _, ...without } = env
    expect(await runModule(SOURCE, { ...without, ...KEYS, HTTPS_PROXY: proxy.url })).toMatchObject({
      problems: [{ code: 'ecr-failed', fix: expect.stringContaining('NODE_EXTRA_CA_CERTS') }],
    })
  })
})
