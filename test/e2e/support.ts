// What several lab tests share: looking at the cluster, at ECR's diary, and for secrets where none may be.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { command } from '../../lab/ecr/client.ts'
import type { RequestRecord } from '../../lab/ecr/lab.ts'
import type { ActionResult } from '../../lab/github-runner.ts'
import { leaksOf, maskedName } from '../../lab/scanner/channels.ts'
import type { Secret } from '../../lab/scanner/find.ts'
import type { Site } from '../../lab/site.ts'

export { filesBelow } from '../../lab/scanner/files.ts'

/** Whether this is `npm test`, which has one case of each kind: see test/all.ts. */
export const isShort = process.env.LAB_TESTS === 'short'

/** For a case that repeats the kind of another. Skipped by its name, so that nobody takes it for a case that passed. */
export const soakTest = isShort ? test.skip : test

/** For gateways of real OpenClaw whose build is not the question: the first builds the image for all. */
export const REAL = 'e2e/real'

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

/** The config makes the gateway crash: what a broken release looks like to the cluster. @param words its last ones */
export function crashAtStart(site: Site, manifest: string, words: string): void {
  const command = `          command: [node, -e, "console.error('${words}'); process.exit(1)"]\n`
  site.edit(manifest, (text) => text.replace('          ports:\n', `${command}          ports:\n`))
}

/** Its controllers make some too, a while after the namespace or a service account. */
function isOfADeploy({ metadata, type }: { metadata: { name: string }; type?: string }): boolean {
  return type !== 'kubernetes.io/service-account-token' && metadata.name !== 'kube-root-ca.crt'
}

/** Everything that a deploy could have changed in the namespace, for "nothing was applied". */
export function clusterState(site: Site): unknown {
  const kinds = 'deployments,configmaps,services,persistentvolumeclaims,secrets'
  const list = JSON.parse(site.kubectl('-n', site.namespace, 'get', kinds, '-o', 'json')) as {
    items: {
      kind: string
      metadata: { name: string; uid: string; generation?: number }
      type?: string
      data?: unknown
    }[]
  }
  return {
    pods: gatewayPods(site).map(({ uid }) => uid),
    objects: list.items.filter(isOfADeploy).map(({ kind, metadata: { name, uid, generation }, data }) => ({
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

/** Names of what rehearsals made and nobody has deleted: a kubelet of 1.20 may take more than 30 s until a pod is gone. */
export function rehearsalLeftOvers(site: Site): string[] {
  const kinds = 'pods,secrets,configmaps'
  const { items } = JSON.parse(
    site.kubectl('-n', site.namespace, 'get', kinds, '-l', 'openclaw-deploy/rehearsal', '-o', 'json'),
  ) as { items: { metadata: { name: string; deletionTimestamp?: string } }[] }
  return items.flatMap(({ metadata: { name, deletionTimestamp } }) => (deletionTimestamp ? [] : name))
}

/** Tells the lab's ECR something that AWS would not let us: see lab/ecr/control.ts. */
export function ecrControl(site: Site, body: object): Promise<object> {
  return command(site.env, body)
}

/** What the site asked of ECR, API and registry, while `work` went on: others ask at the same time. */
export async function ecrRequests(site: Site, work: () => Promise<unknown>): Promise<string[]> {
  const before = (await ecrDiary(site)).length
  await work()
  return (await ecrDiary(site)).slice(before).map(({ name }) => name)
}

export async function ecrDiary(site: Site): Promise<RequestRecord[]> {
  const { requests } = (await ecrControl(site, { requests: true })) as { requests: RequestRecord[] }
  return requests.filter(({ principal }) => principal === site.env.AWS_ACCESS_KEY_ID)
}

/**
 * No secret in what a person or a later step sees, in any file that a run left, nor, where the runner looked on, in what any process
 * was given: see lab/scanner/channels.ts.
 * @param extra secrets of this case by their names, besides the site's own, what the run masked and what ECR gave
 */
export function expectNoSecrets(result: ActionResult, site: Site, extra: Readonly<Record<string, string>> = {}): void {
  const folders = [result.temp, site.workspace, result.elsewhere ?? site.home]
  expect(leaksOf(result, folders, secretsOf(result, site, extra))).toEqual([])
}

/** What nobody may see of a run: see expectNoSecrets. */
export function secretsOf(result: ActionResult, site: Site, extra: Readonly<Record<string, string>> = {}): Secret[] {
  const secrets = {
    'gateway token': site.gatewayToken,
    'secret key of AWS': site.env.AWS_SECRET_ACCESS_KEY ?? '',
    ...credentialsIn(site.env.KUBECONFIG ?? ''),
    // From ECR itself: what was never masked is not among the masks.
    ...Object.fromEntries(site.ecrPasswords.map((value, index) => [`password ${index + 1} of ECR`, value])),
    ...Object.fromEntries(
      result.masks.flatMap((value, index) => (site.ecrPasswords.includes(value) ? [] : [[maskedName(index), value]])),
    ),
    ...extra,
  }
  return Object.entries(secrets).map(([name, value]) => ({ name, value }))
}

interface Kubeconfig {
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[]
}

/** A key is a secret as the file has it, and line by line as it is in PEM. */
function credentialsIn(kubeconfig: string): Record<string, string> {
  const { users } = parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig
  const found: [name: string, value: string][] = users.flatMap(({ user }) => {
    const { token, password, 'client-key-data': key } = user
    const pem = key === undefined ? undefined : Buffer.from(key, 'base64').toString()
    return Object.entries({ token, password, 'client key': key, 'client key as PEM': pem }).flatMap(
      ([name, value]): [string, string][] => (value === undefined ? [] : [[`${name} of the kubeconfig`, value]]),
    )
  })
  return Object.fromEntries(found)
}

/** A run that failed as it should: one error with cause and fix, exit code 1, and the post step fine. */
export function expectOneError(result: ActionResult, pattern: RegExp): void {
  expect({ exitCode: result.exitCode, post: result.postExitCode, errors: result.errors }).toEqual({
    exitCode: 1,
    post: 0,
    errors: [expect.stringMatching(pattern)],
  })
}
