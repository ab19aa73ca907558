// runc as it is, unless the host withholds CAP_SYS_RESOURCE, which it needs for every pod and privileged container.

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tools, volatile } from './layout.ts'

const capSysResource = 24n

function hasSysResource(): boolean {
  const bounding = /^CapBnd:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'
  return ((BigInt(`0x${bounding}`) >> capSysResource) & 1n) === 1n
}

/** Asks for nothing that only the missing capability could give: no lower OOM score, and not the capability itself. */
const wrapper = (runc: string): string => `#!/bin/sh
ease() {
  [ ! -f "$1" ] || sed -i -e 's/"oomScoreAdj":-[0-9]*/"oomScoreAdj":0/' \\
    -e 's/"CAP_SYS_RESOURCE",//g' -e 's/,"CAP_SYS_RESOURCE"//g' "$1"
}
previous=
for argument in "$@"; do
  case $previous in
    --bundle | -b) ease "$argument/config.json" ;;
    --process | -p) ease "$argument" ;;
  esac
  previous=$argument
done
exec ${runc} "$@"
`

export function runtimeBinary(): string {
  const runc = join(tools, 'usr/sbin/runc')
  if (hasSysResource()) return runc
  const file = join(volatile, 'runc')
  mkdirSync(volatile, { recursive: true })
  writeFileSync(file, wrapper(runc))
  chmodSync(file, 0o755)
  return file
}
