import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ManifestFile } from '../../../src/manifests/documents.ts'
import { parseManifests } from '../../../src/manifests/objects.ts'
import { differenceIn, type PinTarget, pinTargets, repin } from '../../../src/manifests/repin.ts'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { DIGEST, OTHER_DIGEST } from '../support.ts'

const NAME = 'registry.example/k3s-homelab/openclaw'
const OLD = `${NAME}:1@${OTHER_DIGEST}`
const NEW = `${NAME}:2@${DIGEST}`
const THIRD = `${NAME}:0@sha256:${'ef'.repeat(32)}`

const FOURTH = `${NAME}:0@sha256:${'0a'.repeat(32)}`

const fileOf = (path: string, text: string): ManifestFile => ({ path, absolute: `/${path}`, text })
const targetOf = (file: ManifestFile, manifests = parseManifests(file, [])): PinTarget => {
  const [target] = pinTargets(findWorkload(manifests, { repository: 'k3s-homelab/openclaw' }))
  if (!target) throw new Error('no target')
  return target
}

describe('a manifest', () => {
  const text = (gateway: string, init = gateway, more = '') =>
    `${more}apiVersion: apps/v1
kind: Deployment
metadata: {name: openclaw}
spec:
  template:
    spec:
      initContainers:
        - {name: backup, image: "${init}"}
      containers:
        - name: gateway
          image: ${gateway} # pinned
`
  const target = targetOf(fileOf('a.yaml', text(OLD)))

  test.each<[what: string, tip: string, expected: ReturnType<typeof repin>]>([
    ['as it was read', text(OLD), { text: text(NEW) }],
    ['that is pinned already', text(NEW), { text: text(NEW) }],
    ['that is pinned in half', text(NEW, OLD), { text: text(NEW) }],
    [
      'in which one image is another',
      text(OLD, THIRD),
      { changed: `container backup of Deployment openclaw has the image ${THIRD}` },
    ],
    [
      'whose image is an alias now',
      text(OLD)
        .replace(`image: ${OLD} #`, 'image: *a #')
        .replace('metadata: {name: openclaw}', `metadata: {name: openclaw, annotations: {a: &a ${OLD}}}`),
      { changed: expect.stringMatching(/^The image of container gateway is not written as a plain value/) as never },
    ],
    [
      'with a container of that name in the other list only',
      text(OLD).replace('name: gateway', 'name: other').replace('name: backup', 'name: gateway'),
      { changed: 'Deployment openclaw has no container gateway' },
    ],
    ['of nothing', '', { changed: 'there is no Deployment openclaw in it' }],
  ])('%s', (_, tip, expected) => {
    expect(repin(target, tip, NEW)).toEqual(expected)
  })

  test('with the image that this run replaced, as a run before it in the queue leaves it', () => {
    expect(repin(target, text(THIRD), NEW, THIRD)).toEqual({ text: text(NEW) })
    expect(repin(target, text(OLD, THIRD), NEW, THIRD)).toEqual({ text: text(NEW) })
    expect(repin(target, text(FOURTH), NEW, THIRD)).toEqual({
      changed: `container gateway of Deployment openclaw has the image ${FOURTH}`,
    })
  })

  test('keeps whatever else was written there meanwhile, to the byte', () => {
    const line = fc.constantFrom('# é✓', '#', '', '# image: x', `# ${OLD}`)
    const document = (name: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {image: ${OLD}}`
    const before = fc.array(fc.oneof(line, fc.constant(`${document('a')}\n---`)), { maxLength: 1 })
    const after = fc.array(line, { maxLength: 4 })
    fc.assert(
      fc.property(before, after, fc.boolean(), fc.boolean(), (above, below, crlf, bom) => {
        const version = (image: string) => {
          const whole = [...above.filter((each) => each !== ''), text(image), ...below].join('\n')
          return `${bom ? '\uFEFF' : ''}${crlf ? whole.replaceAll('\n', '\r\n') : whole}`
        }
        expect(repin(target, version(OLD), NEW)).toEqual({ text: version(NEW) })
        expect(differenceIn(target, version(OLD))).toBeUndefined()
        expect(differenceIn(target, version(THIRD))).toMatch(/has the image .*:0@/)
      }),
    )
  })
})

describe('a kustomization', () => {
  const text = (fields: string, more = '') =>
    `resources: [a.yaml]\nimages:\n  - name: openclaw\n    newName: ${NAME}\n${fields}${more}`
  const pinnedTo = (tag: string, digest: string) => `    newTag: "${tag}"\n    digest: ${digest}\n`
  const base = text(pinnedTo('1', OTHER_DIGEST))
  const rendered = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: openclaw}\nspec: {template: {spec: {containers: [{name: gateway, image: "${OLD}"}]}}}\n`

  function targetFor(kustomization: string) {
    const file = fileOf('k/kustomization.yaml', kustomization)
    const by = { file, renderer: { command: 'kustomize build', program: 'kustomize', env: {} } }
    const manifests = parseManifests(fileOf('k/a.yaml', rendered), []).map((each) => ({ ...each, rendered: by }))
    return targetOf(file, manifests)
  }
  const otherEntry = { changed: `its \`images\` say something else about ${NAME}` }

  test.each<[what: string, tip: string, expected: ReturnType<typeof repin>]>([
    ['as it was read', base, { text: text(pinnedTo('2', DIGEST)) }],
    ['that is pinned already', text(pinnedTo('2', DIGEST)), { text: text(pinnedTo('2', DIGEST)) }],
    [
      'with another resource and another image',
      text(pinnedTo('1', OTHER_DIGEST), '  - name: busybox\n    newTag: "3"\n').replace('a.yaml', 'a.yaml, b.yaml'),
      { text: text(pinnedTo('2', DIGEST), '  - name: busybox\n    newTag: "3"\n').replace('a.yaml', 'a.yaml, b.yaml') },
    ],
    ['that was rolled back', text(pinnedTo('0', `sha256:${'ef'.repeat(32)}`)), otherEntry],
    ['whose entry is gone', 'resources: [a.yaml]\n', otherEntry],
    ['that is no YAML', 'a: [', otherEntry],
  ])('%s', (_, tip, expected) => {
    expect(repin(targetFor(base), tip, NEW)).toEqual(expected)
  })

  test('with the image that this run replaced, as a run before it in the queue leaves it', () => {
    const target = targetFor(base)
    const tip = text(pinnedTo('0', `sha256:${'ef'.repeat(32)}`))
    expect(repin(target, tip, NEW, THIRD)).toEqual({ text: text(pinnedTo('2', DIGEST)) })
    // kustomize before 4.5 leaves the tag out.
    expect(repin(target, tip, NEW, THIRD.replace(':0@', '@'))).toEqual({ text: text(pinnedTo('2', DIGEST)) })
    expect(repin(target, tip, NEW, FOURTH)).toEqual(otherEntry)
    expect(repin(target, tip, NEW, `${NAME}:0`)).toEqual(otherEntry)
  })

  test('without an entry gets one, unless somebody made one', () => {
    const target = targetFor('resources: [a.yaml]\n')
    const tip = 'resources: [a.yaml, b.yaml]\n'
    expect(repin(target, tip, NEW)).toEqual({
      text: `${tip}images:\n  - name: ${NAME}\n    newTag: "2"\n    digest: ${DIGEST}\n`,
    })
    expect(repin(target, base, NEW)).toEqual(otherEntry)
    expect(differenceIn(target, tip)).toBeUndefined()
    expect(differenceIn(target, base)).toBe(otherEntry.changed)
  })
})
