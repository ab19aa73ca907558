import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { splitReference } from '../../src/reference.ts'
import { DIGEST } from './support.ts'

describe('a reference is split as Docker does', () => {
  test.each<[reference: string, parts: ReturnType<typeof splitReference>]>([
    [
      `123456789012.dkr.ecr.eu-central-1.amazonaws.com/k3s-homelab/openclaw:1@${DIGEST}`,
      {
        host: '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
        repository: 'k3s-homelab/openclaw',
        tag: '1',
        digest: DIGEST,
      },
    ],
    [
      '123.dkr.ecr.eu-central-1.amazonaws.com/openclaw',
      { host: '123.dkr.ecr.eu-central-1.amazonaws.com', repository: 'openclaw' },
    ],
    ['localhost:5000/openclaw:1', { host: 'localhost:5000', repository: 'openclaw', tag: '1' }],
    ['localhost/openclaw', { host: 'localhost', repository: 'openclaw' }],
    ['registry:5000/a/b/c', { host: 'registry:5000', repository: 'a/b/c' }],
    ['[::1]:5000/openclaw:1', { host: '[::1]:5000', repository: 'openclaw', tag: '1' }],
    ['openclaw/openclaw:latest', { repository: 'openclaw/openclaw', tag: 'latest' }],
    ['openclaw', { repository: 'openclaw' }],
    ['openclaw:1', { repository: 'openclaw', tag: '1' }],
    [`openclaw@${DIGEST}`, { repository: 'openclaw', digest: DIGEST }],
  ])('%s', (reference, parts) => {
    expect(splitReference(reference)).toEqual(parts)
  })
})

test('what is put together comes apart again', () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,8}$/)
  const host = fc.option(
    name.map((label) => `${label}.example.com:5000`),
    { nil: undefined },
  )
  const tag = fc.option(fc.stringMatching(/^[\w][\w.-]{0,8}$/), { nil: undefined })
  fc.assert(
    fc.property(host, fc.array(name, { minLength: 1 }), tag, fc.boolean(), (host, path, tag, hasDigest) => {
      const parts = {
        repository: path.join('/'),
        ...(host && { host }),
        ...(tag && { tag }),
        ...(hasDigest && { digest: DIGEST }),
      }
      const reference = `${host ? `${host}/` : ''}${parts.repository}${tag ? `:${tag}` : ''}${hasDigest ? `@${DIGEST}` : ''}`
      // A first part without a dot or a port is no host, unless it is localhost.
      fc.pre(host !== undefined || path[0] !== 'localhost')
      expect(splitReference(reference)).toEqual(parts)
    }),
  )
})
