// What several lab tests share: looking at the cluster, at ECR's diary, and for secrets where none may be.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { RequestRecord } from '../../lab/ecr/lab.ts'
import type { ActionResult } from '../../lab/github-runner.ts'
import type { Site } from '../../lab/site.ts'

export interface PodView {
  readonly name: string
  readonly uid: string
  readonly ready: boolean
  /** The digest that really runs. */
  readonly digest: string | undefined
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string }
    readonly status: { readonly containerStatuses?: readonly { readonly ready: boolean; readonly imageID: string }[] }
  }[]
}

/** The gateway's pods that are not on their way out. */
export function gatewayPods(site: Site): PodView[] {
  const list = JSON.parse(
    site.kubectl('-n', site.namespace, 'get', 'pods', '-l', 'app.kubernetes.io/name=openclaw', '-o', 'json'),
  ) as PodList
  return list.items
    .filter(({ metadata }) => !metadata.deletionTimestamp)
    .map(({ metadata, status }) => ({
      name: metadata.name,
      uid: metadata.uid,
      ready: status.containerStatuses?.every(({ ready }) => ready) ?? false,
      digest: /sha256:[0-9a-f]{64}$/.exec(status.containerStatuses?.[0]?.imageID ?? '')?.[0],
    }))
}

/** Everything that a deploy could have changed in the namespace, for "nothing was applied". */
export function clusterState(site: Site): unknown {
  const kinds = 'deployments,configmaps,services,persistentvolumeclaims,secrets'
  const list = JSON.parse(site.kubectl('-n', site.namespace, 'get', kinds, '-o', 'json')) as {
    items: { kind: string; metadata: { name: string; uid: string; generation?: number }; data?: unknown }[]
  }
  return {
    pods: gatewayPods(site).map(({ uid }) => uid),
    objects: list.items.map(({ kind, metadata: { name, uid, generation }, data }) => ({
      kind,
      name,
      uid,
      generation,
      // A digest, since a difference is printed and Secrets are among these.
      data: createHash('sha256')
        .update(JSON.stringify(data ?? ''))
        .digest('hex'),
    })),
  }
}

/** Tells the lab's ECR something that AWS would not let us: see lab/ecr/control.ts. */
export async function ecrControl(site: Site, body: unknown): Promise<unknown> {
  const response = await fetch(`${site.env.AWS_ENDPOINT_URL_ECR}/_lab/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lab-control': site.env.AWS_SECRET_ACCESS_KEY ?? '' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`the lab's ECR answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** What was asked of ECR, API and registry, while `work` went on. */
export async function ecrRequests(site: Site, work: () => Promise<unknown>): Promise<string[]> {
  await ecrControl(site, { requests: 'reset' })
  await work()
  const answer = (await ecrControl(site, { requests: true })) as { requests: RequestRecord[] }
  return answer.requests.map(({ name }) => name)
}

/** No secret in what a person sees, and none in any file that a run left. */
export function expectNoSecrets(result: ActionResult, site: Site, extra: readonly string[] = []): void {
  const secrets = [...result.masks, site.gatewayToken, site.env.AWS_SECRET_ACCESS_KEY ?? '', ...extra].filter(
    (secret) => secret.length > 5,
  )
  const seen: [place: string, text: string][] = [
    ['log', result.log],
    ['summary', result.summary],
    ['outputs', JSON.stringify(result.outputs)],
    ...[result.temp, site.workspace].flatMap((folder) =>
      filesBelow(folder).map((file): [string, string] => [file, readFileSync(file, 'latin1')]),
    ),
  ]
  const leaks = seen.flatMap(([place, text]) => (secrets.some((secret) => text.includes(secret)) ? [place] : []))
  expect(leaks).toEqual([])
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
}

/** A run that failed as it should: one error with cause and fix, exit code 1, and the post step fine. */
export function expectOneError(result: ActionResult, pattern: RegExp): void {
  expect({ exitCode: result.exitCode, post: result.postExitCode, errors: result.errors }).toEqual({
    exitCode: 1,
    post: 0,
    errors: [expect.stringMatching(pattern)],
  })
}
