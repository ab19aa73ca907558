import { expect, test } from '@jest/globals'
import { dryRun } from '../../../src/rollout/apply.ts'
import { LittleCluster } from '../little-cluster.ts'
import { json, problemFrom } from '../support.ts'

test.each<[kind: string, apiVersion: string, field: string, fix: RegExp]>([
  ['Job', 'batch/v1', 'spec.template', /^Undo that change in the manifest, or delete the Job/],
  ['Deployment', 'apps/v1', 'spec.selector', /^Undo that change in the manifest; this field/],
])('a %s with a changed field that cannot change is told with the way out', async (kind, apiVersion, field, fix) => {
  const cluster = await LittleCluster.start()
  cluster.answer = (_, response, { method }) => {
    if (method === 'PATCH')
      json(response, { message: `"backup" is invalid: ${field}: Invalid value: {}: field is immutable` }, 422)
    else json(response, { resources: [{ name: 'things', kind, namespaced: true }] })
    return true
  }
  const object = { apiVersion, kind, metadata: { name: 'backup', namespace: 'home' } }
  expect(await problemFrom(() => dryRun(cluster.client, object, { file: 'a.yaml', line: 1 }))).toMatchObject({
    code: 'apply-rejected',
    message: expect.stringContaining(`${field}: Invalid value: {}: field is immutable`),
    fix: expect.stringMatching(fix),
    where: { file: 'a.yaml', line: 1 },
  })
})
