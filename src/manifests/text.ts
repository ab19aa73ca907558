// Files of the workspace: their paths, and their text to the byte.

import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { isInside, leadsTo } from '../confine.ts'
import { messageOf, type Problem } from '../errors.ts'
import type { ManifestFile } from './documents.ts'

/**
 * @param path relative to the workspace
 * @throws what reading throws, TypeError for bytes that are no UTF-8, and LeadsOutside
 */
export async function readText(path: string, workspace: string): Promise<ManifestFile> {
  const absolute = resolve(workspace, path)
  const target = await leadsTo(workspace, absolute)
  if (target === undefined) throw new LeadsOutside()
  // Fatal, because bytes that are lost here would be lost in the file when the pin is written; a BOM is a byte too.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return { path, absolute, text: decoder.decode(await readFile(target)) }
}

/** A link in the workspace leads to a file that is not in it. */
class LeadsOutside extends Error {}

export function unreadable(path: string, error: unknown): Problem {
  if (error instanceof LeadsOutside) return linkOutside(path)
  return {
    code: 'manifest-invalid',
    message: `${path} cannot be read: ${messageOf(error)}`,
    fix: 'Check that the file is there, readable and UTF-8',
    where: { file: path },
  }
}

export function linkOutside(path: string): Problem {
  return {
    code: 'input-invalid',
    message: `A link leads from ${path} out of the workspace, where this action neither reads nor writes`,
    fix: 'Put the file itself into the checkout',
    where: { file: path },
  }
}

export function isOutside(path: string, workspace: string): boolean {
  return !isInside(workspace, resolve(workspace, path))
}

/** The path relative to the workspace, with forward slashes. */
export function normalize(path: string, workspace: string): string {
  return relative(workspace, resolve(workspace, path)).replaceAll('\\', '/')
}
