import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { redact } from '../../../src/report/redact.ts'

describe('a line of a log', () => {
  test.each([
    ['authorization: Bearer abc.def-ghi12345', 'authorization: Bearer ***'],
    ['ANTHROPIC_API_KEY=sk-ant-api03-abcdefgh1234', 'ANTHROPIC_API_KEY=***'],
    ['using key sk-ant-api03-abcdefgh1234 now', 'using key sk-ant-*** now'],
    ['{"gatewayToken":"0123456789abcdef","port":1}', '{"gatewayToken":***,"port":1}'],
    ['proxy http://me:hunter22@proxy:3128 refused', 'proxy http://***@proxy:3128 refused'],
    ['got eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrIn0.c2ln from it', 'got *** from it'],
    ['password: "correct horse"', 'password: ***'],
  ])('%s', (line, redacted) => {
    expect(redact(line)).toBe(redacted)
  })

  test.each([
    'Gateway failed to start: Invalid config at /x: <root>: Unrecognized key: "providers"',
    'Failed to pull image "10.0.0.1:5000/a/b@sha256:0123": not found',
    'listening on http://0.0.0.0:18789',
    'Missing env var "OPENCLAW_GATEWAY_TOKEN"',
  ])('without a secret stays as it is: %s', (line) => {
    expect(redact(line)).toBe(line)
  })

  test('is redacted once and for all', () => {
    fc.assert(fc.property(fc.string(), (line) => redact(redact(line)) === redact(line)))
  })
})
