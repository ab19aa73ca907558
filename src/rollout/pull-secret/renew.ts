// Writes a fresh login into a pull secret: by server-side apply, so that what else is in it stays.

import { DeployError } from '../../errors.ts'
import type { ApiResponse } from '../../kube/message.ts'
import type { KubeObject } from '../../kube/object.ts'
import { refused } from '../../kube/refusal.ts'
import type { RegistryLogin } from '../../kube/registry-login.ts'
import type { KubeClient } from '../../kube/request.ts'
import { areAll, conflictsIn, FIELD_MANAGER } from '../apply.ts'
import { RENEWER } from './end.ts'
import { withLogin } from './renewal.ts'

export interface SecretPlace {
  readonly namespace: string
  readonly name: string
}

/** For somebody who writes it at the very same time. */
const ATTEMPTS = 3

// What `kubectl create secret` and its like have made is no program's: whoever asks for a refresh wants it renewed.
const BY_HAND = /^kubectl(-|$)/
const isOverruled = (owner: string) => owner === FIELD_MANAGER || BY_HAND.test(owner)

/**
 * Makes the Secret, or renews one login in it.
 * @param endsAtMs when that login ends, epoch milliseconds
 * @throws DeployError when a program owns it, and when the cluster refuses it
 */
export async function renewPullSecret(
  client: KubeClient,
  place: SecretPlace,
  login: RegistryLogin,
  endsAtMs: number | undefined,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const live = await client.find({ apiVersion: 'v1', kind: 'Secret', metadata: place })
    const object = withLogin(place, live, login, endsAtMs)
    const first = await send(client, place, object, false)
    const conflicts = conflictsIn(first)
    const response = areAll(conflicts, ({ owner }) => isOverruled(owner))
      ? await send(client, place, object, true)
      : first
    const { status } = response
    if (status === 200 || status === 201) return
    const isOvertaken = status === 409 && conflictsIn(response).length === 0
    if (!isOvertaken || attempt === ATTEMPTS) throw explain(place, response)
  }
}

function send(
  client: KubeClient,
  { namespace, name }: SecretPlace,
  body: KubeObject,
  force: boolean,
): Promise<ApiResponse<KubeObject>> {
  const secret = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets/${encodeURIComponent(name)}`
  return client.request({
    method: 'PATCH',
    path: `${secret}?fieldManager=${RENEWER}${force ? '&force=true' : ''}`,
    contentType: 'application/apply-patch+yaml',
    body,
  })
}

function explain({ namespace, name }: SecretPlace, response: ApiResponse<unknown>): DeployError {
  const owners = new Set(conflictsIn(response).map(({ owner }) => owner))
  if (owners.size > 0) {
    return new DeployError({
      code: 'apply-conflict',
      message: `The pull secret ${name} belongs to ${[...owners].join(', ')}, and what \`pull-secret: refresh\` writes would be undone`,
      fix: 'Let that program renew it and set `pull-secret: check`, or stop it and delete the Secret, which is then made anew',
    })
  }
  if (response.status === 404) {
    return new DeployError({
      code: 'pull-secret',
      message: `The pull secret ${name} cannot be made, since there is no namespace ${namespace} yet`,
      fix: `Make the namespace first (kubectl create namespace ${namespace})`,
    })
  }
  return refused(`the renewal of the pull secret ${name}`, response)
}
