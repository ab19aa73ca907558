// npm run demo: the main job on real parts. Brings the lab up, deploys OpenClaw into it by the action as GitHub's
// runner would, and shows what the job summary shows. Each run pushes, applies and verifies for real.

import { withLock } from './lock.ts'
import { Site } from './site.ts'
import { up } from './up.ts'

const NAMESPACE = 'openclaw-demo'
const LOCAL = ['http://localhost:18789', 'http://127.0.0.1:18789']

const begun = performance.now()
await withLock('up', up)
const site = await Site.create({ namespace: NAMESPACE, repository: 'k3s-homelab/openclaw', origins: LOCAL })
try {
  // So that a second demo has something to do too: a build argument makes a new image, an annotation a new manifest.
  const run = new Date().toISOString()
  site.edit('manifests/deployment.yaml', (text) =>
    text.replace('  replicas: 1', `  revisionHistoryLimit: 2\n  replicas: 1`),
  )
  site.edit('manifests/configmap.yaml', (text) =>
    text.replace('  name: openclaw-config', `  name: openclaw-config\n  annotations:\n    demo-run: "${run}"`),
  )
  const result = await site.deploy({
    with: { lint: 'error', 'build-args': `DEMO_RUN=${run}` },
    onLine: (line) => console.log(line),
  })

  console.log(`\n${'='.repeat(30)} job summary ${'='.repeat(30)}\n${result.summary}${'='.repeat(73)}\n`)
  if (result.exitCode !== 0 || result.postExitCode !== 0) {
    console.log('the demo failed: the error above names the cause')
    process.exitCode = 1
  } else {
    const minutes = ((performance.now() - begun) / 60_000).toFixed(1)
    console.log(`digest: ${result.outputs.digest}`)
    console.log(`The gateway runs in the lab's cluster (${minutes} min in all). To open its Control UI on this host:

  eval "$(npm run --silent lab -- env)"
  kubectl -n ${NAMESPACE} port-forward service/openclaw 18789 &
  kubectl -n ${NAMESPACE} get secret openclaw-secrets -o go-template='{{.data.OPENCLAW_GATEWAY_TOKEN|base64decode}}{{"\\n"}}'

then open ${LOCAL[0]} and paste that token. End the lab with: npm run lab -- down`)
  }
} finally {
  site.remove({ keepNamespace: true })
}
