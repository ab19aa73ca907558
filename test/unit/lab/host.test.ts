// What is looked at on the host itself: its processes, and the places where programs leave files unasked.

import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { entriesBelow, filesBelow, textOf, watchFiles } from '../../../lab/scanner/files.ts'
import { sampleProcesses } from '../../../lab/scanner/sampler.ts'
import { after, temporaryFolder } from '../support.ts'

/** Lives until the test ends. @returns its arguments */
function start(word: string): string[] {
  const argv = ['sh', '-c', 'read line', word]
  const child = spawn('sh', argv.slice(1))
  after(() => child.kill())
  // The kernel shows the arguments some moments after spawn has returned.
  while (readFileSync(`/proc/${child.pid}/cmdline`, 'utf8') === '');
  return argv
}

test('processes are seen that were there before, and that came just before the end', () => {
  const before = start('before')
  const end = sampleProcesses()
  const meanwhile = start('')
  const seen = end().map(({ argv }) => argv)
  expect(seen).toContainEqual(before)
  expect(seen).toContainEqual(meanwhile)
})

test('what is new or another is told, and no more', () => {
  const [tmp, docker] = [temporaryFolder(), temporaryFolder()]
  const write = (...path: string[]) => writeFileSync(join(...path), path.join(' '))
  mkdirSync(join(tmp, 'old'))
  mkdirSync(join(docker, 'contexts'))
  for (const name of ['same', 'changed', 'gone', 'contexts/same']) write(docker, name)
  const elsewhere = join(temporaryFolder(), 'target')
  write(elsewhere)
  symlinkSync(elsewhere, join(docker, 'link'))

  const look = watchFiles(tmp, docker)
  expect(look()).toEqual([])
  write(tmp, 'old', 'of-another-program')
  mkdirSync(join(tmp, 'new/deep'), { recursive: true })
  write(tmp, 'new/deep', 'file')
  write(tmp, 'file')
  symlinkSync('/nowhere', join(tmp, 'link'))
  writeFileSync(elsewhere, 'otherwise')
  writeFileSync(join(docker, 'changed'), 'otherwise')
  write(docker, 'config.json')
  write(docker, 'contexts', 'new')
  rmSync(join(docker, 'gone'))
  const expected = [
    ...['file', 'link', 'new', 'new/deep', 'new/deep/file'].map((name) => join(tmp, name)),
    ...['changed', 'config.json', 'contexts/new', 'link'].map((name) => join(docker, name)),
  ]
  expect(look().sort()).toEqual(expected.sort())

  rmSync(docker, { recursive: true })
  expect(look().filter((file) => file.startsWith(docker))).toEqual([])
})

describe('a folder in which others are at work', () => {
  test('is looked through to its end, links by their names', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'a/empty'), { recursive: true })
    writeFileSync(join(folder, 'z'), '')
    symlinkSync('.', join(folder, 'a/circle'))
    symlinkSync('itself', join(folder, 'a/itself'))
    symlinkSync('../z/below-a-file', join(folder, 'a/nothing'))
    const names = ['a', 'a/circle', 'a/empty', 'a/itself', 'a/nothing', 'z']
    expect(entriesBelow(folder).sort()).toEqual(names.map((name) => join(folder, name)))
    expect(filesBelow(folder)).toEqual([join(folder, 'z')])
    expect(entriesBelow(join(folder, 'gone'))).toEqual([])
  })

  test('keeps what is at its other paths when one vanishes or is closed in between', async () => {
    const script = `
      const fs = require('node:fs')
      const read = fs.readdirSync
      fs.readdirSync = (path, ...rest) => {
        const name = path.split('/').at(-1)
        if (/^E/.test(name)) throw Object.assign(new Error(name), { code: name })
        return read(path, ...rest)
      }
      require('node:module').syncBuiltinESMExports()
      import(process.argv[1]).then(({ entriesBelow }) => console.log(JSON.stringify(entriesBelow(process.argv[2]))))`
    const folder = temporaryFolder()
    const names = ['EACCES', 'ENOENT', 'ENOTDIR', 'other', 'other/file']
    for (const name of names.filter((each) => !each.includes('/'))) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'other/file'), '')
    const code = join(import.meta.dirname, '../../../lab/scanner/files.ts')
    const seen = execFileSync(process.execPath, ['-e', script, code, folder], { encoding: 'utf8' })
    expect(JSON.parse(seen)).toEqual(names.map((name) => join(folder, name)))
  })
})

describe('the text of a path', () => {
  test('is a file’s content, a link’s target with what is there, and nothing of what has gone or cannot be read', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), 'content')
    symlinkSync('file', join(folder, 'link'))
    symlinkSync('/to/nowhere', join(folder, 'dangling'))
    symlinkSync('itself', join(folder, 'itself'))
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe')])
    const text = (name: string) => textOf(join(folder, name))
    expect(['file', 'link', 'dangling', 'itself', 'pipe', '.', 'gone', 'file/below'].map(text)).toEqual([
      ...['content', 'file\0content', '/to/nowhere\0', 'itself\0'],
      ...['', '', '', ''],
    ])
  })
})
