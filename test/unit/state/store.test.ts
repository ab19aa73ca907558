import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import { begun, type DeployRecord, NO_RECORD, settled, verified } from '../../../src/state/record.ts'
import { RecordKeeper } from '../../../src/state/store.ts'
import { LittleCluster } from '../little-cluster.ts'
import { json, problemFrom } from '../support.ts'

const PLACE = { namespace: 'home', deployment: 'openclaw' }
const PATH = '/api/v1/namespaces/home/secrets/openclaw-deploy.openclaw'
const set = (objects: KubeObject[]) => ({ fingerprint: 'f', image: 'i', at: 'now', level: 'full' as const, objects })
const configMap = (data: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c', namespace: 'home' },
  data: { text: data },
})

let cluster: LittleCluster
let stored: { data?: Record<string, string> } | undefined
let writes: number
let refusal: number | undefined
let warnings: string[]
const warn = (line: string) => void warnings.push(line)

beforeEach(async () => {
  cluster = await LittleCluster.start()
  stored = undefined
  refusal = undefined
  writes = 0
  warnings = []
  cluster.answer = ({ pathname }, response, request) => {
    if (pathname !== PATH) return false
    if (refusal !== undefined) json(response, { message: 'no' }, refusal)
    else if (request.method === 'GET') json(response, stored ?? {}, stored ? 200 : 404)
    else {
      let body = ''
      request.on('data', (chunk) => (body += chunk))
      request.on('end', () => {
        writes++
        stored = JSON.parse(body)
        json(response, stored)
      })
    }
    return true
  }
})

const read = () => RecordKeeper.read(cluster.client, PLACE, warn)

describe('the record in the cluster', () => {
  test('is empty before the first run', async () => {
    expect((await read()).current).toEqual(NO_RECORD)
    expect(warnings).toEqual([])
  })

  test('is read by the next run as it was written, and is no readable text', async () => {
    const keeper = await read()
    await keeper.update((record) => begun(record, { ...set([]), before: [{ object: configMap('sentinel') }] }))
    expect(JSON.stringify(stored)).not.toContain('sentinel')
    expect(stored).toMatchObject({
      kind: 'Secret',
      type: 'openclaw-deploy/record',
      metadata: { name: 'openclaw-deploy.openclaw', namespace: 'home' },
    })
    const next = await read()
    expect(next.current).toEqual(keeper.current)
    expect(next.current.pending?.before).toEqual([{ object: configMap('sentinel') }])
  })

  test('is not written when nothing is new', async () => {
    const keeper = await read()
    await keeper.update((record) => verified(record, set([])))
    await keeper.update((record) => verified(record, set([])))
    await keeper.update(settled)
    expect(writes).toBe(1)
  })

  test.each<[what: string, record: string]>([
    ['damaged', 'bm90IGd6aXA='],
    ['of another format', 'H4sIAAAAAAAAA6tWSssvyk0sUbKytLTUUUpLzMxJTVGyio6tBQC585TGGgAAAA=='],
  ])('that is %s is told and left out', async (_, record) => {
    stored = { data: { record } }
    expect((await read()).current).toEqual(NO_RECORD)
    expect(warnings).toEqual([expect.stringMatching(/Secret openclaw-deploy\.openclaw cannot be read/)])
  })

  test('too large for a Secret keeps all but the objects, and says what that means', async () => {
    const keeper = await read()
    const large: DeployRecord = { ...NO_RECORD, verified: set([configMap(randomBytes(1_200_000).toString('base64'))]) }
    await keeper.update(() => large)
    expect(warnings).toEqual([expect.stringMatching(/too large to be remembered/)])
    expect((await read()).current).toEqual({ ...NO_RECORD, verified: set([]) })
    // This run itself still knows all of it.
    expect(keeper.current).toEqual(large)
  })

  test('that may not be read or written is an error that names the Secret', async () => {
    const keeper = await read()
    refusal = 403
    const message = expect.stringMatching(/Secret openclaw-deploy\.openclaw/)
    expect(await problemFrom(read)).toMatchObject({ code: 'cluster-forbidden', message })
    const update = () => keeper.update((record) => verified(record, set([])))
    expect(await problemFrom(update)).toMatchObject({ code: 'cluster-forbidden', message })
  })
})
