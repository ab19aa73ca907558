import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse } from 'yaml'
import { pinImage } from '../../../../src/manifests/kustomize/edit.ts'
import { decidingEntry, type ImagesEntry } from '../../../../src/manifests/kustomize/images.ts'
import { DIGEST, OTHER_DIGEST } from '../../support.ts'

const NAME = 'localhost:5000/k3s-homelab/openclaw'
const LIVE = `${NAME}:1`
const NEW = `${NAME}:2026.9.6-0123456789ab@${DIGEST}`
const TAG = '2026.9.6-0123456789ab'

const edited = (text: string, image = NEW, live = LIVE, base?: string) =>
  pinImage({ path: 'kustomization.yaml', absolute: '/kustomization.yaml', text }, live, image, base)

describe('which entry decides about an image', () => {
  test.each<[what: string, entries: ImagesEntry[], live: string, index: number]>([
    ['none', [], LIVE, -1],
    ['none of its name', [{ name: 'k3s-homelab/openclaw' }], LIVE, -1],
    ['the same name on another host', [{ name: 'localhost:5001/k3s-homelab/openclaw' }], LIVE, -1],
    ['its name', [{ name: 'busybox' }, { name: NAME, newTag: '1' }], LIVE, 1],
    ['its name with a tag', [{ name: `${NAME}:0`, newTag: '1' }], LIVE, 0],
    ['its new name', [{ name: 'openclaw', newName: NAME, newTag: '1' }], LIVE, 0],
    ['its new name and digest', [{ name: 'openclaw', newName: NAME, digest: DIGEST }], `${NAME}@${DIGEST}`, 0],
    ['its new name, the tag left as it is', [{ name: 'openclaw', newName: NAME }], LIVE, 0],
    ['a tag that holds the digest too', [{ name: 'a', newName: NAME, newTag: `1@${DIGEST}` }], `${LIVE}@${DIGEST}`, 0],
    ['an entry that renames another image to it', [{ name: 'other', newName: NAME, newTag: '7' }], LIVE, -1],
    ['one that gives its name away', [{ name: NAME, newName: 'elsewhere/openclaw' }], LIVE, -1],
    [
      'the last of two',
      [
        { name: NAME, newTag: '1' },
        { name: NAME, newTag: '2' },
      ],
      LIVE,
      1,
    ],
  ])('%s', (_, entries, live, index) => {
    expect(decidingEntry(entries, live)).toBe(index)
  })
})

describe('of entries that make the same image, the pin goes into the one for the image in the base', () => {
  const entry = (name: string, tag: string) =>
    `- {name: ${name}, newName: ${NAME}, newTag: ${tag}, digest: ${DIGEST}}\n`
  const live = `${NAME}:a@${DIGEST}`
  test.each<[what: string, base: string | undefined, before: string[], after: string[]]>([
    ['the first', 'alice', [entry('alice', 'a'), entry('bob', 'a')], [entry('alice', TAG), entry('bob', 'a')]],
    ['the last', 'bob:7', [entry('alice', 'a'), entry('bob', 'a')], [entry('alice', 'a'), entry('bob', TAG)]],
    [
      'by the name that one before gave it',
      'alice',
      [entry('alice', 'a'), entry(NAME, 'a'), entry('bob', 'a')],
      [entry('alice', 'a'), entry(NAME, TAG), entry('bob', 'a')],
    ],
    [
      'the last of all, of a base that is not known',
      undefined,
      [entry('alice', 'a'), entry('bob', 'a')],
      [entry('alice', 'a'), entry('bob', TAG)],
    ],
    [
      'the last of all, of a base for none',
      'carol',
      [entry('alice', 'a'), entry('bob', 'a')],
      [entry('alice', 'a'), entry('bob', TAG)],
    ],
  ])('%s', (_, base, before, after) => {
    expect(edited(`images:\n${before.join('')}`, NEW, live, base)).toBe(`images:\n${after.join('')}`)
  })
})

