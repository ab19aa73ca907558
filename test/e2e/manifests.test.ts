// The manifests that users copy, with real OpenClaw: base, and each overlay on top of it, behind a proxy.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import type { Site } from '../../lab/site.ts'
import { FORGED, type FrontProxy, getDirectly, IDENTITY, proxiedSite } from './proxy.ts'
import { expectNoSecrets, gatewayPods, soakTest } from './support.ts'

const CONFIGMAP = 'manifests/configmap.yaml'
const PASSWORD = 'lab-password-of-the-gateway'

/** What is taken out of the Deployment, and what the run then says. */
type Removal = [what: string, line: string | RegExp, words: RegExp]

let site: Site
let proxy: FrontProxy
let image = ''
beforeAll(async () => {
  ;({ site, proxy } = await proxiedSite('e2e-manifests'))
})
afterAll(() => site?.remove())

/** Deploys what is named, with the lint as users have it. */
async function deploy(manifests: string, more: Record<string, string> = {}): Promise<ActionResult> {
  const source = image === '' ? {} : { 'ecr-repository': '', image }
  const result = await site.deploy({ with: { manifests, lint: 'error', ...source, ...more } })
  expect(result.errors).toEqual([])
  expect(result.log).not.toMatch(/rule [a-z-]+\)/)
  expectNoSecrets(result, site, { password: PASSWORD })
  return result
}

/** A shell's output in the gateway's container, its error stream included, whatever its exit code. */
function shellInGateway(script: string): string {
  return site.inGateway('sh', '-c', `( ${script} ) 2>&1; true`).trim()
}

/** Saves a setting by the method that the Control UI calls. */
function saveInControlUi(): string {
  return shellInGateway(
    `hash=$(openclaw gateway call config.get --json | node -p 'JSON.parse(require("fs").readFileSync(0)).hash')
     openclaw gateway call config.patch --json --params '{"raw":"{ ui: { seamColor: \\"#112233\\" } }","baseHash":"'$hash'"}'`,
  )
}

const servedConfig = () => shellInGateway('cat "$OPENCLAW_CONFIG_PATH"')

/** The config in the workspace's manifest, as OpenClaw gets it. */
function configInGit(file = CONFIGMAP): string {
  const [, text = ''] = /openclaw\.json: \|\n((?: {4}.*\n|\n)+)/.exec(site.read(file)) ?? []
  return text.replaceAll(/^ {4}/gm, '').trim()
}

