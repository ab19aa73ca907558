// Where the record lives: in a Secret beside the gateway, since the runner is gone after its job, a cache can be lost, and
// what was applied may hold secrets.

import { gunzipSync, gzipSync } from 'node:zlib'
import type { Right } from '../kube/access.ts'
import type { KubeObject } from '../kube/object.ts'
import { refused } from '../kube/refusal.ts'
import type { KubeClient } from '../kube/request.ts'
import { type DeployRecord, NO_RECORD, storable } from './record.ts'

export interface RecordPlace {
  readonly namespace: string
  /** Name of the gateway's Deployment. */
  readonly deployment: string
}

const FORMAT = 1
const FIELD_MANAGER = 'openclaw-deploy'
// A Secret may hold 1 MiB (https://kubernetes.io/docs/concepts/configuration/secret/#restriction-data-size); a little
// is left for what is not data.
const LARGEST_BYTES = 1_000_000

/** The record of one gateway, and what of it is in the cluster. */
export class RecordKeeper {
  readonly #client: KubeClient
  readonly #place: RecordPlace
  readonly #warn: (line: string) => void
  #current: DeployRecord

  /** @throws DeployError when the cluster does not give it */
  static async read(client: KubeClient, place: RecordPlace, warn: (line: string) => void): Promise<RecordKeeper> {
    return new RecordKeeper(client, place, warn, await readRecord(client, place, warn))
  }

  private constructor(client: KubeClient, place: RecordPlace, warn: (line: string) => void, current: DeployRecord) {
    this.#client = client
    this.#place = place
    this.#warn = warn
    this.#current = current
  }

  get current(): DeployRecord {
    return this.#current
  }

  /** Keeps what `change` makes of it; the same again costs nothing. @throws DeployError when the cluster refuses it */
  async update(change: (record: DeployRecord) => DeployRecord): Promise<void> {
    const next = change(this.#current)
    if (next === this.#current) return
    // First here: what this run knows must not depend on whether it could be written.
    this.#current = next
    await writeRecord(this.#client, this.#place, next, this.#warn)
  }
}

/** What a run must be allowed to do; `write` is for all but a dry run. */
export function recordRights({ namespace, deployment }: RecordPlace, { write }: { write: boolean }): Right[] {
  const secrets = { group: '', resource: 'secrets', namespace }
  const name = recordName(deployment)
  return [
    { verb: 'get', ...secrets, name },
    // `create` cannot be restricted to a name.
    ...(write
      ? [
          { verb: 'patch', ...secrets, name },
          { verb: 'create', ...secrets },
        ]
      : []),
  ]
}

/** Name of the Secret. With a dot, which the name of a gateway's own Secret hardly has. */
export function recordName(deployment: string): string {
  return `openclaw-deploy.${deployment}`
}

async function readRecord(client: KubeClient, place: RecordPlace, warn: (line: string) => void): Promise<DeployRecord> {
  const response = await client.request<{ data?: { record?: string } }>({ method: 'GET', path: pathOf(place) })
  if (response.status === 404) return NO_RECORD
  if (response.status !== 200) throw refused(`GET of the record, Secret ${recordName(place.deployment)}`, response)
  const { data } = response.body as { data?: { record?: string } }
  const record = data?.record === undefined ? undefined : decode(data.record)
  if (record) return record
  warn(
    `What earlier runs left in Secret ${recordName(place.deployment)} cannot be read, so this run goes on without it`,
  )
  return NO_RECORD
}

async function writeRecord(
  client: KubeClient,
  place: RecordPlace,
  record: DeployRecord,
  warn: (line: string) => void,
): Promise<void> {
  const whole = storable(record, place.namespace)
  const encoded = encode(whole)
  const fits = encoded.length <= LARGEST_BYTES
  if (!fits)
    warn('The manifests are too large to be remembered: a run that is killed now could not be undone by the next')
  const response = await client.request<KubeObject>({
    method: 'PATCH',
    path: `${pathOf(place)}?fieldManager=${FIELD_MANAGER}&force=true`,
    contentType: 'application/apply-patch+yaml',
    body: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: recordName(place.deployment),
        namespace: place.namespace,
        labels: { 'app.kubernetes.io/managed-by': 'openclaw-deploy' },
      },
      type: 'openclaw-deploy/record',
      data: { record: (fits ? encoded : encode(withoutObjects(whole))).toString('base64') },
    },
  })
  if (response.status !== 200 && response.status !== 201)
    throw refused(`the write of the record, Secret ${recordName(place.deployment)}`, response)
}

function withoutObjects({ verified, pending, failed }: DeployRecord): DeployRecord {
  return {
    failed,
    ...(verified && { verified: { ...verified, objects: [] } }),
    ...(pending && { pending: { ...pending, before: [] } }),
  }
}

function pathOf({ namespace, deployment }: RecordPlace): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets/${encodeURIComponent(recordName(deployment))}`
}

function encode(record: DeployRecord): Buffer {
  return gzipSync(JSON.stringify({ format: FORMAT, ...record }))
}

/** Undefined for what this version cannot read. */
function decode(text: string): DeployRecord | undefined {
  try {
    const { format, ...record } = JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8')) as {
      format: number
    } & DeployRecord
    return format === FORMAT && Array.isArray(record.failed) ? record : undefined
  } catch {
    return undefined
  }
}
