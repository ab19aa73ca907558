import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../src/errors.ts'
import { type Manifest, parseManifests } from '../../../src/manifests/objects.ts'
import { containerIn, findWorkload } from '../../../src/manifests/workload.ts'
import { problemFrom, problemsFrom } from '../support.ts'

const REPOSITORY = 'k3s-homelab/openclaw'
const IMAGE = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${REPOSITORY}:1`

function manifestsOf(text: string): Manifest[] {
  const problems: Problem[] = []
  const manifests = parseManifests({ path: 'k8s/openclaw.yaml', absolute: '/w/k8s/openclaw.yaml', text }, problems)
  if (problems.length > 0) throw new Error(problems[0]?.message)
  return manifests
}

/** A Deployment; `containers` are the lines of the list. */
function deployment(name: string, containers: string, { namespace = '', spec = '' } = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}${namespace && `\n  namespace: ${namespace}`}
spec:
  template:
    spec:${spec}
      containers:
${containers.replace(/^/gm, '        ')}
`
}
const container = (name: string, image: string) => `- name: ${name}\n  image: ${image}`

const GATEWAY = deployment('openclaw', `${container('proxy', 'nginx:1')}\n${container('gateway', IMAGE)}`)

const find = (text: string, choice = {}) => findWorkload(manifestsOf(text), { repository: REPOSITORY, ...choice })

describe('the gateway', () => {
  test('is the only container with an image of the repository', () => {
    expect(find(`${deployment('other', container('db', 'postgres:18'))}---\n${GATEWAY}`)).toMatchObject({
      namespace: undefined,
      deployment: 'openclaw',
      container: 'gateway',
      index: 1,
      image: IMAGE,
      architecture: undefined,
    })
  })

  test('brings its namespace and the architecture of its node', () => {
    const spec = '\n      nodeSelector: {kubernetes.io/arch: arm64}'
    expect(find(deployment('openclaw', container('gateway', IMAGE), { namespace: 'home', spec }))).toMatchObject({
      namespace: 'home',
      architecture: 'arm64',
    })
  })

  test.each(['null', '7', '[a]'])('beside a container whose image is %s is found', (image) => {
    expect(
      find(deployment('openclaw', `- name: odd\n  image: ${image}\n${container('gateway', IMAGE)}`)),
    ).toMatchObject({
      container: 'gateway',
    })
  })

  test('in an encrypted document cannot be pinned', async () => {
    const manifests = manifestsOf(GATEWAY).map((manifest) => ({ ...manifest, encrypted: true as const }))
    expect(await problemFrom(() => findWorkload(manifests, { repository: REPOSITORY }))).toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringMatching(/encrypted by SOPS.*cannot be pinned/),
      where: { file: 'k8s/openclaw.yaml' },
    })
  })

  test('named by the inputs may have any image: that is how one moves to another repository', () => {
    expect(find(GATEWAY, { deployment: 'openclaw', container: 'proxy' })).toMatchObject({
      container: 'proxy',
      index: 0,
    })
    expect(find(deployment('openclaw', container('gateway', 'old/repo:1')), { deployment: 'openclaw' })).toMatchObject({
      container: 'gateway',
    })
  })

  test('is narrowed by the repository when only its Deployment is named', () => {
    expect(find(GATEWAY, { deployment: 'openclaw' })).toMatchObject({ container: 'gateway' })
  })

  test('is narrowed by the namespace', () => {
    const two = `${deployment('openclaw', container('gateway', IMAGE), { namespace: 'a' })}---\n${deployment('openclaw', container('gateway', IMAGE), { namespace: 'b' })}`
    expect(find(two, { namespace: 'b' }).namespace).toBe('b')
  })

  test('without a namespace of its own is in the one of the input', () => {
    expect(find(GATEWAY, { namespace: 'home' })).toMatchObject({ namespace: undefined, deployment: 'openclaw' })
  })

  test('is not an init container', async () => {
    const init = GATEWAY.replace(
      '      containers:',
      `      initContainers:\n        - {name: init, image: "${IMAGE}"}\n      containers:`,
    )
    expect(find(init).container).toBe('gateway')
  })
})

describe('no clear answer', () => {
  test.each<[what: string, text: string, choice: object, code: string, said: RegExp[]]>([
    [
      'no Deployment',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n',
      {},
      'workload-missing',
      [/no Deployment/],
    ],
    [
      'no image of the repository',
      deployment('openclaw', container('gateway', 'ghcr.io/openclaw/openclaw:1')),
      {},
      'workload-missing',
      [/k3s-homelab\/openclaw/, /openclaw\/gateway \(ghcr\.io\/openclaw\/openclaw:1, k8s\/openclaw\.yaml:1\)/],
    ],
    [
      'two images of the repository',
      `${GATEWAY}---\n${deployment('second', container('gateway', IMAGE))}`,
      {},
      'workload-ambiguous',
      [/^2 containers/, /openclaw\/gateway/, /second\/gateway/],
    ],
    [
      'a name that nothing has',
      GATEWAY,
      { deployment: 'openclaw', container: 'nope' },
      'workload-missing',
      [/deployment "openclaw" and container "nope"/, /openclaw\/proxy/, /openclaw\/gateway/],
    ],
    [
      'another namespace',
      deployment('a', container('b', IMAGE), { namespace: 'x' }),
      { namespace: 'y' },
      'workload-missing',
      [/namespace "y"/],
    ],
  ])('%s is told with what there is', async (_, text, choice, code, said) => {
    const problem = await problemFrom(() => find(text, choice))
    expect(problem.code).toBe(code)
    for (const pattern of said) expect(problem.message).toMatch(pattern)
  })
})

