import { describe, expect, test } from '@jest/globals'
import { versionOfLive } from '../../../src/image/live-version.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const OTHER = `sha256:${'b'.repeat(64)}`
const REPOSITORY = 'example.com/openclaw'
const OURS = `${REPOSITORY}:2026.9.6-0123456789ab@${DIGEST}`

describe('the version of what is live', () => {
  test.each<
    [what: string, live: string, verified: { image: string; version?: string } | undefined, version: string | undefined]
  >([
    ['by the tag of this action', OURS, undefined, '2026.9.6'],
    ['by that of a prerelease', `${REPOSITORY}:2026.9.7-beta.1-0123456789ab`, undefined, '2026.9.7-beta.1'],
    ['by the record, which had the tag', `${REPOSITORY}@${DIGEST}`, { image: OURS }, '2026.9.6'],
    ['by the record, behind another tag', `${REPOSITORY}:latest@${DIGEST}`, { image: OURS }, '2026.9.6'],
    [
      'by the record, which had no tag either',
      `${REPOSITORY}@${DIGEST}`,
      { image: `${REPOSITORY}@${DIGEST}`, version: '2026.9.6' },
      '2026.9.6',
    ],
    ['by the record rather than a tag that says less', `${REPOSITORY}:2026.9.5@${DIGEST}`, { image: OURS }, '2026.9.6'],
    ['not by the record of another image', `${REPOSITORY}@${OTHER}`, { image: OURS, version: '2026.9.6' }, undefined],
    [
      'not by the record without a digest',
      `${REPOSITORY}:latest`,
      { image: `${REPOSITORY}:x`, version: '2026.9.6' },
      undefined,
    ],
    ['by a plain tag', `${REPOSITORY}:2026.9.6`, undefined, '2026.9.6'],
    ['by a plain tag with a v', `${REPOSITORY}:v2026.9.6@${DIGEST}`, undefined, '2026.9.6'],
    ['by that of a correction', `${REPOSITORY}:2026.7.1-2`, undefined, '2026.7.1-2'],
    ['by a plain one of a prerelease', `${REPOSITORY}:2026.9.7-beta.1`, undefined, '2026.9.7-beta.1'],
    ['not by somebody’s own numbers', `${REPOSITORY}:1.4.2`, undefined, undefined],
    ['not by a tag that says more', `${REPOSITORY}:2026.9.6-slim`, undefined, undefined],
    ['not by a moving tag', `${REPOSITORY}:latest`, undefined, undefined],
    ['not by a tag like ours without a version', `${REPOSITORY}:2026-0123456789ab`, undefined, undefined],
    ['not without any', REPOSITORY, undefined, undefined],
  ])('is known %s', (_, live, verified, version) => {
    expect(versionOfLive(live, verified)).toBe(version)
  })
})
