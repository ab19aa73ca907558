// What manifests/rbac gives away, applied as an administrator does it: with the tests' own namespaces put in.

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { Site } from '../../lab/site.ts'

const FOLDER = resolve(import.meta.dirname, '../../manifests/rbac')

export interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly verbs: readonly string[]
}

interface RbacObject {
  readonly kind: string
  readonly rules?: readonly Rule[]
}

/** A file's objects. @param gateway its namespace, and @param runners the runner's: by default the same */
export function shippedRbac(file: string, gateway = 'open-webui', runners = gateway): RbacObject[] {
  const text = readFileSync(join(FOLDER, file), 'utf8')
    .replaceAll('open-webui', gateway)
    .replaceAll('arc-runners', runners)
  return parseAllDocuments(text).map((document) => document.toJS() as RbacObject)
}

/** @param change of each rule; a list of none takes it away */
export function grant(
  site: Site,
  objects: readonly RbacObject[],
  change: (rule: Rule) => readonly Rule[] = (rule) => [rule],
): void {
  for (const object of objects) {
    site.kubectlApply({ ...object, ...(object.rules && { rules: object.rules.flatMap(change) }) })
  }
}
