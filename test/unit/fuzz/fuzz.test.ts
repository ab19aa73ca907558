// Nothing that people can write ends in a stack trace: it is taken, or refused by sentences. FUZZ_RUNS=20000 looks for more,
// from a seed of its own; FUZZ_SEED looks at one again. Fewer than 1,000 are the first of those.

import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { type AgeKey, newAgeKey, seal } from '../manifests/secrets/seal.ts'
import { DIGEST, FUZZ_RUNS as RUNS } from '../support.ts'
import { startApiServer } from './api-server.ts'
import { complaintsOf } from './complaints.ts'
import { inputSamples, inputTable, kubeconfig, PLANTED } from './inputs.ts'
import { changed, eachEmptied, type Step, steps } from './manifests.ts'
import { checkout, endingOf, folderWith, type Sample, SOUND } from './story.ts'

const SEED = Number(process.env.FUZZ_SEED ?? (RUNS > 1_000 ? Date.now() % 2 ** 31 : 20_261_128))
/** Where one of the two hardly happens, the samples say nothing of it. */
const LEAST_SHARE = 0.1

const shipped = checkout()
const base = Object.fromEntries(Object.entries(shipped).filter(([path]) => /^manifests\/base|^Dockerfile/.test(path)))
const named = (...names: string[]) => names.map((name) => `manifests/base/${name}.yaml`)

let api: Awaited<ReturnType<typeof startApiServer>>
let workspace: string
let key: AgeKey
let env: Record<string, string>
beforeAll(async () => {
  api = await startApiServer(Object.values(base).filter((text) => text.includes('kind:')))
  workspace = folderWith({ ...shipped, 'kubeconfig.json': kubeconfig(api.url) })
  key = await newAgeKey()
  const bin = join(workspace, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'kustomize'), KUSTOMIZE)
  chmodSync(join(bin, 'kustomize'), 0o755)
  env = { KUBECONFIG: join(workspace, 'kubeconfig.json'), PATH: bin }
})

const counts: string[] = []
afterAll(() => {
  api.stop()
  rmSync(workspace, { recursive: true, force: true })
  process.stderr.write(`fuzz    ${counts.join('; ')} (FUZZ_SEED=${SEED})\n`)
})

/** Renders the manifests as they are, but for the image of a pin, and of the one image that it is asked for what a real one would make. */
const KUSTOMIZE = `#!/bin/sh
pinned=registry/k3s-homelab/openclaw:1@${DIGEST}
if [ -f "$2/pod.json" ]; then echo "{spec: {containers: [{image: \\"$pinned\\"}]}}"; exit; fi
change=
if /bin/grep -q ${DIGEST} "$2/kustomization.yaml"; then change="s#[^ \\"']*k3s-homelab/openclaw[^ \\"']*#$pinned#"; fi
for each in "$2"/[!k]*.yaml; do /bin/sed "$change" "$each"; echo; echo ---; done
`

/** Runs samples until one ends as none may. */
async function fuzz<T>(
  kind: string,
  arbitrary: fc.Arbitrary<T>,
  runs: number,
  sampleOf: (value: T) => Sample,
): Promise<void> {
  let accepted = 0
  let ended = 0
  const look = async (value: T) => {
    const sample = sampleOf(value)
    const ending = await endingOf({ ...sample, env }, sample.files ? undefined : workspace)
    if (ending.problems.length === 0) accepted++
    ended++
    const complaints = complaintsOf(ending, sample.files ?? shipped, [PLANTED])
    if (complaints.length > 0) throw new Error(complaints.slice(0, 3).join('\n').slice(0, 3_000))
  }
  await fc.assert(fc.asyncProperty(arbitrary, look), {
    numRuns: Math.ceil(runs),
    seed: SEED,
    asyncReporter: async ({ failed, counterexample, errorInstance }) => {
      if (!failed) return
      const shown = fc.stringify(counterexample).slice(0, 2_000)
      throw new Error(`FUZZ_SEED=${SEED}, ${kind}: ${shown}\n${(errorInstance as Error)?.message}`)
    },
  })
  counts.push(`${kind}: ${accepted} accepted, ${ended - accepted} rejected`)
  expect(Math.min(accepted, ended - accepted) / ended).toBeGreaterThan(LEAST_SHARE)
}

