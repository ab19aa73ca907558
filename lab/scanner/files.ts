// What is on a disk, and what of it is new. A name tells as much as a content, so folders and links count like files.

import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

export function filesBelow(folder: string): string[] {
  return entriesBelow(folder).filter((path) => tried(false, () => statSync(path).isFile()))
}

/** Files, folders, links and all else, each folder before what is in it. Links are not followed: they may lead in a circle. */
export function entriesBelow(folder: string): string[] {
  return tried([], () => readdirSync(folder, { withFileTypes: true })).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? [path, ...entriesBelow(path)] : [path]
  })
}

/** What there is to read at a path: a file's content, and of a link its target, and the content of a file there. */
export function textOf(path: string): string {
  const target = tried('', () => readlinkSync(path))
  // To read a pipe would wait for its writer.
  const content = tried('', () => (statSync(path).isFile() ? readFileSync(path, 'utf8') : ''))
  return target === '' ? content : `${target}\0${content}`
}

/**
 * Watches where programs leave things unasked: the system's folder for temporary files, of which what has a new name counts, and
 * this user's configuration of Docker.
 * @returns what tells the files, folders and links that are there now and were not, or were others
 */
export function watchFiles(
  temporary = tmpdir(),
  docker = process.env.DOCKER_CONFIG || join(homedir(), '.docker'),
): () => string[] {
  const names = new Set(namesIn(temporary))
  const versions = new Map(entriesBelow(docker).map((path) => [path, versionOf(path)]))
  return () => [
    ...namesIn(temporary)
      .filter((name) => !names.has(name))
      .map((name) => join(temporary, name))
      .flatMap((path) => [path, ...(isFolder(path) ? entriesBelow(path) : [])]),
    ...entriesBelow(docker).filter((path) => versions.get(path) !== versionOf(path)),
  ]
}

function namesIn(folder: string): string[] {
  return tried([], () => readdirSync(folder))
}

function isFolder(path: string): boolean {
  return tried(false, () => lstatSync(path).isDirectory())
}

/** Of a file, also behind a link. A folder is another with each entry, but its name is all that it says itself. */
function versionOf(path: string): string {
  const versions = [lstatSync, statSync].map((look) =>
    tried('', () => {
      const { ino, size, mtimeMs } = look(path)
      return [ino, size, mtimeMs].join(' ')
    }),
  )
  return isFolder(path) ? 'folder' : versions.join(' ')
}

// Others make and remove files all the time, and keep folders for themselves; a link may lead nowhere or to itself.
const NOTHING_TO_SEE = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'EINVAL']

/** One entry that cannot be looked at hides no other. */
function tried<T>(otherwise: T, look: () => T): T {
  try {
    return look()
  } catch (error) {
    if (NOTHING_TO_SEE.includes((error as NodeJS.ErrnoException).code ?? '')) return otherwise
    throw error
  }
}
