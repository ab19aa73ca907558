import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { commitMessage, type Deployed } from '../../../src/git/message.ts'
import { DIGEST } from '../support.ts'
import { NEW, OLD } from './support.ts'

const DEPLOYED: Deployed = {
  image: NEW,
  version: '2026.9.6',
  previousImage: OLD,
  previousVersion: '2026.9.5',
  gateway: 'home/openclaw',
  verified: 'full',
  runUrl: 'https://github.com/o/r/actions/runs/1',
}

describe('the message', () => {
  test('says versions and digests', () => {
    expect(commitMessage(DEPLOYED)).toBe(
      `Pin OpenClaw 2026.9.6 (before: 2026.9.5)

Image: ${NEW}
Before: ${OLD}
Gateway: home/openclaw
Verified: full
Run: https://github.com/o/r/actions/runs/1
`,
    )
  })

  test.each<[what: string, deployed: Deployed, subject: string]>([
    ['the same version', { ...DEPLOYED, previousVersion: '2026.9.6' }, 'Pin OpenClaw 2026.9.6'],
    ['the first gateway', { image: NEW, version: '2026.9.6', gateway: 'home/openclaw' }, 'Pin OpenClaw 2026.9.6'],
    ['an image that is given', { image: NEW, gateway: 'home/openclaw' }, `Pin OpenClaw's image ${DIGEST.slice(0, 19)}`],
  ])('of %s has the subject %s', (_, deployed, subject) => {
    expect(commitMessage(deployed).split('\n')[0]).toBe(subject)
  })

  test('has a subject of one line and a fact a line, whatever the facts are', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\nb', '\r\n', ' '))
    fc.assert(
      fc.property(text, text, text, text, (version, previousVersion, previousImage, gateway) => {
        const message = commitMessage({ image: NEW, version, previousVersion, previousImage, gateway })
        const [subject, blank, ...facts] = message.trimEnd().split('\n')
        expect(subject).toMatch(/^Pin OpenClaw/)
        expect(blank).toBe('')
        expect(facts.every((line) => /^(Image|Before|Gateway): /.test(line))).toBe(true)
      }),
    )
  })
})
