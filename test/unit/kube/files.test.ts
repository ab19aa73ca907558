import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { copyIn, copyOut } from '../../../src/kube/files.ts'
import { type Container, littlePod } from '../little-pod.ts'
import { commandNamed, temporaryFolder } from '../support.ts'

// More than two pieces, and none of them whole at the end.
const CONTENT = randomBytes(2 * 8 * 1024 * 1024 + 4321)

async function place(...containers: Container[]) {
  const folder = temporaryFolder()
  const [first = {}, ...more] = containers
  const { client, asked } = await littlePod([first, ...more])
  const [here, there] = [join(folder, 'here'), join(folder, 'there')]
  const remote = { namespace: 'home', pod: 'openclaw-1', container: 'gateway', path: there }
  return { client, asked, here, there, remote, folder }
}

test('a file comes out of a container byte for byte', async () => {
  const { client, remote, here, there, asked } = await place()
  writeFileSync(there, CONTENT)
  await using file = await open(here, 'w')
  expect(await copyOut(client, remote, CONTENT.length, file)).toBeUndefined()
  expect(readFileSync(here).equals(CONTENT)).toBe(true)
  expect(asked).toHaveLength(3)
})

test('a file goes into a container byte for byte', async () => {
  const { client, remote, here, there } = await place()
  writeFileSync(here, CONTENT)
  await using file = await open(here)
  expect(await copyIn(client, file, CONTENT.length, remote)).toBeUndefined()
  expect(readFileSync(there).equals(CONTENT)).toBe(true)
})

test('a piece that was cut short is asked for again', async () => {
  const folder = temporaryFolder()
  const cut = commandNamed(join(folder, 'cut'), 'node', `"${process.execPath}" "$@" | head -c 100`)
  const whole = {}
  const { client, remote, here, there, asked } = await place({ PATH: cut + delimiter + process.env.PATH }, whole)
  writeFileSync(there, CONTENT.subarray(0, 1000))
  await using file = await open(here, 'w')
  expect(await copyOut(client, remote, 1000, file)).toBeUndefined()
  expect(readFileSync(here).equals(CONTENT.subarray(0, 1000))).toBe(true)
  expect(asked).toHaveLength(2)
})

test('what the server forbids is not asked for again', async () => {
  const { client, remote, here, asked } = await place(403)
  await using file = await open(here, 'w')
  expect(await copyOut(client, remote, 1000, file)).toMatch(/403/)
  expect(asked).toHaveLength(1)
})

test('a server that is away for a moment is asked again', async () => {
  const { client, remote, here, there, asked } = await place(503, {})
  writeFileSync(there, CONTENT.subarray(0, 1000))
  await using file = await open(here, 'w')
  expect(await copyOut(client, remote, 1000, file)).toBeUndefined()
  expect(asked).toHaveLength(2)
})

test('what the command says is told, such as that there is no such file', async () => {
  const { client, remote, here, folder } = await place()
  await using file = await open(here, 'w')
  expect(await copyOut(client, { ...remote, path: join(folder, 'none') }, 1000, file)).toMatch(/^ENOENT: no such file/)
})
