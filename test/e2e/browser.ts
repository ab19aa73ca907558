// A headless Chromium that opens the Control UI as a person does: over TLS, by the proxy, under the site's own name.

import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContext, type Browser as Chromium, chromium, type Page } from 'playwright-core'
import { needOnHost } from '../../lab/apt.ts'
import { cleanEnvironment } from '../../lab/environment.ts'
import { INSIDE } from './own-network.ts'
import { type FrontProxy, HOST, TLS_PORT, type User } from './proxy.ts'
import { relay } from './relay.ts'

const ORIGIN = `https://${HOST}`
const SCREENSHOTS = resolve(import.meta.dirname, '../../test-results')
const REQUEST_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

export class Browser {
  readonly #proxy: FrontProxy
  readonly #chromium: Chromium
  readonly #door: Server
  readonly #folder: string

  private constructor(proxy: FrontProxy, chromium: Chromium, door: Server, folder: string) {
    this.#proxy = proxy
    this.#chromium = chromium
    this.#door = door
    this.#folder = folder
  }

  static async start(proxy: FrontProxy): Promise<Browser> {
    const program = await needOnHost('/usr/bin/chromium', 'chromium')
    const folder = mkdtempSync(join(tmpdir(), 'openclaw-deploy-browser-'))
    const socket = join(folder, 'proxy.sock')
    const door = relay({ host: proxy.address, port: TLS_PORT }).listen(socket)
    // Where Chromium does not start, nobody closes it.
    door.unref()
    await once(door, 'listening')
    const executablePath = join(folder, 'chromium')
    const command = [process.execPath, join(import.meta.dirname, 'own-network.ts'), socket, program]
    writeFileSync(executablePath, `#!/bin/sh\nexec unshare --net -- ${command.join(' ')} "$@"\n`, { mode: 0o700 })
    const browser = await chromium.launch({
      executablePath,
      // What Chromium leaves behind goes with this folder.
      env: { ...cleanEnvironment(), HOME: folder, TMPDIR: folder },
      // Root, as whom the lab runs, may have no sandbox.
      chromiumSandbox: false,
      args: [
        `--host-resolver-rules=MAP ${HOST}:443 ${INSIDE.host}:${INSIDE.port}`,
        '--no-proxy-server',
        '--disable-gpu',
        '--disable-quic',
      ],
    })
    return new Browser(proxy, browser, door, folder)
  }

  /** The Control UI in a profile of its own, so that it is a new device. */
  async open(user: User, token?: string): Promise<ControlUi> {
    const context = await this.#chromium.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 900 } })
    const cookies = Object.entries(this.#proxy.cookies(user))
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: ORIGIN })))
    // A gateway that has just started, beside two others on two processors, took half a minute to fill its first page.
    context.setDefaultTimeout(300_000)
    const page = await context.newPage()
    await page.goto(`${ORIGIN}/${token ? `#token=${token}` : ''}`)
    return new ControlUi(context, page)
  }

  async close(): Promise<void> {
    await this.#chromium.close()
    this.#door.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

export class ControlUi {
  readonly #context: BrowserContext
  readonly #page: Page

  constructor(context: BrowserContext, page: Page) {
    this.#context = context
    this.#page = page
  }

  /** What the page says, once it says something like that. */
  async says(words: RegExp): Promise<string> {
    const place = this.#page.getByText(words).first()
    await place.waitFor().catch(async (error: unknown) => {
      const text = await this.#page.locator('body').innerText()
      // In one line: of what failed, the end of the log repeats the first lines.
      throw new Error(`the page does not say ${words}, but: ${text.replace(/\s*\n\s*/g, ' · ')}`, { cause: error })
    })
    return place.innerText()
  }

  /** Until the gateway has let the page in and it shows what it got from there: before, all of it is the demand. */
  async connected(): Promise<void> {
    await this.says(/Type a message below/)
    await this.#page.getByText(/Approve this browser/).waitFor({ state: 'detached' })
  }

  /** The id of the pairing request that the page shows. */
  async requestId(): Promise<string> {
    const [id] = REQUEST_ID.exec(await this.says(REQUEST_ID)) ?? []
    return id ?? ''
  }

  /** Saves what a person sees as test-results/<name>.png. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true })
    await this.#page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
  }

  close(): Promise<void> {
    return this.#context.close()
  }
}
