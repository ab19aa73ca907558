import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { fetchByProxy } from '../../../src/proxy/fetch.ts'
import { littleProxy } from '../little-proxy.ts'
import { serve } from '../support.ts'

describe('a body that stalls', () => {
  test.each<[encoding: string, begin: string | Buffer]>([
    ['identity', '{"versions":'],
    ['gzip', gzipSync('{"versions":{}}').subarray(0, 12)],
  ])('(%s) ends with the reason why it was cut', async (encoding, begin) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100', 'content-encoding': encoding })
      response.write(begin)
    })
    const proxy = await littleProxy()
    const url = `http://registry.test:${server.host.split(':')[1]}/`
    const cut = new AbortController()
    const response = await fetchByProxy(url, {}, cut.signal, { HTTP_PROXY: proxy.url })
    const reason = new DOMException('silence', 'TimeoutError')
    cut.abort(reason)
    await expect(response.text()).rejects.toBe(reason)
  })
})
