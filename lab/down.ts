// Takes the lab away, whether it runs, was killed, or only half started.

import { rmSync } from 'node:fs'
import { stopBuilder } from './builder/builder.ts'
import { removeCgroups } from './cgroups.ts'
import { baseRegistryStorage, builderRootfs, cache, persistent, sessionState, volatile } from './layout.ts'
import { closeNetwork } from './network.ts'
import { refuseForeignLab } from './owner.ts'
import { closeSandbox } from './sandbox.ts'

export async function down(): Promise<void> {
  refuseForeignLab()
  await stopBuilder()
  await closeSandbox()
  await closeNetwork()
  removeCgroups()
  // No mount of the lab is visible out here, so nothing foreign can be below these folders.
  rmSync(sessionState, { recursive: true, force: true })
  rmSync(volatile, { recursive: true, force: true })
}

/** Also what was kept to make the next start fast. The built Kubernetes stays: it depends on nothing but its version. */
export function purge(): void {
  for (const folder of [persistent, baseRegistryStorage, builderRootfs])
    rmSync(folder, { recursive: true, force: true })
  console.log(`removed ${persistent}; ${cache} keeps the programs of the lab`)
}
