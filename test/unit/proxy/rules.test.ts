import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addressOf, isExempt, isProxySet, isSocksUrl, parseProxyUrl, proxyFor } from '../../../src/proxy/rules.ts'

describe('NO_PROXY', () => {
  test.each<[entry: string, target: string, exempt: boolean]>([
    ['', 'https://registry.example.com', false],
    ['*', 'https://registry.example.com', true],
    ['example.com', 'https://example.com', true],
    ['example.com', 'https://registry.example.com', true],
    ['EXAMPLE.com', 'https://Registry.Example.COM', true],
    ['example.com', 'https://badexample.com', false],
    ['example.com', 'https://example.com.evil.net', false],
    ['.example.com', 'https://registry.example.com', true],
    ['.example.com', 'https://example.com', false],
    ['*.example.com', 'https://registry.example.com', true],
    ['*.example.com', 'https://example.com', false],
    ['example.com.', 'https://example.com', true],
    ['example.com', 'https://example.com.', true],
    ['example.com:443', 'https://example.com', true],
    ['example.com:443', 'http://example.com', false],
    ['example.com:8443', 'https://example.com', false],
    ['example.com:8443', 'https://api.example.com:8443', true],
    ['.svc,.cluster.local', 'https://kubernetes.default.svc', true],
    ['a.com, b.com', 'https://b.com', true],
    ['a.com b.com', 'https://b.com', true],
    ['10.43.0.1', 'https://10.43.0.1', true],
    ['10.43.0.1', 'https://10.43.0.10', false],
    ['10.43.0.1:443', 'https://10.43.0.1', true],
    ['10.43.0.1:6443', 'https://10.43.0.1', false],
    ['10.43.0.0/16', 'https://10.43.0.1', true],
    ['10.43.0.0/16', 'https://10.44.0.1', false],
    ['10.43.0.0/16', 'https://cluster.example.com', false],
    ['10.43.0.0/99', 'https://10.43.0.1', false],
    ['fd00::/8', 'https://[fd00:43::1]', true],
    ['fd00:43::1', 'https://[fd00:43::1]', true],
    ['[fd00:43::1]:443', 'https://[fd00:43::1]', true],
    ['[fd00:43::1]:6443', 'https://[fd00:43::1]', false],
    ['fd00:44::/32', 'https://[fd00:43::1]', false],
    // The end of an address is no suffix of a name.
    ['0.1', 'https://10.43.0.1', false],
    ['', 'https://localhost:6443', true],
    ['', 'https://127.0.0.1:6443', true],
    ['', 'https://127.8.8.8', true],
    ['', 'https://[::1]:6443', true],
    ['', 'https://localhost.example.com', false],
    [':443', 'https://example.com', false],
    ['.', 'https://example.com', false],
    ['http://example.com', 'https://example.com', false],
  ])('%j and %s: direct %s', (noProxy, target, exempt) => {
    expect(isExempt(new URL(target), noProxy)).toBe(exempt)
  })

  test('more entries never send through the proxy what went directly', () => {
    const entry = fc.oneof(fc.domain(), fc.ipV4(), fc.string(), fc.constant('*.test'), fc.constant('10.0.0.0/8'))
    fc.assert(
      fc.property(fc.array(entry), entry, fc.webUrl(), (entries, more, url) => {
        const before = isExempt(new URL(url), entries.join())
        return !before || isExempt(new URL(url), [...entries, more].join())
      }),
    )
  })
})

