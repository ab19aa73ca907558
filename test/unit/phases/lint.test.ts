import { expect, test } from '@jest/globals'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { lintManifests } from '../../../src/phases/lint.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Run } from '../../../src/run.ts'
import { manifestsOf, shipped } from '../manifests/lint/support.ts'
import { printedBy, problemsFrom } from '../support.ts'

/** The manifests that we ship, with a Deployment that names no namespace. */
async function linted(workload: Run['inputs']['workload']) {
  const manifests = manifestsOf(
    shipped().map(({ path, text }) => ({
      path,
      text: path.endsWith('/deployment.yaml') ? text.replace('  namespace: open-webui\n', '') : text,
    })),
  )
  const run = { timeline: new Timeline(), inputs: { lint: 'error', workload } } as unknown as Run
  await lintManifests(run, manifests, findWorkload(manifests, { ...workload, repository: 'k3s-homelab/openclaw' }))
}

test('the lint knows the namespace that the input gives to what names none', async () => {
  expect(await printedBy(() => linted({ namespace: 'open-webui' }))).toContain('The lint has no findings')
})

test('without it, nobody knows that the others are where the gateway is', async () => {
  const problems = await problemsFrom(() => linted({}))
  expect(problems).toHaveLength(3)
  for (const { message } of problems) expect(message).toContain('(rule namespace-mismatch)')
})
