import { describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../../src/kube/object.ts'
import type { Deployment } from '../../../../src/kube/workloads.ts'
import { ecrRegion, namedIn, rightsOn } from '../../../../src/rollout/pull-secret/names.ts'

test.each<[host: string, region: string | undefined]>([
  ['123456789012.dkr.ecr.eu-central-1.amazonaws.com', 'eu-central-1'],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
  ['123456789012.dkr-ecr.eu-central-1.on.aws', 'eu-central-1'],
  ['public.ecr.aws', undefined],
  ['123456789012.dkr.ecr.eu-central-1.amazonaws.com.example.com', undefined],
  ['evil-123456789012.dkr.ecr.eu-central-1.amazonaws.com', undefined],
  ['ghcr.io', undefined],
  ['', undefined],
])('the host %s is of ECR in %s', (host, region) => {
  expect(ecrRegion(host)).toBe(region)
})

test.each<[what: unknown, names: string[]]>([
  [{ imagePullSecrets: [{ name: 'a' }, { name: 'b' }] }, ['a', 'b']],
  [{ imagePullSecrets: ['a', { name: 7 }, null] }, []],
  [{ imagePullSecrets: 'a' }, []],
  [undefined, []],
])('the names in %j', (holder, names) => {
  expect(namedIn(holder)).toEqual(names)
})

describe('the rights', () => {
  const pod = (spec: object) => ({ spec: { template: { spec } } }) as unknown as Deployment
  const account = (name: string, namespace?: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, ...(namespace && { namespace }) },
    imagePullSecrets: [{ name: 'brought' }],
  })
  const lines = (deployment: Deployment, objects: KubeObject[], refresh = false) =>
    rightsOn(deployment, objects, 'home', refresh).map(({ verb, name, unless }) => `${verb} ${name} unless ${unless}`)

  test('are to read each Secret that the pod names, and to write it for a refresh', () => {
    const deployment = pod({ imagePullSecrets: [{ name: 'a' }] })
    expect(lines(deployment, [account('default')])).toEqual(['get a unless pull-secret: off'])
    expect(lines(deployment, [], true)).toEqual(['get a unless pull-secret: off', 'patch a unless pull-secret: check'])
  })

  test('are those of its ServiceAccount’s, where the manifests have that', () => {
    expect(lines(pod({}), [account('default')])).toEqual(['get brought unless pull-secret: off'])
    expect(lines(pod({ serviceAccountName: 'claw' }), [account('claw', 'home')])).toHaveLength(1)
    expect(lines(pod({ serviceAccountName: 'claw' }), [account('default'), account('claw', 'other')])).toEqual([])
  })
})
