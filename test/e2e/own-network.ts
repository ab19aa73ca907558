// node own-network.ts SOCKET PROGRAM ARG...: a program that meets one server, in a network in which nothing ever changes.
// To be started in a network namespace of its own. The pods of other tests come and go as interfaces of the host, and at each
// of them Chromium ends what it is loading (ERR_NETWORK_CHANGED); then a page reloads itself or stays without a part.

import { execFileSync, spawn } from 'node:child_process'
import { relay } from './relay.ts'

/** Where the server behind the socket is found, in here. */
export const INSIDE = { host: '127.0.0.1', port: 8443 }

if (import.meta.main) {
  const [socket = '', program = '', ...args] = process.argv.slice(2)
  // Beside the loopback an interface with an address, or the page is told that it is offline.
  const links = ['link add eth0 type veth peer name eth1', 'address add 192.0.2.1/24 dev eth0']
  for (const up of ['lo', 'eth0', 'eth1']) links.push(`link set ${up} up`)
  execFileSync('ip', ['-batch', '-'], { input: links.join('\n') })
  relay({ path: socket }).listen(INSIDE, () => {
    // 3 and 4 are how Playwright speaks to a browser.
    const child = spawn(program, args, { stdio: ['inherit', 'inherit', 'inherit', 3, 4] })
    child.on('exit', (code) => process.exit(code ?? 1))
  })
}
