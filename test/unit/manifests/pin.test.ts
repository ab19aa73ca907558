import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Problem } from '../../../src/errors.ts'
import { pin, writePin } from '../../../src/manifests/pin.ts'
import { type ManifestFile, parseManifests, readManifests } from '../../../src/manifests/read.ts'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { DIGEST, OTHER_DIGEST, problemFrom, temporaryFolder } from '../support.ts'

const REPOSITORY = 'k3s-homelab/openclaw'
const NEW = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${REPOSITORY}:2026.9.6-0123456789ab@${DIGEST}`

function workloadIn(text: string, file: Partial<ManifestFile> = {}) {
  const problems: Problem[] = []
  const manifests = parseManifests({ path: 'a.yaml', absolute: '/a.yaml', text, ...file }, problems)
  if (problems.length > 0) throw new Error(problems[0]?.message)
  return findWorkload(manifests, { repository: REPOSITORY })
}

// A file around the image, in the many ways that people write one; what stands before and after must stay.
const comment = fc
  .string({ maxLength: 20, unit: 'grapheme' })
  .map((text) => `# ${text.replace(/[\p{C}\u2028\u2029]/gu, ' ')}`)
const filler = fc.oneof(fc.constant(''), comment, fc.constant('---'))
const imageText = fc
  .tuple(
    fc.constantFrom('', 'localhost:5000/', '123456789012.dkr.ecr.eu-central-1.amazonaws.com/'),
    fc.constantFrom('', ':1', ':2026.9.6', `@${OTHER_DIGEST}`, `:x@${OTHER_DIGEST}`),
  )
  .map(([host, rest]) => `${host}${REPOSITORY}${rest}`)
const surrounded = fc
  .record({
    image: imageText,
    quote: fc.constantFrom('', "'", '"'),
    before: fc.array(filler, { maxLength: 3 }),
    after: fc.array(comment, { maxLength: 3 }),
    trailing: fc.oneof(
      fc.constant(''),
      comment.map((text) => `   ${text}`),
    ),
    flow: fc.boolean(),
    newline: fc.constantFrom('\n', '\r\n'),
    end: fc.boolean(),
    mark: fc.constantFrom('', '\uFEFF'),
  })
  .map(({ image, quote, before, after, trailing, flow, newline, end, mark }) => {
    const value = quote + image + quote
    const containers = flow
      ? [`      containers: [{name: side, image: "busybox:1"}, {name: gateway, image: ${value}, env: []}]${trailing}`]
      : [
          '      containers:',
          '        - name: side',
          '          image: busybox:1',
          '        - name: gateway',
          `          image: ${value}${trailing}`,
          '          env: [{name: A, value: "image: x"}]',
        ]
    const lines = [
      ...before.filter((line) => line !== '---'),
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata: {name: openclaw}   # image: not this one',
      'spec:',
      '  template:',
      '    spec:',
      ...containers,
      ...after,
      ...(before.includes('---')
        ? ['---', 'apiVersion: v1', 'kind: ConfigMap', `metadata: {name: "é✓", note: "${image}"}`]
        : []),
    ]
    const text = mark + lines.join(newline) + (end ? newline : '')
    const written = value + (flow ? ', env' : trailing)
    const start = text.lastIndexOf(`image: ${written}`) + 'image: '.length
    return { text, image, start, length: value.length, quote }
  })

