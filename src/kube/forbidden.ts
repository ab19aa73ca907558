// What is said when the cluster forbids what a run needs: which verbs, to whom, and the rules to add.

import { DeployError, type Problem } from '../errors.ts'
import { missingRights, onAllOf, type Right } from './access.ts'
import { isNobodys } from './credentials.ts'
import type { KubeClient } from './request.ts'
import { rulesFor } from './rules.ts'

/**
 * @param wanted what the run needs; the same twice is asked once
 * @param besides what it may need too: told only together with others, since one red run should be enough
 * @throws DeployError with all that is missing, and the rules that would grant it
 */
export async function demandRights(
  client: KubeClient,
  wanted: readonly Right[],
  besides: readonly Right[] = [],
): Promise<void> {
  const needed = distinct(wanted)
  const missing = await missingRights(client, needed)
  if (missing.length === 0) return
  const [more, credentials] = await Promise.all([missingRights(client, distinct(besides)), client.credentials()])
  const account = credentials.kind === 'token' ? credentials.account : undefined
  const isAll = needed.every((right) => missing.some((each) => each === right || covers(each, right)))
  throw new DeployError(forbidden(distinct([...missing, ...more]), isAll, account))
}

/** Whether it is the same on all objects of the kind: missing there, it is not told for single ones. */
function covers(wide: Right, right: Right): boolean {
  return wide.name === undefined && onAllOf(wide) === onAllOf(right)
}

/**
 * Pure.
 * @param isAll nothing of what was asked for is allowed
 * @param account whose token is sent, if it is a service account's
 */
export function forbidden(missing: readonly Right[], isAll: boolean, account: string | undefined): Problem {
  const who = account === undefined ? '' : `, which runs as ${account}`
  return {
    code: 'cluster-forbidden',
    message: `The cluster forbids this run (403) to ${wordsOf(missing)}${who}`,
    fix: fixOf(missing, isAll, account),
    snippet: rulesFor(missing),
  }
}

function fixOf(missing: readonly Right[], isAll: boolean, account: string | undefined): string {
  // With some rights it is an account that somebody chose, whatever its name.
  if (isAll && account !== undefined && isNobodys(account)) {
    return 'A pod runs as that account when its template names none: set serviceAccountName in the runner’s pod template (template.spec of gha-runner-scale-set; in its kubernetes modes, that of the hook’s template) to one with the Roles of manifests/rbac, or give this one the rules below'
  }
  const ways = [...new Set(missing.map(({ unless }) => unless))]
  const otherwise = ways.includes(undefined) ? '' : `, or set ${ways.map((each) => `\`${each}\``).join(' and ')}`
  return `Grant the deployer the rules below (manifests/rbac has all that a run can need; README, section Permissions)${otherwise}`
}

/** `get and patch deployments.apps, list pods in home`. */
function wordsOf(rights: readonly Right[]): string {
  const places = Map.groupBy(rights, ({ namespace }) => namespace)
  return [...places]
    .map(([namespace, there]) => {
      const groups = Map.groupBy(there, ({ group, resource, name }) => nameOf(group, resource, name))
      const phrases = [...groups].map(([what, each]) => `${inWords(each.map(({ verb }) => verb))} ${what}`)
      return `${phrases.join(', ')}${namespace === undefined ? '' : ` in ${namespace}`}`
    })
    .join(', ')
}

function nameOf(group: string, resource: string, name: string | undefined): string {
  return `${resource}${group && `.${group}`}${name === undefined ? '' : ` ${name}`}`
}

function inWords(verbs: readonly string[]): string {
  const [last, ...before] = verbs.toReversed()
  return before.length === 0 ? (last ?? '') : `${before.toReversed().join(', ')} and ${last}`
}

function distinct(rights: readonly Right[]): Right[] {
  const keyOf = ({ verb, group, resource, namespace, name }: Right) =>
    JSON.stringify([verb, group, resource, namespace, name])
  // The first: what is needed whatever the inputs are comes before what an input can do without.
  return [...Map.groupBy(rights, keyOf).values()].map(
    (same) => same.find(({ unless }) => !unless) ?? (same[0] as Right),
  )
}
