// Each mistake by name has its code, its place and its sentence, and nothing else is complained about.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newAgeKey, seal } from '../manifests/secrets/seal.ts'
import { startApiServer } from './api-server.ts'
import { complaintsOf } from './complaints.ts'
import { kubeconfig } from './inputs.ts'
import { type Mistake, mistakes } from './mistakes.ts'
import { checkout, endingOf, folderWith } from './story.ts'

const PLAIN = 'hunter22-in-the-Secret'
const shipped = checkout()
const [own, stranger] = [await newAgeKey(), await newAgeKey()]
const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'openclaw-secrets', namespace: 'open-webui' },
  stringData: { OPENCLAW_GATEWAY_TOKEN: PLAIN },
}
const sops = { encrypted_regex: '^(data|stringData)$' }
const sealed = await seal([secret], { key: own, encrypts: ([top]) => top === 'stringData', sops })
const table = mistakes(sealed, own.identity, stranger.identity)

let api: Awaited<ReturnType<typeof startApiServer>>
let folder: string
beforeAll(async () => {
  const base = Object.entries(shipped).flatMap(([path, text]) => (path.startsWith('manifests/base/') ? [text] : []))
  api = await startApiServer(base)
  folder = folderWith({ kubeconfig: kubeconfig(api.url) })
})
afterAll(() => {
  api.stop()
  rmSync(folder, { recursive: true, force: true })
})

const run = (mistake: Partial<Mistake>) =>
  endingOf({
    inputs: mistake.inputs ?? {},
    ...(mistake.files && { files: mistake.files }),
    env: { KUBECONFIG: join(folder, 'kubeconfig') },
  })

/** Where it has to be told, counted here and by nobody else. */
function placeOf({ at, files = shipped }: Mistake): string | undefined {
  if (at === undefined) return undefined
  const [file, text] = at
  if (text === undefined) return file
  const line =
    typeof text === 'number'
      ? text
      : String(files[file])
          .split('\n')
          .findIndex((each) => each.includes(text)) + 1
  expect(line).toBeGreaterThan(0)
  return `${file}:${line}`
}

test('without a mistake there is nothing to complain about', async () => {
  const { problems, warnings } = await run({
    inputs: { manifests: 'manifests/base', 'ecr-repository': 'k3s-homelab/openclaw' },
  })
  expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
})

test.each(table.map((each) => [each.what, each] as const))('%s', async (_, mistake) => {
  const ending = await run(mistake)
  expect(complaintsOf(ending, mistake.files ?? shipped, [PLAIN, own.identity, stranger.identity])).toEqual([])
  const told =
    mistake.code === 'warning'
      ? ending.warnings.map((line) => ({ code: 'warning', place: /^(\S+:\d+): /.exec(line)?.[1], message: line }))
      : ending.problems.map(({ code, message, where }) => ({
          code,
          place: where && (where.line === undefined ? where.file : `${where.file}:${where.line}`),
          message,
        }))
  const { code, says } = mistake
  expect(told).toEqual([{ code, place: placeOf(mistake), message: expect.stringMatching(says) }])
})