describe('the pin', () => {
  test('changes the image and no other byte, whatever stands around it', () => {
    fc.assert(
      fc.property(surrounded, ({ text, image, start, length, quote }) => {
        const workload = workloadIn(text)
        expect(workload.image).toBe(image)
        const { text: pinned, changed } = pin(workload, NEW)
        expect(pinned).toBe(text.slice(0, start) + quote + NEW + quote + text.slice(start + length))
        expect(changed).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('is what is read again from the pinned text, and is what is applied', () => {
    fc.assert(
      fc.property(surrounded, ({ text }) => {
        const pinned = pin(workloadIn(text), NEW)
        const again = workloadIn(pinned.text)
        expect(again.image).toBe(NEW)
        expect(pinned.object).toEqual(again.manifest.object)
      }),
      { numRuns: 100 },
    )
  })

  test('twice is the same as once, and says that nothing changed', () => {
    fc.assert(
      fc.property(surrounded, ({ text }) => {
        const once = pin(workloadIn(text), NEW)
        expect(pin(workloadIn(once.text), NEW)).toMatchObject({ text: once.text, changed: false })
      }),
      { numRuns: 100 },
    )
  })

  test('applies what the file will say, also where an alias repeats the image', () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: openclaw}
spec:
  template:
    spec:
      containers:
        - name: gateway
          image: &image ${REPOSITORY}:1
      initContainers:
        - name: migrate
          image: *image
`
    const pinned = pin(workloadIn(text), NEW)
    expect(pinned.object).toEqual(workloadIn(pinned.text).manifest.object)
  })

  test('leaves the object that was read alone', () => {
    const workload = workloadIn(
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, image: ${REPOSITORY}}]}}}\n`,
    )
    const before = structuredClone(workload.manifest.object)
    pin(workload, NEW)
    expect(workload.manifest.object).toEqual(before)
  })
})

describe('writing the pin', () => {
  const TEXT = `apiVersion: apps/v1\r\nkind: Deployment\r\nmetadata: {name: openclaw}\r\nspec: {template: {spec: {containers: [{name: gateway, image: ${REPOSITORY}:1}]}}} # é\r\n`

  async function pinnedFile(path = 'openclaw.yaml', link = false) {
    const workspace = temporaryFolder()
    const real = join(workspace, link ? 'real.yaml' : path)
    writeFileSync(real, TEXT)
    if (link) symlinkSync('real.yaml', join(workspace, path))
    const { manifests } = await readManifests([path], workspace, { kind: 'keep' })
    const workload = findWorkload(manifests, { repository: REPOSITORY })
    return { workspace, real, workload, pinned: pin(workload, NEW) }
  }

  test('replaces the file, keeps its mode and leaves nothing else behind', async () => {
    const { workspace, real, workload, pinned } = await pinnedFile()
    chmodSync(real, 0o664)
    await writePin(workload, pinned)
    expect(readFileSync(real, 'utf8')).toBe(TEXT.replace(`${REPOSITORY}:1`, NEW))
    expect(statSync(real).mode & 0o7777).toBe(0o664)
    expect(readdirSync(workspace)).toEqual(['openclaw.yaml'])
  })

  test('follows a symlink, which stays one', async () => {
    const { workspace, real, workload, pinned } = await pinnedFile('openclaw.yaml', true)
    await writePin(workload, pinned)
    expect(readFileSync(real, 'utf8')).toBe(pinned.text)
    expect(lstatSync(join(workspace, 'openclaw.yaml')).isSymbolicLink()).toBe(true)
    expect(readdirSync(workspace).sort()).toEqual(['openclaw.yaml', 'real.yaml'])
  })

  test('is refused when somebody changed the file meanwhile, and their change stays', async () => {
    const { workspace, real, workload, pinned } = await pinnedFile()
    writeFileSync(real, `${TEXT}# theirs\n`)
    const problem = await problemFrom(() => writePin(workload, pinned))
    expect(problem).toMatchObject({
      code: 'manifest-write-failed',
      message: expect.stringContaining('was changed while this ran'),
      where: { file: 'openclaw.yaml' },
    })
    expect(readFileSync(real, 'utf8')).toBe(`${TEXT}# theirs\n`)
    expect(readdirSync(workspace)).toEqual(['openclaw.yaml'])
  })

  test('says that the gateway runs when the file is gone', async () => {
    const { workspace, workload, pinned } = await pinnedFile()
    const gone = {
      ...workload,
      manifest: { ...workload.manifest, file: { ...workload.manifest.file, absolute: join(workspace, 'gone') } },
    }
    expect(await problemFrom(() => writePin(gone, pinned))).toMatchObject({
      code: 'manifest-write-failed',
      message: expect.stringMatching(/^The gateway runs, but its pin could not be written: ENOENT/),
    })
  })

  test('is not hindered by what a killed run with the same process id left behind', async () => {
    const { real, workload, pinned } = await pinnedFile()
    writeFileSync(`${real}.openclaw-deploy-${process.pid}`, 'half a fi')
    await writePin(workload, pinned)
    expect(readFileSync(real, 'utf8')).toBe(pinned.text)
  })
})