test('each value of the table of inputs ends well', async () => {
  let accepted = 0
  const samples = inputTable(api.url)
  const complaints: string[] = []
  for (const sample of samples) {
    const ending = await endingOf({ ...sample, env }, workspace)
    if (ending.problems.length === 0) accepted++
    const found = complaintsOf(ending, shipped, [PLANTED])
    complaints.push(...found.map((each) => `${JSON.stringify(sample.inputs).slice(0, 500)}: ${each}`))
  }
  expect(complaints).toEqual([])
  counts.push(`input values: ${accepted} accepted, ${samples.length - accepted} rejected`)
})

test('inputs end well', () => fuzz('inputs', inputSamples(api.url), RUNS * 0.3, (sample) => sample))

test('manifests end well', () =>
  fuzz('manifests', taken(), RUNS * 0.32, ([steps, lint]) => ({
    inputs: { ...SOUND, lint },
    files: changed(
      base,
      named('deployment', 'deployment', 'deployment', 'configmap', 'service', 'pvc', 'namespace'),
      steps,
    ),
  })))

test('each value of the gateway that is left empty ends well, as by a comment before its lines', async () => {
  const [path = ''] = named('deployment')
  const emptied = eachEmptied(String(base[path]))
  const complaints: string[] = []
  for (const [what, text] of emptied) {
    const files = { ...base, [path]: text }
    const ending = await endingOf({ inputs: { ...SOUND, lint: 'warn' }, files, env })
    complaints.push(...complaintsOf(ending, files, [PLANTED]).map((complaint) => `${what}: ${complaint}`))
  }
  expect(emptied.length).toBeGreaterThan(50)
  expect(complaints).toEqual([])
})

test('kustomizations end well', () => {
  const [image] = /\S+\/k3s-homelab\/openclaw/.exec(base['manifests/base/deployment.yaml'] ?? '') ?? []
  const [path = ''] = named('kustomization')
  const files = {
    ...base,
    [path]: `${base[path]}images:\n  - name: ${image}\n    newTag: latest\nlabels:\n  - pairs:\n      a: b\n`,
  }
  // Enough of them that a share can be told.
  return fuzz('kustomizations', taken(), Math.max(30, RUNS * 0.03), ([steps, lint]) => ({
    inputs: { ...SOUND, lint },
    files: changed(files, named('kustomization', 'kustomization', 'deployment', 'service'), steps),
  }))
})

test('Secrets, sealed and in clear, end well and are never shown', async () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'openclaw-secrets', namespace: 'open-webui' },
    stringData: { OPENCLAW_GATEWAY_TOKEN: PLANTED, ANTHROPIC_API_KEY: `sk-${PLANTED}` },
  }
  const sops = { encrypted_regex: '^(data|stringData)$' }
  const sealed = await seal([secret], { key, encrypts: ([top]) => top === 'stringData', sops })
  const forms = fc.tuple(
    steps(),
    fc.constantFrom(sealed, sealed, stringify(secret)),
    fc.constantFrom('apply', 'apply', 'keep'),
  )
  const rest = {
    Dockerfile: base.Dockerfile ?? '',
    'k8s/deployment.yaml': base['manifests/base/deployment.yaml'] ?? '',
  }
  await fuzz('Secrets', forms, RUNS * 0.1, ([steps, text, secrets]) => ({
    inputs: { ...SOUND, manifests: 'k8s', 'sops-age-key': key.identity, secrets, lint: 'warn' },
    files: changed({ ...rest, 'k8s/secret.yaml': text }, ['k8s/secret.yaml'], steps),
  }))
})

function taken(): fc.Arbitrary<[Step[], string]> {
  return fc.tuple(steps(), fc.constantFrom('error', 'warn', 'warn'))
}