describe('base', () => {
  test('deploys without a finding of the lint', async () => {
    const { outputs } = await deploy('manifests')
    expect(outputs).toMatchObject({ verified: 'full', changed: 'true' })
    image = outputs.image as string
    expect(servedConfig()).toBe(configInGit())
  })

  test('runs as a user without rights, on a root that it cannot write, without a token for the cluster', () => {
    expect(shellInGateway('id -u; id -g')).toBe('1000\n1000')
    expect(shellInGateway('grep -E "^(CapEff|NoNewPrivs|Seccomp):" /proc/1/status | tr -s "\\t" " "')).toBe(
      'CapEff: 0000000000000000\nNoNewPrivs: 1\nSeccomp: 2',
    )
    expect(shellInGateway('touch /opt/x /home/node/x /x')).toMatch(/(.*Read-only file system\n?){3}/)
    expect(shellInGateway('ls /var/run/secrets/kubernetes.io')).toMatch(/No such file/)
  })

  test('lets in behind the proxy whom that signed in, and nobody who forges an address past it', async () => {
    const page = await proxy.get('/', 'alice')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
    expect((await proxy.get('/')).status).toBe(401)
    const past = await getDirectly(site, '/', FORGED)
    expect([past.status, await past.text()]).toEqual([403, expect.stringContaining('proxy_attribution_required')])
  })

  // What a deploy does to the same is below.
  soakTest('saves in the Control UI, and git wins at a restart by hand', () => {
    expect(saveInControlUi()).toContain('"ok": true')
    expect(servedConfig()).toContain('"seamColor": "#112233"')
    site.kubectl('-n', site.namespace, 'rollout', 'restart', 'deploy/openclaw')
    site.kubectl('-n', site.namespace, 'rollout', 'status', 'deploy/openclaw', '--timeout=10m')
    expect(servedConfig()).toBe(configInGit())
    expect(shellInGateway('ls "$(dirname "$OPENCLAW_CONFIG_PATH")"')).not.toContain('clobbered')
  })

  // With test/unit/manifests/lint/lines.test.ts, all lines of the security contexts and volumes.
  const foundByRehearsal: Removal[] = [
    [
      'the init container’s mount of the config',
      '            - name: config\n              mountPath: /config\n              readOnly: true\n',
      /^The rehearsal failed.*copy-config.*(No such file|can't stat)/s,
    ],
    [
      'the init container’s mount of the state',
      '            - name: data\n              mountPath: /state\n',
      /^The rehearsal failed.*copy-config.*can't create directory/s,
    ],
  ]
  const foundByServer: Removal[] = [
    ['the volume of the state', / {8}- name: data\n {10}persistent.*\n.*\n/, /volumeMounts\[\d\]\.name.*Not found/i],
    ['the volume of the config', / {8}- name: config\n {10}configMap.*\n.*\n/, /volumeMounts\[\d\]\.name.*Not found/i],
    ['the volume for /tmp', / {8}- name: tmp\n {10}emptyDir.*\n/, /volumeMounts\[\d\]\.name.*Not found/i],
  ]
  const title = 'without %s it is red before the old gateway stops'
  const redWithout = async (...[, line, words]: Removal) => {
    const before = gatewayPods(site)
    const whole = site.read('manifests/deployment.yaml')
    site.edit('manifests/deployment.yaml', (text) => text.replace(line, ''))
    expect(site.read('manifests/deployment.yaml')).not.toBe(whole)
    // Without the lint, which has a test of its own.
    const result = await site.deploy({ with: { manifests: 'manifests', 'ecr-repository': '', image } })
    site.edit('manifests/deployment.yaml', () => whole)
    expect(result.errors).toEqual([expect.stringMatching(words)])
    expect(gatewayPods(site)).toEqual(before)
  }
  for (const each of [foundByRehearsal, foundByServer]) {
    test.each(each.slice(0, 1))(title, redWithout)
    soakTest.each(each.slice(1))(title, redWithout)
  }

  test('saves again, and git wins at the next deploy, which does without the few lines that no check names', async () => {
    expect(saveInControlUi()).toContain('"ok": true')
    site.edit(CONFIGMAP, (text) => text.replace('alias: "haiku"', 'alias: "quick"'))
    site.edit('manifests/deployment.yaml', (text) =>
      text
        .replace(/ {8}(runAsGroup|fsGroupChangePolicy): .*\n/g, '')
        // The init container’s is the gateway’s too.
        .replace('            readOnlyRootFilesystem: true\n', ''),
    )
    const { outputs } = await deploy('manifests')
    expect(outputs).toMatchObject({ verified: 'full', changed: 'true' })
    expect(servedConfig()).toBe(configInGit())
    expect(shellInGateway('id -u; id -g')).toBe('1000\n1000')
    expect(shellInGateway('touch /home/node/x && echo written')).toBe('written')
  })
})

describe('the overlays that go beside base', () => {
  test('IngressRoute and NetworkPolicy are applied, and the gateway is not restarted', async () => {
    const before = gatewayPods(site)
    const { outputs } = await deploy('manifests\noverlays/ingressroute\noverlays/network-policy')
    expect(outputs.changed).toBe('true')
    expect(gatewayPods(site)).toEqual(before)
    const kinds = 'ingressroutes.traefik.io,middlewares.traefik.io,networkpolicies'
    expect(site.kubectl('-n', site.namespace, 'get', kinds, '-o', 'name').trim().split('\n')).toEqual([
      'ingressroute.traefik.io/openclaw',
      'middleware.traefik.io/no-claims',
      'middleware.traefik.io/oauth2-proxy',
      'networkpolicy.networking.k8s.io/openclaw',
    ])
  })

  test('the PodDisruptionBudget holds up a drain (as policy/v1beta1, which is what Kubernetes 1.20 has)', async () => {
    const file = 'overlays/disruption-budget/poddisruptionbudget.yaml'
    site.edit(file, (text) => text.replace('policy/v1', 'policy/v1beta1'))
    await deploy('manifests\noverlays/disruption-budget')
    const [pod] = gatewayPods(site)
    const eviction = {
      apiVersion: 'policy/v1beta1',
      kind: 'Eviction',
      metadata: { name: pod?.name, namespace: site.namespace },
    }
    site.edit('eviction.json', () => JSON.stringify(eviction))
    const path = `/api/v1/namespaces/${site.namespace}/pods/${pod?.name}/eviction`
    expect(() => site.kubectl('create', '--raw', path, '-f', site.path('eviction.json'))).toThrow(/disruption budget/)
    expect(gatewayPods(site)).toEqual([pod])
  })
})

describe('the overlay read-only-config', () => {
  test('serves git’s config, and nothing can save another', async () => {
    const { outputs } = await deploy('overlays/read-only-config', { rehearse: 'pull' })
    expect(outputs.verified).toBe('full')
    expect(shellInGateway('echo "$OPENCLAW_CONFIG_PATH"')).toBe('/config/openclaw.json')
    expect(saveInControlUi()).toMatch(/Read-only file system|EROFS/)
    expect(servedConfig()).toBe(configInGit())
  })
})

describe('the overlay oauth2-identity', () => {
  const SETTINGS = '/__openclaw/control-ui-config.json'

  test('takes whom the proxy names, and only those who are allowed', async () => {
    site.kubectlApply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'openclaw-secrets', namespace: site.namespace },
      stringData: {
        OPENCLAW_GATEWAY_TOKEN: site.gatewayToken,
        ANTHROPIC_API_KEY: 'sk-ant-lab-has-none',
        OPENCLAW_GATEWAY_PASSWORD: PASSWORD,
      },
    })
    const { outputs } = await deploy(IDENTITY, { rehearse: 'pull' })
    expect(outputs.verified).toBe('full')
    expect(servedConfig()).toBe(configInGit(`${IDENTITY}/configmap.yaml`))
    const statuses = [(await proxy.get(SETTINGS, 'alice')).status, (await proxy.get(SETTINGS, 'mallory')).status]
    expect(statuses).toEqual([200, 401])
  })

  test('believes nobody who sends the headers from elsewhere', async () => {
    expect((await getDirectly(site, SETTINGS, FORGED)).status).toBe(403)
    const { 'X-Forwarded-For': _, ...withoutAddress } = FORGED
    expect((await getDirectly(site, SETTINGS, withoutAddress)).status).toBe(403)
    expect((await getDirectly(site, SETTINGS, { Authorization: `Bearer ${site.gatewayToken}` })).status).toBe(401)
  })

  test('leaves the command inside the pod its password', () => {
    expect(shellInGateway('openclaw devices list --json')).toContain('"paired"')
  })
})
