// Pods and builds of the lab are counted below one cgroup, so that `down` can take all of them away.

import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'

const root = '/sys/fs/cgroup'
export const labCgroup = '/openclaw-lab'

/** Version 2 has one hierarchy, version 1 one per controller. */
function hierarchies(): string[] {
  if (existsSync(join(root, 'cgroup.controllers'))) return [root]
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, entry.name))
}

/** The kubelet refuses a root that is missing in any hierarchy. */
export function makeCgroups(): void {
  for (const hierarchy of hierarchies()) mkdirSync(join(hierarchy, labCgroup), { recursive: true })
}

export function removeCgroups(): void {
  for (const hierarchy of hierarchies()) remove(join(hierarchy, labCgroup))
}

function remove(folder: string): void {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) remove(join(folder, entry.name))
  }
  rmdirSync(folder)
}
