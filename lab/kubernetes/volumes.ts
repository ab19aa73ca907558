// Volumes that behave like a CSI driver's: the kubelet applies fsGroup to `local` ones, which it does not do for
// hostPath. As a program of its own it is the "provisioner": whatever is released is wiped and offered again.

import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { labSource, nodeName, sessionState } from '../layout.ts'
import { startService } from '../service.ts'
import { ApiError, api } from './client.ts'

const storageClass = 'longhorn'
const count = 12
const folders = join(sessionState, 'volumes')
const list = '/api/v1/persistentvolumes'

interface Volume {
  metadata: { name: string }
  spec: { local?: { path: string }; storageClassName?: string }
  status: { phase?: string }
}

export function startVolumes(): Promise<string> {
  return startService({
    name: 'volumes',
    command: [process.execPath, join(labSource, 'kubernetes/volumes.ts')],
    address: `storage class ${storageClass}`,
    healthy: async () => (await volumes()).length >= count,
  })
}

async function volumes(): Promise<Volume[]> {
  const { items } = await api<{ items: Volume[] }>('GET', list)
  return items.filter(({ spec }) => spec.storageClassName === storageClass)
}

async function create(path: string, body: unknown): Promise<void> {
  await api('POST', path, body).catch((error) => {
    if (!(error instanceof ApiError && error.status === 409)) throw error
  })
}

async function offerVolumes(): Promise<void> {
  await create('/apis/storage.k8s.io/v1/storageclasses', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: storageClass, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Retain',
  })
  for (let index = 1; index <= count; index++) {
    const name = `lab-${String(index).padStart(2, '0')}`
    const path = join(folders, name)
    mkdirSync(path, { recursive: true, mode: 0o755 })
    const here = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [nodeName] }] }
    await create(list, {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        capacity: { storage: '10Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: storageClass,
        local: { path },
        nodeAffinity: { required: { nodeSelectorTerms: [here] } },
      },
    })
  }
}

/** Makes every released volume as good as new; its claim is gone for good by then. */
export async function recycleReleased(): Promise<string[]> {
  const released = (await volumes()).filter(({ status }) => status.phase === 'Released')
  for (const { metadata, spec } of released) {
    const path = spec.local?.path
    if (!path?.startsWith(`${folders}/`)) continue
    for (const entry of readdirSync(path)) rmSync(join(path, entry), { recursive: true, force: true })
    // fsGroup has changed the folder itself, too.
    chownSync(path, 0, 0)
    chmodSync(path, 0o755)
    await api('PATCH', `${list}/${metadata.name}`, { spec: { claimRef: null } })
  }
  return released.map(({ metadata }) => metadata.name)
}

if (import.meta.main) {
  await offerVolumes()
  for (;;) {
    try {
      for (const name of await recycleReleased()) console.log(`${new Date().toISOString()} recycled ${name}`)
    } catch (error) {
      // The API server may be away for a while; a lost round costs a second.
      console.log(`${new Date().toISOString()} ${error instanceof Error ? error.message : error}`)
    }
    await sleep(1000)
  }
}
