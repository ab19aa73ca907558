// By which Secrets a node pulls the gateway's image, and until when. One that has ended is found by nobody while the
// gateway stands, and by everybody once its pod has to go to another node. Pure.

import type { Place, Problem } from '../../errors.ts'
import type { KubeObject } from '../../kube/object.ts'
import { isFor, loginsOf } from '../../kube/registry-login.ts'
import { splitReference } from '../../reference.ts'
import { formatTime } from '../../report/log.ts'
import { loginEnd } from './end.ts'

/** A Secret that the pod names. */
export interface PullSecret {
  readonly name: string
  /** Undefined when neither the manifests nor the cluster have it. */
  readonly secret: KubeObject | undefined
  /** The Secret's manifest, else what names it. */
  readonly where: Place
  /** Whether the manifests have it, so that each run applies it. */
  readonly isApplied: boolean
  /** What of the manifests a controller makes it from, such as `SealedSecret ecr-pull`. */
  readonly madeFrom?: string
}

export interface PullFacts {
  /** The image's reference; tag and digest do not matter. */
  readonly image: string
  /** Whether its registry is one of Amazon ECR, which lets nobody in without a login. */
  readonly isEcr: boolean
  /** In the order in which the pod names them. */
  readonly secrets: readonly PullSecret[]
  /** Epoch milliseconds. */
  readonly nowMs: number
}

export interface PullVerdict {
  /** Each of them ends the run. */
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  /** By which the node can pull, as long as it lasts. */
  readonly lasting?: { readonly name: string; readonly endsAtMs?: number }
}

/** A login that ends within it is to be renewed: by the next night it is no more. */
export const SOON_MS = 24 * 3_600_000
// A token of ECR never lasts for a day, so where a schedule renews it every few hours a warning each night would be noise. Within
// its last hour, no schedule does any more.
const LAST_HOUR_MS = 3_600_000

/** Whether the node will be able to pull, and until when. A Secret that is useless does no harm beside one that is not. */
export function judgePull({ image, isEcr, secrets, nowMs }: PullFacts): PullVerdict {
  const host = hostOf(image)
  const judged = secrets.map((each) => judgeOne(each, image, nowMs))
  const usable = judged.filter((each) => each.kind === 'usable')
  const faults = judged.flatMap((each) => (each.kind === 'useless' ? each.problem : []))
  if (usable.length === 0) {
    const ended = judged.some((each) => each.kind === 'useless' && each.hasEnded)
    if (faults.length > 0)
      return isEcr || ended ? { problems: faults, warnings: [] } : { problems: [], warnings: faults }
    // Its nodes may have a login of their own, and another registry may want none.
    const [first] = secrets
    if (first === undefined || !isEcr) return { problems: [], warnings: [] }
    const message = `No login for ${host} is in ${list(secrets)}, so the node cannot pull the image by it`
    return {
      problems: [],
      warnings: [problem(message, 'Add the registry to it, if the nodes have no login of their own', first.where)],
    }
  }
  const longest = usable.reduce((best, each) => (endOf(each) > endOf(best) ? each : best))
  const { name, endsAtMs, where } = longest
  if (endsAtMs === undefined) return { problems: [], warnings: faults, lasting: { name } }
  const soon =
    endsAtMs - nowMs < LAST_HOUR_MS
      ? [
          problem(
            `The login for ${host} in Secret ${name} ends on ${formatTime(endsAtMs)}, and then the gateway cannot be moved to a node that does not have its image`,
            `${RENEWAL}, if nothing renews it before`,
            where,
          ),
        ]
      : []
  return { problems: [], warnings: [...faults, ...soon], lasting: { name, endsAtMs } }
}

type Judged =
  | { readonly kind: 'usable'; readonly name: string; readonly endsAtMs: number | undefined; readonly where: Place }
  | { readonly kind: 'useless'; readonly problem: Problem; readonly hasEnded: boolean }
  | { readonly kind: 'foreign' }

const RENEWAL = 'Set `pull-secret: refresh`, or give the nodes a login of their own (docs/pull-credentials.md)'

function judgeOne({ name, secret, where, madeFrom }: PullSecret, image: string, nowMs: number): Judged {
  // It comes after the apply, and nobody here can see what will be in it.
  if (secret === undefined && madeFrom !== undefined) return { kind: 'usable', name, endsAtMs: undefined, where }
  const useless = (message: string, fix: string, hasEnded = false): Judged => ({
    kind: 'useless',
    problem: problem(message, fix, where),
    hasEnded,
  })
  if (secret === undefined) {
    const message = `The pod names the pull secret ${name}, which neither the manifests nor the cluster have`
    return useless(
      message,
      'Make it, let `pull-secret: refresh` make it, or remove it from imagePullSecrets if the nodes have a login of their own',
    )
  }
  const read = loginsOf(secret)
  if ('flaw' in read)
    return useless(
      `The pull secret ${name} ${read.flaw}`,
      'Make it anew by kubectl create secret docker-registry, or delete it and set `pull-secret: refresh`',
    )
  const ends = read.logins
    .filter(({ registry }) => isFor(registry, image))
    .map((login) => loginEnd(login, secret, read))
  if (ends.length === 0) return { kind: 'foreign' }
  const last = ends.includes(undefined) ? undefined : Math.max(...(ends as number[]))
  if (last === undefined || last > nowMs) return { kind: 'usable', name, endsAtMs: last, where }
  const message = `The login for ${hostOf(image)} in Secret ${name} ended on ${formatTime(last)}, so no node can pull the image by it`
  return useless(message, `${RENEWAL}; a login of Amazon ECR lives 12 hours`, true)
}

function endOf({ endsAtMs }: { readonly endsAtMs: number | undefined }): number {
  return endsAtMs ?? Number.POSITIVE_INFINITY
}

/** Docker Hub's where the reference names none. */
export function hostOf(image: string): string {
  return splitReference(image).host ?? 'docker.io'
}

export function problem(message: string, fix: string, where: Place): Problem {
  return { code: 'pull-secret', message, fix, where }
}

/** Their names, for a message. */
export function list(secrets: readonly PullSecret[]): string {
  return `${secrets.length > 1 ? 'Secrets' : 'Secret'} ${secrets.map(({ name }) => name).join(', ')}`
}
