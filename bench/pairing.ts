// A look at who waits at the door: the whole step against OpenClaw's own command, timed where it runs.

import { rmSync } from 'node:fs'
import { fresh, Site } from '../lab/site.ts'
import { inTurn, type Measure } from './measure.ts'

const ROUNDS = 9
const MOST_ABOVE_MS = 500

export const pairingList: Measure = {
  id: 'pairing-list',
  unit: 'ms',
  peerName: 'openclaw devices list --json in the pod, by the pod’s own clock',
  goal: `<= the peer + ${MOST_ABOVE_MS} ms`,
  needsLab: true,
  run: async () => {
    const site = await Site.create({ namespace: fresh('bench-pairing'), repository: 'bench/pairing' })
    try {
      const { errors } = await site.deploy({ with: { rehearse: 'off' } })
      if (errors.length > 0) throw new Error(errors.join('\n'))
      return await inTurn(
        ROUNDS,
        () => listByAction(site),
        () => listByCommand(site),
      )
    } finally {
      site.remove()
    }
  },
  isMet: (ours, ratio) => ours <= ours / ratio + MOST_ABOVE_MS,
}

async function listByAction(site: Site): Promise<number> {
  const { exitCode, log, durationMs, temp } = await site.pair()
  rmSync(temp, { recursive: true })
  if (exitCode !== 0) throw new Error(log)
  return durationMs
}

async function listByCommand(site: Site): Promise<number> {
  const script =
    'begun=$(date +%s%N); openclaw devices list --json > /dev/null; echo $(( ($(date +%s%N) - begun) / 1000000 ))'
  return Number(site.inGateway('sh', '-c', script))
}