describe('an image that cannot be pinned is told at its line', () => {
  const named = { deployment: 'openclaw' }
  test.each<[what: string, text: string, line: number, message: RegExp]>([
    ['none', deployment('openclaw', '- name: gateway'), 9, /gateway has no image/],
    [
      'a folded block',
      deployment('openclaw', `- name: gateway\n  image: >-\n    ${IMAGE}`),
      10,
      /not written as a plain value/,
    ],
    [
      'a literal block',
      deployment('openclaw', `- name: gateway\n  image: |-\n    ${IMAGE}`),
      10,
      /not written as a plain value/,
    ],
    [
      'an alias',
      `x-image: &image ${IMAGE}\n${deployment('openclaw', '- name: gateway\n  image: *image')}`,
      11,
      /not written as a plain value/,
    ],
  ])('%s', async (_, text, line, message) => {
    expect(await problemFrom(() => find(text, named))).toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringMatching(message),
      where: { file: 'k8s/openclaw.yaml', line },
    })
  })

  const other = `---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: backup}\nspec:\n jobTemplate:\n  spec:\n   template:\n    spec:\n     containers:\n     - name: backup\n       image:`
  test.each<[what: string, text: string, line: number, message: RegExp]>([
    [
      'an anchor that is used by others',
      deployment('openclaw', `- name: gateway\n  image: &image ${IMAGE}\n- name: other\n  image: *image`),
      10,
      /container gateway is repeated elsewhere by a YAML alias/,
    ],
    [
      'a container that is used by others',
      deployment('openclaw', `- &all\n  name: gateway\n  image: ${IMAGE}\n- <<: *all\n  name: other\n  image: busybox`),
      11,
      /container gateway is repeated elsewhere/,
    ],
    ['a block in another workload', `${GATEWAY}${other} >-\n        ${IMAGE}\n`, 24, /container backup is not written/],
    [
      'an alias in another workload',
      `${GATEWAY}${other.replace('\nspec', `\nx: &x ${IMAGE}\nspec`)} *x\n`,
      25,
      /container backup is not written/,
    ],
  ])('%s', async (_, text, line, message) => {
    const choice = { deployment: 'openclaw', container: 'gateway' }
    const problems = await problemsFrom(() => find(text, choice))
    expect(problems[0]).toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringMatching(message),
      where: { file: 'k8s/openclaw.yaml', line },
    })
  })

  test('all of them at once', async () => {
    const text = `${GATEWAY.replace(IMAGE, `|-\n            ${IMAGE}`)}${other} >-\n        ${IMAGE}\n`
    const problems = await problemsFrom(() => find(text, { deployment: 'openclaw', container: 'gateway' }))
    expect(problems.map(({ where }) => where?.line)).toEqual([12, 25])
  })

  test('an anchor that nobody uses does no harm', () => {
    expect(find(GATEWAY.replace(IMAGE, `&image ${IMAGE}`)).image).toBe(IMAGE)
  })

  test.each<[what: string, text: string]>([
    [
      'the containers',
      `x: &all\n  - {name: gateway, image: "${IMAGE}"}\n${deployment('openclaw', '').replace('containers:', 'containers: *all')}`,
    ],
    ['the image', `x: &base {image: "${IMAGE}"}\n${deployment('openclaw', '- <<: *base\n  name: gateway')}`],
  ])('and is not said to be missing when %s come from elsewhere by an alias', async (_, text) => {
    const problem = await problemFrom(() => find(text, named))
    expect(problem.message).not.toMatch(/has no image/)
    expect(problem.message).toMatch(/cannot be pinned/)
  })
})

describe('the gateway in another state of its Deployment', () => {
  const workload = { container: 'openclaw', image: IMAGE }
  const live = (...containers: { name: string; image?: string }[]) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'openclaw' },
    spec: { template: { spec: { containers } } },
  })
  const OLD = IMAGE.replace(/1$/, '0')
  const proxy = { name: 'proxy', image: 'nginx:1' }

  test.each([
    [
      'of the same name',
      [
        { name: 'gateway', image: OLD },
        { name: 'openclaw', image: 'other:1' },
      ],
      'openclaw',
    ],
    ['with an image of the repository', [proxy, { name: 'gateway', image: OLD }], 'gateway'],
    ['that is the only one', [{ name: 'gateway', image: 'elsewhere/openclaw:1' }], 'gateway'],
    ['that is the only one, without an image that is known', [{ name: 'gateway' }], 'gateway'],
    [
      'that nothing tells from another',
      [
        { name: 'a', image: OLD },
        { name: 'b', image: OLD },
      ],
      undefined,
    ],
    ['with an image that nobody knows', [proxy, { name: 'gateway', image: 'elsewhere/openclaw:1' }], undefined],
  ])('is the container %s', (_, containers, expected) => {
    expect(containerIn(live(...containers), workload)?.name).toBe(expected)
  })

  test('is not known of what holds no containers', () => {
    expect(
      containerIn({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } }, workload),
    ).toBeUndefined()
  })
})
