import { chmodSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../src/errors.ts'
import type { Deployment } from '../../../src/kube/workloads.ts'
import type { ManifestFile } from '../../../src/manifests/documents.ts'
import { parseManifests } from '../../../src/manifests/objects.ts'
import { pin } from '../../../src/manifests/pin.ts'
import { readManifests } from '../../../src/manifests/read.ts'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { writePin } from '../../../src/manifests/write.ts'
import { DIGEST, problemFrom, temporaryFolder } from '../support.ts'

const REPOSITORY = 'k3s-homelab/openclaw'
const NEW = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${REPOSITORY}:2026.9.6-0123456789ab@${DIGEST}`

function workloadIn(text: string, file: Partial<ManifestFile> = {}) {
  const problems: Problem[] = []
  const manifests = parseManifests({ path: 'a.yaml', absolute: '/a.yaml', text, ...file }, problems)
  if (problems.length > 0) throw new Error(problems[0]?.message)
  return findWorkload(manifests, { repository: REPOSITORY })
}

/** The text of the one file that the pin changes, and the gateway as it will be applied. */
function pinned(text: string) {
  const workload = workloadIn(text)
  const { files, manifests } = pin(workload, NEW)
  return { text: files[0]?.text, object: manifests.get(workload.manifest)?.object as Deployment }
}

const container = (image: string, name = 'gateway') => `{name: ${name}, image: ${image}}`
const deployment = (containers: string, name = 'openclaw') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {template: {spec: {${containers}}}}\n`
const GATEWAY = deployment(`containers: [${container(`${REPOSITORY}:1`)}]`)

describe('the pin', () => {
  test('twice is the same as once, and says that nothing changed', () => {
    const once = pinned(GATEWAY)
    expect(once.text).toBe(GATEWAY.replace(`${REPOSITORY}:1`, NEW))
    expect(pin(workloadIn(once.text ?? ''), NEW).files).toEqual([])
    expect(pinned(once.text ?? '').object).toEqual(once.object)
  })

  test('is what is read again from the pinned text, and is what is applied', () => {
    const { text, object } = pinned(GATEWAY)
    expect(object).toEqual(workloadIn(text ?? '').manifest.object)
  })

  test('finds the gateway in a List by its place there, since two items may share a line', () => {
    const item = (name: string, image: string) =>
      `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}}, spec: {template: {spec: {containers: [{name: a, image: ${image}}]}}}}`
    const text = `apiVersion: v1\nkind: List\nitems: [${item('first', 'busybox:1')}, ${item('second', `${REPOSITORY}:1`)}]\n`
    const { text: after, object } = pinned(text)
    expect(after).toBe(text.replace(`${REPOSITORY}:1`, NEW))
    expect(object.metadata.name).toBe('second')
    expect(object.spec.template.spec.containers[0]?.image).toBe(NEW)
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

describe('every place of the image is pinned', () => {
  const HOST = 'localhost:5000/'
  const file = (path: string, text: string): ManifestFile => ({ path, absolute: `/${path}`, text })
  const cronJob = (image: string) =>
    `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: backup}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [${container(image)}]}}}}}\n`
  const gateway = (host = HOST) =>
    deployment(
      `initContainers: [${container(`${host}${REPOSITORY}:0`, 'migrate')}], containers: [${container(`${host}${REPOSITORY}:1`)}]`,
    )

  function pinnedFiles(files: readonly ManifestFile[]) {
    const manifests = files.flatMap((each) => parseManifests(each, []))
    const choice = { repository: REPOSITORY, deployment: 'openclaw', container: 'gateway' }
    const { files: changed, manifests: after } = pin(findWorkload(manifests, choice), NEW)
    return { changed, names: [...after.values()].map(({ object }) => object.metadata.name) }
  }

  test('in its init containers and in cron jobs, each file once', () => {
    const files = [file('a.yaml', gateway()), file('b.yaml', cronJob(`"${HOST}${REPOSITORY}"`))]
    const { changed, names } = pinnedFiles(files)
    expect(names).toEqual(['openclaw', 'backup'])
    expect(changed).toEqual([
      {
        file: files[0],
        text: gateway().replace(`${HOST}${REPOSITORY}:0`, NEW).replace(`${HOST}${REPOSITORY}:1`, NEW),
      },
      { file: files[1], text: cronJob(`"${NEW}"`) },
    ])
  })

  test.each<[what: string, image: string]>([
    ['another repository', `${HOST}${REPOSITORY}-tools:1`],
    ['the same name on another host', `localhost:5001/${REPOSITORY}:1`],
    ['the same name without the host', `${REPOSITORY}:1`],
  ])('but not %s', (_, image) => {
    const { changed } = pinnedFiles([file('a.yaml', gateway()), file('b.yaml', cronJob(image))])
    expect(changed.map(({ file }) => file.path)).toEqual(['a.yaml'])
  })

  test.each(['Deployment', 'StatefulSet', 'DaemonSet'])(
    'but not in another %s, which may be a gateway itself',
    (kind) => {
      const other = deployment(`containers: [${container(`${HOST}${REPOSITORY}:1`)}]`)
        .replace('kind: Deployment', `kind: ${kind}`)
        .replace('name: openclaw', 'name: bob')
      const { changed } = pinnedFiles([file('a.yaml', gateway()), file('b.yaml', other)])
      expect(changed.map(({ file }) => file.path)).toEqual(['a.yaml'])
    },
  )

  test('in a Job too: one that is in the cluster keeps its image there', () => {
    const job = deployment(`containers: [${container(`${HOST}${REPOSITORY}:1`)}]`, 'backup')
      .replace('apps/v1', 'batch/v1')
      .replace('Deployment', 'Job')
    const { changed, names } = pinnedFiles([file('a.yaml', gateway()), file('b.yaml', job)])
    expect(changed.map(({ file }) => file.path)).toEqual(['a.yaml', 'b.yaml'])
    expect(names).toEqual(['openclaw', 'backup'])
  })

  test('on whichever host, when the gateway’s own names none', () => {
    const { changed } = pinnedFiles([file('a.yaml', gateway('')), file('b.yaml', cronJob(`${HOST}${REPOSITORY}:1`))])
    expect(changed.map(({ file }) => file.path)).toEqual(['a.yaml', 'b.yaml'])
  })

  test('but not the old image of a gateway that moves to another repository, which may be anything', () => {
    const files = [
      file('a.yaml', deployment(`containers: [${container('busybox:1')}]`)),
      file('b.yaml', cronJob('busybox:1')),
    ]
    expect(pinnedFiles(files).changed.map(({ file }) => file.path)).toEqual(['a.yaml'])
  })

  test('an object of a kind that makes no pods is left alone, whatever it holds', () => {
    const thing = cronJob(`${HOST}${REPOSITORY}:1`).replace('kind: CronJob', 'kind: constructor')
    expect(pinnedFiles([file('a.yaml', gateway()), file('b.yaml', thing)]).names).toEqual(['openclaw'])
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
    const { files } = pin(findWorkload(manifests, { repository: REPOSITORY }), NEW)
    return { workspace, real, files, text: files[0]?.text }
  }

  test('replaces the file, keeps its mode and leaves nothing else behind', async () => {
    const { workspace, real, files } = await pinnedFile()
    chmodSync(real, 0o664)
    await writePin(files, workspace)
    expect(readFileSync(real, 'utf8')).toBe(TEXT.replace(`${REPOSITORY}:1`, NEW))
    expect(statSync(real).mode & 0o7777).toBe(0o664)
    expect(readdirSync(workspace)).toEqual(['openclaw.yaml'])
  })

  test('follows a symlink, which stays one', async () => {
    const { workspace, real, files, text } = await pinnedFile('openclaw.yaml', true)
    await writePin(files, workspace)
    expect(readFileSync(real, 'utf8')).toBe(text)
    expect(lstatSync(join(workspace, 'openclaw.yaml')).isSymbolicLink()).toBe(true)
    expect(readdirSync(workspace).sort()).toEqual(['openclaw.yaml', 'real.yaml'])
  })

  test('is refused when the file has become a link out of the workspace, though it holds the same', async () => {
    const { workspace, real, files } = await pinnedFile()
    const elsewhere = join(temporaryFolder(), 'theirs.yaml')
    writeFileSync(elsewhere, TEXT)
    rmSync(real)
    symlinkSync(elsewhere, real)
    expect(await problemFrom(() => writePin(files, workspace))).toMatchObject({
      code: 'manifest-write-failed',
      message: expect.stringContaining('openclaw.yaml leads out of the workspace by now'),
      where: { file: 'openclaw.yaml' },
    })
    expect(readFileSync(elsewhere, 'utf8')).toBe(TEXT)
  })

  test('is refused when somebody changed the file meanwhile, and their change stays', async () => {
    const { workspace, real, files } = await pinnedFile()
    writeFileSync(real, `${TEXT}# theirs\n`)
    const problem = await problemFrom(() => writePin(files, workspace))
    expect(problem).toMatchObject({
      code: 'manifest-write-failed',
      message: expect.stringContaining('was changed while this ran'),
      where: { file: 'openclaw.yaml' },
    })
    expect(readFileSync(real, 'utf8')).toBe(`${TEXT}# theirs\n`)
    expect(readdirSync(workspace)).toEqual(['openclaw.yaml'])
  })

  test('of several files is refused as a whole when one of them was changed', async () => {
    const { workspace, real, files } = await pinnedFile()
    const other = { path: 'other.yaml', absolute: join(workspace, 'other.yaml'), text: 'a: 1\n' }
    writeFileSync(other.absolute, 'a: 2\n')
    expect(await problemFrom(() => writePin([...files, { file: other, text: 'a: 3\n' }], workspace))).toMatchObject({
      where: { file: 'other.yaml' },
    })
    expect(readFileSync(real, 'utf8')).toBe(TEXT)
    expect(readdirSync(workspace).sort()).toEqual(['openclaw.yaml', 'other.yaml'])
  })

  test('says that the gateway runs when the file is gone', async () => {
    const { workspace, files } = await pinnedFile()
    const gone = files.map(({ file, text }) => ({ file: { ...file, absolute: join(workspace, 'gone') }, text }))
    expect(await problemFrom(() => writePin(gone, workspace))).toMatchObject({
      code: 'manifest-write-failed',
      message: expect.stringMatching(/^The gateway runs, but its pin could not be written: ENOENT/),
    })
  })

  test('is not hindered by what a killed run with the same process id left behind', async () => {
    const { workspace, real, files, text } = await pinnedFile()
    writeFileSync(`${real}.openclaw-deploy-${process.pid}`, 'half a fi')
    await writePin(files, workspace)
    expect(readFileSync(real, 'utf8')).toBe(text)
  })
})
