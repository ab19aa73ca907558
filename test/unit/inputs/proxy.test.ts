import { describe, expect, test } from '@jest/globals'
import { readProxies } from '../../../src/inputs/proxy.ts'
import { InputReader } from '../../../src/inputs/reader.ts'
import { maskedBy, problemsFrom } from '../support.ts'

const NODE = '24.21.0'
const problems = (env: Record<string, string>, node = NODE) => {
  const reader = new InputReader(() => '')
  readProxies(reader, env, node)
  return problemsFrom(() => reader.finish())
}
const isFine = (env: Record<string, string>, node = NODE) => {
  const reader = new InputReader(() => '')
  readProxies(reader, env, node)
  reader.finish()
}

describe('a proxy of the environment', () => {
  test.each<[env: Record<string, string>]>([
    [{}],
    [{ HTTPS_PROXY: 'http://a:3128', HTTP_PROXY: 'a:3128', NO_PROXY: 'x' }],
    [{ HTTPS_PROXY: 'https://me:p%40ss@a' }],
    [{ HTTPS_PROXY: '' }],
    // Turned off for all, as a job does that needs none of the runner's.
    [{ HTTPS_PROXY: 'socks5://a:1080', NO_PROXY: '*' }],
  ])('%j is fine', (env) => isFine(env))

  test('all that cannot be used is told, none of it repeated', async () => {
    const told = await problems({ HTTPS_PROXY: 'http://me:hunter22@a:99999', http_proxy: 'socks5://me:hunter22@a' })
    expect(told).toEqual([
      {
        code: 'input-invalid',
        message: 'HTTPS_PROXY of the environment is no URL of a proxy',
        fix: expect.stringContaining('HTTPS_PROXY as http://host:port'),
      },
      {
        code: 'input-invalid',
        message: 'http_proxy of the environment names a socks5 proxy, which this action cannot use',
        fix: expect.stringContaining('http_proxy as http://host:port'),
      },
    ])
    expect(JSON.stringify(told)).not.toContain('hunter22')
  })

  test('a login that is not encoded is told, none of it repeated', async () => {
    const told = await problems({ HTTPS_PROXY: 'http://bob:12345/pass@proxy:3128' })
    expect(told).toMatchObject([{ fix: expect.stringContaining('percent-encoded') }])
    expect(JSON.stringify(told)).not.toMatch(/bob|12345/)
  })

  test.each<[node: string, isTooOld: boolean]>([
    ['24.4.1', true],
    ['22.19.0', true],
    ['24.5.0', false],
    ['26.0.0', false],
  ])('on Node %s is one too many: %s', async (node, isTooOld) => {
    const env = { HTTPS_PROXY: 'a:3128' }
    if (isTooOld) expect(await problems(env, node)).toMatchObject([{ message: expect.stringContaining(node) }])
    else isFine(env, node)
    isFine({}, node)
  })

  test.each([
    ['http://me:hunter%4022@a:3128', ['me:hunter%4022', 'hunter%4022', 'hunter@22', 'me:hunter@22']],
    ['me:hunter22@a:99999', ['hunter22']],
  ])('%s has its login masked in every form', async (HTTPS_PROXY, secrets) => {
    const masked = await maskedBy(() => readProxies(new InputReader(() => ''), { HTTPS_PROXY }, NODE))
    expect(masked).toEqual(expect.arrayContaining(secrets))
    // As it is sent.
    const last = secrets.at(-1) ?? ''
    expect(masked).toContain(Buffer.from(last).toString('base64'))
  })
})
