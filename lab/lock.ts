// One `up` or `down` at a time on a host. The lock is a listening socket in the abstract namespace: the kernel
// frees it when its holder dies, however it dies, so it never goes stale.

import { connect, createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkout } from './layout.ts'

const address = '\0openclaw-lab-lock'

export async function withLock<T>(action: string, work: () => Promise<T>): Promise<T> {
  let told = false
  let server: Server | undefined
  while (!server) {
    server = await tryListen(action)
    if (server) break
    if (!told) console.log(`waiting: ${await holder()}`)
    told = true
    await sleep(300)
  }
  try {
    return await work()
  } finally {
    server.close()
  }
}

function tryListen(action: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(`\`lab ${action}\` of ${checkout} runs (pid ${process.pid})`))
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(address, () => resolve(server.unref()))
  })
}

function holder(): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(address)
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => resolve('another lab command runs'))
    socket.on('end', () => resolve(text || 'another lab command runs'))
  })
}
