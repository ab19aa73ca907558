// What runs, where it listens and where it writes.

import { checkout, network, persistent } from './layout.ts'
import { currentOwner } from './owner.ts'
import { isUp, readServices, servicePid } from './service.ts'

/** Prints the table; answers whether everything is up. */
export function status(): boolean {
  const owner = currentOwner()
  if (!owner) {
    console.log('the lab is down')
    return false
  }
  console.log(`lab of ${owner.checkout}, since ${owner.since}, state in ${persistent}, addresses ${network().block}`)
  if (owner.checkout !== checkout) console.log(`(this checkout is ${checkout})`)
  if (!owner.ready) console.log('it has not come up completely')
  const rows = readServices().map((record) => {
    const alive = isUp(record)
    return [record.name, alive ? 'up' : 'down', alive ? String(servicePid(record)) : '-', record.address, record.log]
  })
  const table = [['part', 'state', 'pid', 'address', 'log'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  return owner.ready && owner.checkout === checkout && rows.every((row) => row[1] === 'up')
}
