import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { CHECK_SCRIPT, type CheckRequest, parseAnswer, REQUEST_VARIABLE } from '../../../src/config/script.ts'
import { temporaryFolder } from '../support.ts'

const REQUEST: CheckRequest = {
  name: 'openclaw.json',
  files: { 'openclaw.json': '{ gateway: {} }', 'parts/more.json5': '{}' },
  variables: { TOKEN: 'placeholder' },
}
const VALID = '{"valid":true,"path":"/tmp/x","warnings":[{"path":"channels.discord","message":"not loaded"}]}'
const MODELS = JSON.stringify({
  models: [
    { key: 'anthropic/claude-sonnet-5', input: 'text+image', contextWindow: 1_000_000 },
    { key: 'anthropic/claude-nope', input: '-', contextWindow: null },
  ],
})

/** Runs the script as the container would, with an `openclaw` made of shell. */
function ask(openclaw: string, request: CheckRequest = REQUEST, byFile = false) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'openclaw'), `#!/bin/sh\n${openclaw}\n`)
  chmodSync(join(folder, 'openclaw'), 0o755)
  const file = join(folder, 'request')
  writeFileSync(file, JSON.stringify(request))
  // Where a container has its own, others are at work here.
  const script = CHECK_SCRIPT.replaceAll('/tmp', folder)
  const output = execFileSync(process.execPath, ['-e', script], {
    env: { PATH: `${folder}:/usr/bin:/bin`, ...(byFile && { [REQUEST_VARIABLE]: file }) },
    input: byFile ? '' : JSON.stringify(request),
    encoding: 'utf8',
  })
  return parseAnswer(output)
}

describe('the script in the container', () => {
  test.each([false, true])('asks for the verdict and for the models (request by a file: %s)', (byFile) => {
    const answer = ask(`if [ "$1" = config ]; then echo '${VALID}'; else echo '${MODELS}'; fi`, REQUEST, byFile)
    expect(answer).toEqual({
      valid: true,
      issues: [],
      warnings: [{ path: 'channels.discord', message: 'not loaded' }],
      unknownModels: ['anthropic/claude-nope'],
      more: 0,
    })
  })

  test('puts the files where OpenClaw looks for its config, with stand-ins for the variables', () => {
    const answer = ask(
      `cat "$OPENCLAW_CONFIG_PATH" "$(dirname "$OPENCLAW_CONFIG_PATH")/parts/more.json5" >&2
       echo " $TOKEN $OPENCLAW_STATE_DIR" >&2; exit 1`,
    )
    expect(answer).toMatchObject({
      failure: expect.stringMatching(/^\{ gateway: \{\} \}\{\} placeholder \/\S+\/state$/),
    })
    expect(answer?.valid).toBeUndefined()
  })

  test('takes a verdict from a command that failed, with words around it', () => {
    const issue = { path: 'gateway', message: 'Unrecognized key: "foo"' }
    const answer = ask(`echo 'Config warning'; echo '${JSON.stringify({ valid: false, issues: [issue] })}'; exit 1`)
    expect(answer).toMatchObject({ valid: false, issues: [issue] })
  })

  test('has an answer that a termination message can hold, and tells how much it left out', () => {
    const issues = Array.from({ length: 200 }, (_, at) => ({ path: `gateway.k${at}`, message: 'x'.repeat(50) }))
    const answer = ask(`echo '${JSON.stringify({ valid: false, issues })}'; exit 1`)
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(4096)
    expect((answer?.issues.length ?? 0) + (answer?.more ?? 0)).toBe(200)
    expect(answer?.issues[0]).toEqual(issues[0])
  })

  test('hands on why there is no verdict, also where OpenClaw calls the config invalid without a word on it', () => {
    const error = { type: 'cli_error', message: 'file not found' }
    expect(ask(`echo '${JSON.stringify({ ok: false, error, valid: false })}'; exit 1`)).toMatchObject({
      valid: false,
      issues: [],
      failure: 'file not found',
    })
  })

  test('says what is the matter when there is no OpenClaw', () => {
    expect(ask('echo "cannot find module" >&2; exit 127')).toMatchObject({ failure: 'cannot find module' })
  })
})

test.each([[''], ['not json'], ['{"valid":true}'], ['null']])('%j is no answer', (output) => {
  expect(parseAnswer(output)).toBeUndefined()
})
