// Passes the connections that a server takes on to another, byte for byte.

import { connect, createServer, type NetConnectOpts, type Server } from 'node:net'

/** @returns a server that is yet to listen */
export function relay(to: NetConnectOpts): Server {
  // Either side may have said all that it has to say while the other goes on: Docker's clients do.
  return createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ ...to, allowHalfOpen: true })
    client.pipe(upstream).pipe(client)
    for (const end of [client, upstream]) end.on('error', () => [client, upstream].map((each) => each.destroy()))
  })
}
