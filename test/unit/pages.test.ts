// What a newcomer pastes from our pages and workflows is what the action takes, and what they link to is there.

import { cpSync, existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { parseInputs } from '../../src/inputs/deploy.ts'
import { readManifests } from '../../src/manifests/read.ts'
import { temporaryFolder } from './support.ts'

const root = new URL('../../', import.meta.url).pathname
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const pages = globSync('{README.md,SECURITY.md,lab/README.md,docs/**/*.md}', { cwd: root })
const workflows = globSync('.github/workflows/*.yml', { cwd: root })

interface Step {
  readonly uses: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Grouped {
  readonly concurrency?: { readonly group: string }
}

interface Job extends Grouped {
  readonly with: Readonly<Record<string, string>>
  readonly secrets?: unknown
  readonly environment?: unknown
}

interface Workflow extends Grouped {
  readonly on: {
    readonly schedule?: readonly { readonly cron: string }[]
    readonly workflow_dispatch?: { readonly inputs: Readonly<Record<string, unknown>> }
    readonly workflow_call?: {
      readonly inputs: Readonly<Record<string, unknown>>
      readonly secrets?: Readonly<Record<string, { readonly required: boolean }>>
    }
  }
  readonly jobs: Readonly<Record<string, Job>>
}

/** The YAML of a file: all of a workflow, the examples of a page. */
function yamlOf(file: string): unknown[] {
  if (file.endsWith('.yml')) return [parse(text(file))]
  return [...text(file).matchAll(/```ya?ml\n(.*?)```/gs)].map(([, yaml = '']) => parse(yaml))
}

/** All steps by our own actions, however deep: an example may be no more than a list of them. */
function ownSteps(yaml: unknown): Step[] {
  if (typeof yaml !== 'object' || yaml === null) return []
  const inner = Object.values(yaml).flatMap(ownSteps)
  return 'uses' in yaml && /^org\/openclaw-deploy(\/pair)?@/.test(String(yaml.uses)) ? [yaml as Step, ...inner] : inner
}

/** As GitHub makes them of headings. */
function anchorsOf(file: string): string[] {
  const headings = text(file)
    .replaceAll(/^```.*?^```/gms, '')
    .matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

test.each(pages)('what %s links to is there', (page) => {
  const links = [...text(page).matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
  const broken = links.flatMap(([link, path, anchor]) => {
    const file = path ? join(dirname(page), path) : page
    const isThere = existsSync(join(root, file)) && (anchor === undefined || anchorsOf(file).includes(anchor))
    return isThere ? [] : [link]
  })
  expect(broken).toEqual([])
})

test.each([...workflows, ...pages])('%s gives our actions only inputs that they have', (file) => {
  const unknown = ownSteps(yamlOf(file)).flatMap(({ uses, with: given = {} }) => {
    const { inputs } = parse(text(uses.includes('/pair@') ? 'pair/action.yml' : 'action.yml'))
    return Object.keys(given).filter((name) => !(name in inputs))
  })
  expect(unknown).toEqual([])
})

test.each(workflows)('%s keeps nobody from a run that waits for its reviewer', (file) => {
  const workflow = parse(text(file)) as Workflow
  const gated = Object.values(workflow.jobs).filter(({ environment }) => environment !== undefined)
  // Such a run holds its group, be it the workflow's or the job's, in which GitHub keeps one other and cancels the rest.
  const groups = gated.length > 0 ? [workflow, ...gated].flatMap(({ concurrency }) => concurrency?.group ?? []) : []
  expect(groups.filter((group) => !group.includes('${{'))).toEqual([])
})

test.each(workflows)('%s, when others call it, groups by what they ask for', (file) => {
  const { on, concurrency } = parse(text(file)) as Workflow
  // All calls of one workflow are in the group that it names: of three gateways the third call would be cancelled.
  if (on.workflow_call && concurrency) expect(concurrency.group).toMatch(/\$\{\{[^}]*\binputs\./)
})

/** Hours between two runs of a schedule; more than a day without one. */
function longestGap({ on }: Workflow): number {
  const hours = (on.schedule ?? []).flatMap(({ cron }) => (cron.split(' ')[1] ?? '').split(',').map(Number))
  const gaps = hours.map((hour, index) => (hours[index + 1] ?? (hours[0] ?? 0) + 24) - hour)
  return gaps.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...gaps)
}

describe('the workflow to call', () => {
  const { on } = parse(text('.github/workflows/deploy.yml')) as Workflow
  const nightly = parse(text('.github/workflows/nightly.yml')) as Workflow

  test('takes by hand what it takes from another', () => {
    expect(on.workflow_dispatch?.inputs).toEqual(on.workflow_call?.inputs)
  })

  test('has a group for each gateway, of inputs that it has', () => {
    const { concurrency } = parse(text('.github/workflows/deploy.yml')) as Workflow
    const named = [...(concurrency?.group ?? '').matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name)
    expect(named).toEqual(['runner', 'ecr-repository', 'manifests', 'dry-run'])
    expect(Object.keys(on.workflow_call?.inputs ?? {})).toEqual(expect.arrayContaining(named))
    // Called by it, the nightly is in the group of the gateway that it deploys, and must not hold that itself.
    expect(nightly.concurrency).toBeUndefined()
  })

  test('gets what the manifests to copy need: the key of the Secret, and a login for the nodes', () => {
    const [step] = ownSteps(yamlOf('.github/workflows/deploy.yml'))
    expect(step?.with).toMatchObject({
      'pull-secret': '${{ inputs.pull-secret }}',
      'sops-age-key': '${{ secrets.SOPS_AGE_KEY }}',
    })
    expect(on.workflow_call?.secrets).toMatchObject({ SOPS_AGE_KEY: { required: false } })
    expect(nightly.jobs.deploy?.secrets).toEqual({
      SOPS_AGE_KEY: '${{ secrets.SOPS_AGE_KEY }}',
      KUBECONFIG: '${{ secrets.KUBECONFIG }}',
    })
  })

  test('renews that login every night before it ends', () => {
    expect(nightly.jobs.deploy?.with['pull-secret']).toBe('refresh')
    expect(longestGap(nightly)).toBeLessThan(12)
  })

  test('is in the region that the manifests name', () => {
    const [, region] = /\.ecr\.([a-z0-9-]+)\./.exec(text('manifests/base/deployment.yaml')) ?? []
    expect(on.workflow_call?.inputs['aws-region']).toMatchObject({ default: region })
    expect(nightly.jobs.deploy?.with['aws-region']).toBe(region)
  })
})

describe('the repository to copy', () => {
  const [workflow] = yamlOf('docs/example.md') as [Workflow]
  const [step] = ownSteps(workflow)
  const given = (name: string) => String(step?.with?.[name] ?? '')

  test('is read by the action', async () => {
    const workspace = temporaryFolder()
    cpSync(join(root, 'manifests/base'), join(workspace, 'manifests'), { recursive: true })
    cpSync(join(root, 'manifests/overlays'), join(workspace, 'overlays'), { recursive: true })
    cpSync(join(root, 'manifests/secret.example.yaml'), join(workspace, 'manifests/secret.yaml'))
    writeFileSync(
      join(workspace, 'manifests/kustomization.yaml'),
      text('manifests/base/kustomization.yaml').replace('namespace.yaml', 'secret.yaml'),
    )
    // What an expression gives is known to GitHub alone.
    const known = (name: string) => given(name).replace(/^\$\{\{.*\}\}$/, '')
    const { manifests } = parseInputs(known, { AWS_REGION: 'eu-central-1' })
    const read = await readManifests(manifests, workspace, { kind: 'apply', ageKeys: '' })
    const files = new Set(read.manifests.map(({ file }) => file.path))
    const overlay = readdirSync(join(workspace, 'overlays/ingressroute')).filter((name) => !name.startsWith('kust'))
    expect([...files].sort()).toEqual(
      [
        ...['configmap', 'deployment', 'pvc', 'secret', 'service'].map((name) => `manifests/${name}.yaml`),
        ...overlay.map((name) => `overlays/ingressroute/${name}`),
      ].sort(),
    )
  })

  test('renews the login by which the nodes pull before it ends', () => {
    expect([given('pull-secret'), given('sops-age-key')]).toEqual(['refresh', '${{ secrets.SOPS_AGE_KEY }}'])
    expect(longestGap(workflow)).toBeLessThan(12)
  })
})