describe('an entry that is there is changed in place', () => {
  test.each<[what: string, before: string, after: string]>([
    [
      'tag and digest',
      `images:\n  - name: ${NAME}\n    newTag: "1" # ours\n    digest: '${OTHER_DIGEST}'\n`,
      `images:\n  - name: ${NAME}\n    newTag: "${TAG}" # ours\n    digest: '${DIGEST}'\n`,
    ],
    [
      'the digest is added behind the tag, and no final newline',
      `images:\n- name: ${NAME}   # why\n  newTag: old`,
      `images:\n- name: ${NAME}   # why\n  newTag: ${TAG}\n  digest: ${DIGEST}`,
    ],
    [
      'tag and digest are added behind the name, with the line ends of Windows',
      `\uFEFFimages:\r\n  -   name: ${NAME}  # why\r\nresources: [a]\r\n`,
      `\uFEFFimages:\r\n  -   name: ${NAME}  # why\r\n      newTag: ${TAG}\r\n      digest: ${DIGEST}\r\nresources: [a]\r\n`,
    ],
    [
      'a tag before the digest that is there',
      `images:\n- digest: ${OTHER_DIGEST}\n  name: ${NAME}\n`,
      `images:\n- digest: ${DIGEST}\n  name: ${NAME}\n  newTag: ${TAG}\n`,
    ],
    [
      'in flow style',
      `images: [{name: busybox}, { name: "${NAME}", newTag: 1 }] # c\n`,
      `images: [{name: busybox}, { name: "${NAME}", newTag: ${TAG}, digest: ${DIGEST} }] # c\n`,
    ],
    [
      'as JSON',
      `{"resources": ["a"], "images": [{"name": "${NAME}", "newTag": "1"}], "namePrefix": "x"}`,
      `{"resources": ["a"], "images": [{"name": "${NAME}", "newTag": "${TAG}", "digest": "${DIGEST}"}], "namePrefix": "x"}`,
    ],
    [
      'a key without a value',
      `images:\n- name: ${NAME}\n  newTag:\n  digest: # none yet\n`,
      `images:\n- name: ${NAME}\n  newTag: ${TAG}\n  digest: ${DIGEST} # none yet\n`,
    ],
    [
      'one by its new name',
      `images:\n- name: openclaw\n  newName: ${NAME}\n  newTag: "1"\n- name: busybox\n`,
      `images:\n- name: openclaw\n  newName: ${NAME}\n  newTag: "${TAG}"\n  digest: ${DIGEST}\n- name: busybox\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(edited(before)).toBe(after)
    expect(edited(after, NEW, NEW)).toBe(after)
  })

  test('an image without a tag takes the tag away', () => {
    expect(edited(`images:\n- name: ${NAME}\n  newTag: old\n`, `${NAME}@${DIGEST}`)).toBe(
      `images:\n- name: ${NAME}\n  newTag: ""\n  digest: ${DIGEST}\n`,
    )
    expect(edited(`images:\n- name: ${NAME}\n`, `${NAME}@${DIGEST}`)).toBe(
      `images:\n- name: ${NAME}\n  digest: ${DIGEST}\n`,
    )
  })

  test('an image from another registry gives it a new name', () => {
    const image = `mirror.example/openclaw:2@${DIGEST}`
    expect(edited(`images:\n- name: ${NAME}\n  newTag: "1"\n`, image)).toBe(
      `images:\n- name: ${NAME}\n  newName: mirror.example/openclaw\n  newTag: "2"\n  digest: ${DIGEST}\n`,
    )
  })

  test.each([['1.10'], ['1'], ['true'], ['0o17'], ['1e3'], ['2026-01-01'], ['null'], ['1_0']])(
    'a tag %s stays text',
    (tag) => {
      const text = edited(`images:\n- name: ${NAME}\n`, `${NAME}:${tag}@${DIGEST}`) ?? ''
      expect(text).toContain(`newTag: "${tag}"`)
    },
  )
})

describe('an entry that is not there is added in the style of the file', () => {
  const block = (indent: string) =>
    `images:\n${indent}- name: ${NAME}\n${indent}  newTag: ${TAG}\n${indent}  digest: ${DIGEST}`
  test.each<[what: string, before: string, after: string]>([
    ['at the end', 'resources:\n- a\n', `resources:\n- a\n${block('')}\n`],
    ['indented as its lists', 'resources:\n    - a # c', `resources:\n    - a # c\n${block('    ')}`],
    ['by two where there are none', 'namePrefix: x\n', `namePrefix: x\n${block('  ')}\n`],
    ['before what ends the document', 'resources: [a]\n# end\n...\n', `resources: [a]\n${block('  ')}\n# end\n...\n`],
    [
      'below a block of text',
      'patches:\n- patch: |-\n    a: b\n\n# end\n',
      `patches:\n- patch: |-\n    a: b\n${block('')}\n\n# end\n`,
    ],
    [
      'below an empty `images`',
      'images: # none\nresources:\n- a\n',
      `${block('').replace('images:', 'images: # none')}\nresources:\n- a\n`,
    ],
    ['into an empty list', 'images: []\n', `images: [{ name: ${NAME}, newTag: ${TAG}, digest: ${DIGEST} }]\n`],
    [
      'into a list on one line',
      'images: [{name: a}]\n',
      `images: [{name: a}, { name: ${NAME}, newTag: ${TAG}, digest: ${DIGEST} }]\n`,
    ],
    [
      'below the last, in its style',
      'images:\r\n  -  name: a\r\n     newTag: x # c\r\n\r\nresources: [b]\r\n',
      `images:\r\n  -  name: a\r\n     newTag: x # c\r\n  -  name: ${NAME}\r\n     newTag: ${TAG}\r\n     digest: ${DIGEST}\r\n\r\nresources: [b]\r\n`,
    ],
    [
      'below the last on one line each',
      'images:\n- {name: a}\n',
      `images:\n- {name: a}\n- { name: ${NAME}, newTag: ${TAG}, digest: ${DIGEST} }\n`,
    ],
    [
      'into JSON',
      '{"resources": ["a"]}\n',
      `{"resources": ["a"], "images": [{"name": "${NAME}", "newTag": "${TAG}", "digest": "${DIGEST}"}]}\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(edited(before)).toBe(after)
    expect(edited(after, NEW, NEW)).toBe(after)
  })
})

test.each<[what: string, text: string]>([
  ['an alias', `x: &x old\nimages:\n- name: ${NAME}\n  newTag: *x\n`],
  ['an anchor', `images:\n- name: ${NAME}\n  newTag: &x old\nnamePrefix: *x\n`],
  ['a block', `images:\n- name: ${NAME}\n  newTag: >-\n    old\n`],
  ['a list by an alias', `x: &x []\nimages: *x\n`],
  ['two documents', 'resources: [a]\n---\nresources: [b]\n'],
  ['no map', '- a\n'],
])('what cannot be edited is told: %s', (_, text) => {
  expect(edited(text)).toBeUndefined()
})

// Files put together from lines, whole: whatever stands beside it, the entry comes in and the rest stays.
const line = fc.constantFrom(
  'resources:\n  - a\n',
  'namePrefix: x # c\n',
  '# note\n',
  '\n',
  'patches:\n  - patch: |\n      a: b\n',
)
const entry = fc
  .record({
    name: fc.constantFrom(NAME, 'busybox', 'openclaw'),
    newTag: fc.constantFrom(undefined, '"1"', "'1'", 'one # c'),
    digest: fc.constantFrom(undefined, OTHER_DIGEST),
  })
  .map(({ name, newTag, digest }) =>
    [`name: ${name}`, newTag && `newTag: ${newTag}`, digest && `digest: ${digest}`].filter(Boolean).join('\n    '),
  )
const kustomization = fc
  .record({
    before: fc.uniqueArray(line, { maxLength: 3 }),
    entries: fc.option(fc.array(entry, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    after: fc.uniqueArray(line, { maxLength: 3 }),
    windows: fc.boolean(),
    end: fc.boolean(),
  })
  .map(({ before, entries, after, windows, end }) => {
    const images = entries ? `images:\n${entries.map((each) => `  - ${each}\n`).join('')}` : ''
    const rest = after.filter((each) => !before.includes(each)).join('')
    const text = `${before.join('')}${images}${rest}x: y${end ? '\n' : ''}`
    return windows ? text.replaceAll('\n', '\r\n') : text
  })

test('the pin changes `images` and nothing else, and only once', () => {
  fc.assert(
    fc.property(kustomization, (before) => {
      const after = edited(before) ?? ''
      const { images, ...rest } = parse(after) as { images: ImagesEntry[] }
      const { images: _, ...restBefore } = parse(before) as { images?: unknown }
      expect(rest).toEqual(restBefore)
      expect(images[decidingEntry(images, NEW)]).toMatchObject({ name: NAME, newTag: TAG, digest: DIGEST })
      expect(edited(after, NEW, NEW)).toBe(after)
      const kept = after.split('\n').filter((each) => before.split('\n').includes(each))
      const lost = before.split('\n').length - kept.length
      expect(lost).toBeLessThanOrEqual(3)
    }),
    { numRuns: 500 },
  )
})
