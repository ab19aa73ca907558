import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { secluded } from '../../../../src/rollout/rehearsal/seclusion.ts'
import { after, temporaryFolder } from '../../support.ts'

const container = { name: 'gateway', image: 'r/o:1' }
const optionsOf = (env: object[]) => secluded({ ...container, env: env as never }).env

test('the heap’s bound and other variables stay', () => {
  expect(
    optionsOf([
      { name: 'NODE_OPTIONS', value: '--max-old-space-size=1024' },
      { name: 'A', value: '1' },
    ]),
  ).toEqual([
    { name: 'A', value: '1' },
    {
      name: 'NODE_OPTIONS',
      value: expect.stringMatching(/^--max-old-space-size=1024 --import=data:text\/javascript,[^ "\\$]+$/),
    },
  ])
})

test('options that are kept elsewhere give way', () => {
  const valueFrom = { configMapKeyRef: { name: 'c', key: 'k' } }
  expect(optionsOf([{ name: 'NODE_OPTIONS', valueFrom }])).toEqual([
    { name: 'NODE_OPTIONS', value: expect.stringMatching(/^--import=/) },
  ])
})

describe('a process of Node’s that is secluded', () => {
  // Of this host's own, so that without the seclusion it would be reached.
  const elsewhere =
    Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal)?.address ?? '192.0.2.1'

  async function listening(where: object): Promise<Server> {
    const server = createServer((_, response) => response.end('reached')).listen(where)
    await once(server, 'listening')
    after(() => server.close())
    return server
  }

  /** What a script prints that may be secluded. */
  async function printed(script: string): Promise<string> {
    const [{ value = '' } = {}] = secluded(container).env ?? []
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env: { NODE_OPTIONS: value, NODE_NO_WARNINGS: '1' },
    })
    return stdout.trim()
  }

  test.each([
    ['fetch', (port: number, host: string) => `fetch('http://${host}:${port}')`],
    ['fetch with TLS', (port: number, host: string) => `fetch('https://${host}:${port}')`],
    ['fetch by a name', (port: number) => `fetch('http://models.example:${port}')`],
    [
      'a socket by port and host',
      (port: number, host: string) => `(async () => {
        const socket = (await import('node:net')).connect(${port}, '${host}')
        await (await import('node:events')).once(socket, 'connect')
      })()`,
    ],
    [
      'TLS by options',
      (port: number, host: string) => `(async () => {
        const socket = (await import('node:tls')).connect({ port: ${port}, host: '${host}' })
        await (await import('node:events')).once(socket, 'secureConnect')
      })()`,
    ],
    [
      'HTTP/2',
      (port: number, host: string) => `(async () => {
        const session = (await import('node:http2')).connect('https://${host}:${port}')
        await (await import('node:events')).once(session, 'connect')
      })()`,
    ],
  ])('reaches nobody by %s', async (_, asking) => {
    const { port } = (await listening({ port: 0 })).address() as AddressInfo
    const said = await printed(
      `await ${asking(port, elsewhere)}.then(() => console.log('reached'), (error) => console.log((error.cause ?? error).message))`,
    )
    expect(said).toMatch(/^a rehearsal with a copy of the state has no network, so it does not reach /)
  })

  test('reaches itself, by address, by name and by a file', async () => {
    const { port } = (await listening({ port: 0, host: '127.0.0.1' })).address() as AddressInfo
    const path = join(temporaryFolder(), 'socket')
    await listening({ path })
    const script = `
      import { get } from 'node:http'
      const text = async (url) => (await fetch(url)).text()
      const byFile = new Promise((done) => get({ socketPath: '${path}', path: '/' }, (answer) => answer.on('data', (part) => done(String(part)))))
      console.log(await text('http://127.0.0.1:${port}'), await text('http://localhost:${port}'), await byFile)
      process.exit()`
    expect(await printed(script)).toBe('reached reached reached')
  })
})
