// A model that thinks until it is told to answer, so that an agent stays in the middle of its turn; then it answers at once.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Site } from '../../lab/site.ts'

export const ANSWER = 'so says the stub'

export class Model {
  readonly #waiting: ServerResponse[] = []
  readonly #server = createServer((request, response) => {
    this.timesAsked++
    request.resume().on('end', () => {
      this.#waiting.push(response)
      if (this.#isTold) this.answer()
    })
  })
  #isTold = false
  timesAsked = 0

  /** Listens where the lab's pods reach it. @returns a change of the config that makes it the site's model */
  async listen(site: Site): Promise<(config: string) => string> {
    const { hostname } = new URL(site.env.LAB_API_SERVER ?? '')
    await new Promise<void>((resolve) => this.#server.listen(0, hostname, resolve))
    const { port } = this.#server.address() as AddressInfo
    return (config) =>
      config
        .replace(/baseUrl: "[^"]*"/, `baseUrl: "http://${hostname}:${port}/v1"`)
        .replace('${LITELLM_API_KEY}', 'none')
        .replace(/primary: "[^"]*", fallbacks: \[[^\]]*\]/, 'primary: "litellm/claude-sonnet-5"')
  }

  async isAsked(times = 1): Promise<void> {
    while (this.timesAsked < times && this.#server.listening) await setTimeout(100)
  }

  answer(): void {
    this.#isTold = true
    for (const response of this.#waiting.splice(0)) {
      const say = (delta: object, finish_reason: string | null) => {
        const chunk = { id: '1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] }
        response.write(`data: ${JSON.stringify(chunk)}\n\n`)
      }
      response.setHeader('content-type', 'text/event-stream')
      say({ role: 'assistant', content: ANSWER }, null)
      say({}, 'stop')
      response.end('data: [DONE]\n\n')
    }
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
