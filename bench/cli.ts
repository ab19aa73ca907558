// npm run bench -- [ID ...]: ours against a peer, in turn and in one run, so that the machine's mood hits both. Writes
// bench/results.json and prints a table.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from '../lab/lock.ts'
import { up } from '../lab/up.ts'
import { applies } from './apply.ts'
import { images } from './image.ts'
import { type Measure, median } from './measure.ts'
import { noops } from './noop.ts'
import { outageUpgrade } from './outage.ts'
import { pairingList } from './pairing.ts'
import { reds } from './red.ts'
import { readyLatency } from './rollout.ts'
import { distBytes, startFirstApi, startFirstLog } from './start.ts'

interface Result {
  readonly id: string
  readonly unit: string
  readonly ours: number
  readonly peer: number
  readonly peerName: string
  /** ours / peer */
  readonly ratio: number
  readonly goal: string
  readonly met: boolean
}

const measures: readonly Measure[] = [
  ...[distBytes, startFirstLog, startFirstApi, readyLatency],
  ...applies,
  ...reds,
  outageUpgrade,
  pairingList,
  ...noops,
  ...images,
]
const file = join(import.meta.dirname, 'results.json')

const wanted = process.argv.slice(2)
const unknown = wanted.filter((id) => !measures.some((measure) => measure.id === id))
if (unknown.length > 0) {
  console.error(`no such measure: ${unknown.join(', ')}; there is ${measures.map(({ id }) => id).join(', ')}`)
  process.exit(2)
}

const chosen = measures.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
if (chosen.some(({ needsLab }) => needsLab)) await withLock('up', up)

const results = new Map<string, Result>(
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result[]).map((result) => [result.id, result]) : [],
)
for (const measure of chosen) {
  console.log(`${measure.id} ...`)
  const samples = await measure.run()
  const aggregate = measure.aggregate ?? median
  const ours = aggregate(samples.ours)
  const peer = aggregate(samples.peer)
  // Of two that are both nothing, neither is the lesser.
  const ratio = ours === peer ? 1 : Number((ours / peer).toFixed(3))
  results.set(measure.id, {
    id: measure.id,
    unit: measure.unit,
    ours,
    peer,
    peerName: measure.peerName,
    ratio,
    goal: measure.goal,
    met: measure.isMet(ours, ratio),
  })
}
const ordered = measures.flatMap(({ id }) => results.get(id) ?? [])
writeFileSync(file, `${JSON.stringify(ordered, null, 2)}\n`)

console.log('\n| id | ours | peer | ratio | goal | met |\n| --- | --- | --- | --- | --- | --- |')
for (const { id, unit, ours, peer, peerName, ratio, goal, met } of ordered) {
  console.log(
    `| ${id} | ${ours} ${unit} | ${peer} ${unit} (${peerName}) | ${ratio} | ${goal} | ${met ? 'yes' : 'NO'} |`,
  )
}
process.exitCode = ordered.every(({ met }) => met) ? 0 : 1