describe('the proxy of a URL', () => {
  const HTTPS = 'https://registry.example.com'
  test.each<
    [what: string, env: Record<string, string>, target: string, address: string | undefined, setBy: string | undefined]
  >([
    ['nothing is set', {}, HTTPS, undefined, undefined],
    ['HTTPS', { HTTPS_PROXY: 'http://a:3128' }, HTTPS, 'a:3128', 'HTTPS_PROXY'],
    ['HTTPS in lower case', { https_proxy: 'http://a:3128' }, HTTPS, 'a:3128', 'https_proxy'],
    ['lower case wins', { HTTPS_PROXY: 'http://b:1', https_proxy: 'http://a:3128' }, HTTPS, 'a:3128', 'https_proxy'],
    ['empty is not set', { HTTPS_PROXY: 'http://b:1', https_proxy: ' ' }, HTTPS, 'b:1', 'HTTPS_PROXY'],
    ['HTTP is not for HTTPS', { HTTP_PROXY: 'http://a:3128' }, HTTPS, undefined, undefined],
    ['HTTPS is not for HTTP', { HTTPS_PROXY: 'http://a:3128' }, 'http://example.com', undefined, undefined],
    ['HTTP', { HTTP_PROXY: 'http://a:3128' }, 'http://example.com', 'a:3128', 'HTTP_PROXY'],
    ['without a scheme', { HTTPS_PROXY: 'a:3128' }, HTTPS, 'a:3128', 'HTTPS_PROXY'],
    ['without a port', { HTTPS_PROXY: 'http://a' }, HTTPS, 'a:80', 'HTTPS_PROXY'],
    ['TLS without a port', { HTTPS_PROXY: 'https://a' }, HTTPS, 'a:443', 'HTTPS_PROXY'],
    ['with a login', { HTTPS_PROXY: 'http://me:hunter22@a:3128' }, HTTPS, 'a:3128', 'HTTPS_PROXY'],
    ['NO_PROXY', { HTTPS_PROXY: 'http://a:3128', NO_PROXY: 'example.com' }, HTTPS, undefined, undefined],
    ['no_proxy wins', { HTTPS_PROXY: 'a:1', NO_PROXY: 'example.com', no_proxy: 'x' }, HTTPS, 'a:1', 'HTTPS_PROXY'],
    [
      'the API server of the cluster',
      { HTTPS_PROXY: 'http://a:3128', NO_PROXY: '10.43.0.0/16,.svc' },
      'https://10.43.0.1:443',
      undefined,
      undefined,
    ],
  ])('%s', (_, env, target, address, setBy) => {
    const proxy = proxyFor(new URL(target), env)
    expect(proxy && addressOf(proxy)).toBe(address)
    expect(proxy?.setBy).toBe(setBy)
  })

  test('whether there is any', () => {
    expect(isProxySet({ NO_PROXY: '*', HTTPS_PROXY: '' })).toBe(false)
    expect(isProxySet({ http_proxy: 'a:1' })).toBe(true)
  })

  test.each(['http://', 'http://a:99999', 'http://a b', 'socks5://a:1080', 'http://me:%zz@a:3128', 'ftp://a'])(
    '%s is none',
    (text) => expect(parseProxyUrl(text)).toBeUndefined(),
  )

  // Of a password that begins with digits all before such a character would be taken for host and port.
  test.each(['/', '\\', '?', '#'])('a login with %s in it, not encoded, is no host', (character) => {
    const rest = `bob:12345${character}pass@proxy:3128`
    for (const text of [rest, `http://${rest}`, `https://${rest}`]) expect(parseProxyUrl(text)).toBeUndefined()
  })

  test.each(['http://a:3128', 'http://a:3128/', 'https://me:p%2Fss@a/', 'a:3128/'])('%s is one', (text) =>
    expect(parseProxyUrl(text)?.hostname).toBe('a'),
  )

  test.each<[text: string, isSocks: boolean]>([
    ['socks5://a:1080', true],
    ['socks5h://me:p%2Fss@a:1080/', true],
    ['socks4a://a', true],
    ['socks://a', true],
    ['socks5://', false],
    ['socks5://me:%zz@a:1080', false],
    ['socks5://bob:12345/pass@proxy:1080', false],
    ['socks5://bob:12345?pass@proxy:1080', false],
    ['socks5://bob:12345#pass@proxy:1080', false],
    ['socks6://a', false],
    ['http://a', false],
    ['a:1080', false],
  ])('%s is of SOCKS: %s', (text, isSocks) => expect(isSocksUrl(text)).toBe(isSocks))
})
