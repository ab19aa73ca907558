import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type ImageInputs, imageFingerprint, imageTag, versionOfTag } from '../../../src/image/fingerprint.ts'

const text = fc.string({ maxLength: 12 })
const buildArgs = fc.uniqueArray(fc.tuple(text, text), { maxLength: 4, selector: ([name]) => name })
const inputs: fc.Arbitrary<ImageInputs> = fc.record({
  version: text,
  integrity: text,
  baseReference: text,
  platform: text,
  dockerfile: text,
  context: text,
  buildArgs,
})
const version = fc
  .tuple(
    fc.integer({ min: 2024, max: 2099 }),
    fc.nat(12),
    fc.nat(99),
    fc.constantFrom('', '-beta.1', '-rc.0', '-0a-b', '-abcdef012345'),
  )
  .map(([year, month, patch, pre]) => `${year}.${month}.${patch}${pre}`)

describe('the fingerprint', () => {
  test('is 64 hex digits, the same for the same inputs', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        expect(imageFingerprint(given)).toMatch(/^[0-9a-f]{64}$/)
        expect(imageFingerprint(structuredClone(given))).toBe(imageFingerprint(given))
      }),
    )
  })

  test('changes with any of the inputs', () => {
    const field = fc.constantFrom('version', 'integrity', 'baseReference', 'platform', 'dockerfile', 'context')
    fc.assert(
      fc.property(inputs, field, text, (given, name, value) => {
        fc.pre(given[name as 'version'] !== value)
        expect(imageFingerprint({ ...given, [name]: value })).not.toBe(imageFingerprint(given))
      }),
    )
  })

  test('changes with any build argument', () => {
    fc.assert(
      fc.property(inputs, buildArgs, (given, others) => {
        const sorted = (args: ImageInputs['buildArgs']) => JSON.stringify([...args].sort())
        fc.pre(sorted(others) !== sorted(given.buildArgs))
        expect(imageFingerprint({ ...given, buildArgs: others })).not.toBe(imageFingerprint(given))
      }),
    )
  })

  test('does not move a letter from one input to the next unnoticed', () => {
    const given = {
      version: 'ab',
      integrity: 'c',
      baseReference: '',
      platform: '',
      dockerfile: '',
      context: '',
      buildArgs: [],
    }
    expect(imageFingerprint({ ...given, version: 'a', integrity: 'bc' })).not.toBe(imageFingerprint(given))
  })

  test('does not depend on the order of build arguments', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const reversed = { ...given, buildArgs: given.buildArgs.toReversed() }
        expect(imageFingerprint(reversed)).toBe(imageFingerprint(given))
      }),
    )
  })

  test('depends on the order of one argument given twice, since the last wins', () => {
    const given = { version: '1', integrity: '', baseReference: '', platform: '', dockerfile: '', context: '' }
    const first = imageFingerprint({
      ...given,
      buildArgs: [
        ['A', '1'],
        ['A', '2'],
      ],
    })
    expect(
      imageFingerprint({
        ...given,
        buildArgs: [
          ['A', '2'],
          ['A', '1'],
        ],
      }),
    ).not.toBe(first)
  })

  // A constant of this value is in tags of registries that exist: whoever changes it rebuilds every user's image.
  test('stays what it was', () => {
    const given: ImageInputs = {
      version: '2026.9.6',
      integrity: 'sha512-x',
      baseReference: 'docker.io/library/node:24-bookworm-slim@sha256:x',
      platform: 'linux/amd64',
      dockerfile: 'FROM x\n',
      context: '',
      buildArgs: [['A', 'b']],
    }
    expect(imageTag(given.version, imageFingerprint(given))).toBe('2026.9.6-891c49e9d76e')
  })
})

describe('the tag', () => {
  test('is a valid tag, and gives its version back', () => {
    fc.assert(
      fc.property(version, inputs, (given, image) => {
        const tag = imageTag(given, imageFingerprint(image))
        expect(tag).toMatch(/^\w[\w.-]{0,127}$/)
        expect(versionOfTag(tag)).toBe(given)
      }),
    )
  })

  test('of a version with build metadata has no +', () => {
    expect(imageTag('2026.9.6+build.1', 'f'.repeat(64))).toBe('2026.9.6_build.1-ffffffffffff')
  })

  test.each([
    'latest',
    '2026.9.6',
    'v1-0123456789ab',
    '2026.9.6-0123456789a',
    '2026.9.6-0123456789abc',
    '2026.9.6-0123456789AB',
    '',
  ])('%j was not made by this action', (tag) => {
    expect(versionOfTag(tag)).toBeUndefined()
  })
})
