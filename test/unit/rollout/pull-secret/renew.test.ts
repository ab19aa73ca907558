import { describe, expect, test } from '@jest/globals'
import { loginsOf } from '../../../../src/kube/registry-login.ts'
import { renewPullSecret } from '../../../../src/rollout/pull-secret/renew.ts'
import { problemFrom } from '../../support.ts'
import { SecretCluster } from './cluster.ts'
import { auth, ECR, loginSecret, NOW } from './secrets.ts'

const PLACE = { namespace: 'home', name: 'ecr-pull' }
const LOGIN = { registry: ECR, username: 'AWS', password: 'fresh' }
const stale = () => loginSecret({ [ECR]: auth('stale'), 'ghcr.io': auth('pat') })

const renew = ({ little }: SecretCluster) => renewPullSecret(little.client, PLACE, LOGIN, NOW)
const logins = (cluster: SecretCluster) => {
  const last = cluster.applied.at(-1)?.body
  return last && loginsOf(last)
}

describe('the renewal', () => {
  test('makes the Secret where there is none', async () => {
    const cluster = await SecretCluster.start()
    await renew(cluster)
    expect(cluster.applied).toHaveLength(1)
    expect(logins(cluster)).toMatchObject({ logins: [{ registry: ECR, password: 'fresh' }] })
  })

  test('keeps what else is in it, on top of what is there now', async () => {
    const cluster = await SecretCluster.start(stale())
    await renew(cluster)
    expect(cluster.applied).toMatchObject([{ force: false, body: { metadata: { resourceVersion: '41' } } }])
    expect(logins(cluster)).toMatchObject({ logins: [{ registry: 'ghcr.io', password: 'pat' }, { password: 'fresh' }] })
    expect(cluster.little.asked.filter((each) => each.includes('?'))).toEqual([
      '/api/v1/namespaces/home/secrets/ecr-pull?fieldManager=openclaw-deploy-pull-secret',
    ])
  })

  test.each(['kubectl', 'kubectl-create', 'kubectl-client-side-apply', 'kubectl-edit'])(
    'takes over what %s has made',
    async (owner) => {
      const cluster = await SecretCluster.start(stale())
      cluster.owner = owner
      await renew(cluster)
      expect(cluster.applied.map(({ force }) => force)).toEqual([false, true])
    },
  )

  test('leaves alone what a program owns, and names it', async () => {
    const cluster = await SecretCluster.start(stale())
    cluster.owner = 'external-secrets'
    expect(await problemFrom(() => renew(cluster))).toMatchObject({
      code: 'apply-conflict',
      message: expect.stringMatching(/^The pull secret ecr-pull belongs to external-secrets/),
      fix: expect.stringContaining('`pull-secret: check`'),
    })
    expect(cluster.applied.map(({ force }) => force)).toEqual([false])
  })

  test('reads again when somebody was faster, but not for ever', async () => {
    const cluster = await SecretCluster.start(stale())
    cluster.refuse.set('PATCH secrets/ecr-pull', [409, 409])
    await renew(cluster)
    expect(cluster.asked.filter((each) => each === 'GET secrets/ecr-pull')).toHaveLength(3)
    cluster.refuse.set('PATCH secrets/ecr-pull', [409, 409, 409])
    expect(await problemFrom(() => renew(cluster))).toMatchObject({ message: expect.stringContaining('409') })
  })

  test.each<[status: number, code: string, said: RegExp]>([
    [403, 'cluster-forbidden', /forbids the renewal of the pull secret ecr-pull/],
    [404, 'pull-secret', /there is no namespace home yet/],
    [422, 'apply-rejected', /the renewal of the pull secret ecr-pull: refused with 422/],
    [503, 'cluster-unreachable', /503/],
  ])('that the cluster refuses with %i says so', async (status, code, said) => {
    const cluster = await SecretCluster.start(stale())
    cluster.refuse.set('PATCH secrets/ecr-pull', [status])
    const problem = await problemFrom(() => renew(cluster))
    expect(problem).toMatchObject({ code, message: expect.stringMatching(said) })
    expect(JSON.stringify(problem)).not.toContain('fresh')
  })
})
