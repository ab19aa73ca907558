import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../../../../src/errors.ts'
import { type Facts, type Finding, lint, subjectOf } from '../../../../src/manifests/lint/index.ts'
import { type Manifest, parseManifests } from '../../../../src/manifests/objects.ts'
import { findWorkload } from '../../../../src/manifests/workload.ts'

/** What 2026.9.6 asks of Node. */
export const ENGINES = '>=24.16.0 <25 || >=26.1.0'

export interface Source {
  readonly path: string
  readonly text: string
}

export interface Setting {
  readonly facts?: Facts
  readonly repository?: string
}

export const root = join(import.meta.dirname, '../../../..')

export function fixture(path: string): Source {
  return { path, text: readFileSync(join(import.meta.dirname, 'fixtures', path), 'utf8') }
}

/** The manifests that users copy. */
export function shipped(part = 'base'): Source[] {
  const folder = `manifests/${part}`
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('kustomization'))
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }))
}

export function manifestsOf(sources: readonly Source[]): Manifest[] {
  const problems: Problem[] = []
  const manifests = sources.flatMap(({ path, text }) =>
    parseManifests({ path, absolute: `/w/${path}`, text }, problems),
  )
  if (problems[0]) throw new Error(`${problems[0].where?.file}:${problems[0].where?.line}: ${problems[0].message}`)
  return manifests
}

export function findingsOf(
  sources: readonly Source[],
  { facts = {}, repository = 'k3s-homelab/openclaw' }: Setting = {},
): Finding[] {
  const manifests = manifestsOf(sources)
  return lint(subjectOf(manifests, findWorkload(manifests, { repository }), facts))
}

/** Findings in a line each: `file:line severity rule`. */
export function linted(sources: readonly Source[], setting: Setting = {}): string[] {
  return findingsOf(sources, setting).map(
    ({ where, severity, rule }) => `${where.file}:${where.line} ${severity} ${rule}`,
  )
}
