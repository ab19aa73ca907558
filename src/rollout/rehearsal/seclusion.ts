// A gateway with a copy of the live one's state goes on where that one is: with the turn that an agent was in when the backup was
// made, and with what a workspace has it do at a start (BOOT.md). It would ask a model, run tools and answer, all of it a
// second time. OpenClaw 2026.9.6 has no switch against that (its own updater starts a candidate by a flag, which not every
// container's command takes), and no model means no turn: so it gets no further than its own loopback.

import type { ContainerTemplate, EnvVar } from './template.ts'

const NAME = 'NODE_OPTIONS'

/** As a module: every connection of Node's goes by this one method, that of `fetch`, TLS and HTTP/2 too. */
const MODULE = `
import { Socket } from 'node:net'
const { connect } = Socket.prototype
const targetOf = (first, second) => {
  if (typeof first === 'object' && first) return first
  if (typeof first === 'string' && !(Number(first) >= 0)) return { path: first }
  return { host: typeof second === 'string' ? second : undefined }
}
Socket.prototype.connect = function (...args) {
  const { path, host } = targetOf(...(Array.isArray(args[0]) ? args[0] : args))
  if (path || !host || /^(localhost|127[.][0-9.]+|::1)$/.test(host)) return connect.apply(this, args)
  const refusal = new Error('a rehearsal with a copy of the state has no network, so it does not reach ' + host)
  process.nextTick(() => this.destroy(Object.assign(refusal, { code: 'ECONNREFUSED', syscall: 'connect' })))
  return this
}
`

/** The container, of which no process of Node's reaches another host. Others do as ever: there is no tool without a turn. */
export function secluded(container: ContainerTemplate): ContainerTemplate {
  const { env = [] } = container
  const own = env.findLast(({ name }) => name === NAME)
  const options = [own?.value, `--import=data:text/javascript,${encodeURIComponent(MODULE)}`].filter(Boolean)
  const seclusion: EnvVar = { name: NAME, value: options.join(' ') }
  return { ...container, env: [...env.filter(({ name }) => name !== NAME), seclusion] }
}
