import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../src/errors.ts'
import { explainOldRefusal, rollbackRefusal, type WayBack } from '../../../src/rollout/rollback-rule.ts'

const STATE = { name: 'state', from: 17, to: 18 }
const AGENT = { name: 'agent', from: 21, to: 23 }
const VERSIONS = { newVersion: '2026.9.6', oldVersion: '2026.9.5' }

describe('rollbackRefusal', () => {
  test.each<[what: string, way: WayBack, refused: boolean]>([
    ['a schema rises and the new one was ready', { moves: [STATE], newGatewayStarted: true }, true],
    ['a schema rises, but the new one was never ready', { moves: [STATE], newGatewayStarted: false }, false],
    ['no schema rises', { moves: [], newGatewayStarted: true }, false],
    ['nobody knows the schemas', { moves: undefined, newGatewayStarted: true }, false],
    ['nothing is known or started', { moves: undefined, newGatewayStarted: false }, false],
  ])('%s', (_, way, refused) => {
    expect(rollbackRefusal(way) !== undefined).toBe(refused)
  })

  test('says why, and the ways out', () => {
    expect(rollbackRefusal({ ...VERSIONS, moves: [STATE, AGENT], newGatewayStarted: true })).toEqual({
      code: 'rollback-refused',
      message:
        "OpenClaw 2026.9.6 has moved the state's schema (state 17 to 18, agent 21 to 23), and OpenClaw 2026.9.5 refuses newer state, so going back would only be a second outage",
      fix: 'Fix the new one forward, or restore a backup of the state from before (docs/backup.md) and deploy the old release again',
    })
  })

  test('names the backup that this run has made', () => {
    const refusal = rollbackRefusal({ ...VERSIONS, moves: [STATE], newGatewayStarted: true, backup: '/b/o.tar.gz' })
    expect(refusal?.fix).toContain('restore the backup /b/o.tar.gz (docs/backup.md)')
  })

  test('says it also of versions that nobody knows', () => {
    expect(rollbackRefusal({ moves: [STATE], newGatewayStarted: true })?.message).toBe(
      "The new OpenClaw has moved the state's schema (state 17 to 18), and the old one refuses newer state, so going back would only be a second outage",
    )
  })
})

describe('explainOldRefusal', () => {
  const refused = (message: string, more: Partial<Problem> = {}): Problem => ({
    code: 'openclaw-refused',
    message,
    fix: 'x',
    ...more,
  })
  // The texts of 2026.9.6.
  const database = (kind: string, found: number, supported: number) =>
    `${kind} database /home/node/.openclaw/state/openclaw.sqlite uses schema ${found}; this build supports ${supported}; writer build 2026.9.6.`
  const schemas = (...databases: string[]) =>
    `Gateway refused startup because ${databases.length} OpenClaw database schema(s) are newer than this build. ${databases.join(' ')} Refused by OpenClaw 2026.9.5. Run a build at least as new as the writer that supports these schemas`
  const CONFIG =
    'Refusing to run automatic gateway startup migrations because this OpenClaw binary (2026.9.5) is older than the config last written by OpenClaw 2026.12.1.'
  const would = 'OpenClaw would not start (container gateway ended with exit code 78): '

  test.each<[what: string, problem: Problem, versions: typeof VERSIONS | object, message: string]>([
    [
      'one schema',
      refused(would + schemas(database('state', 18, 17))),
      VERSIONS,
      "OpenClaw 2026.9.6 has moved the state's schema (state 17 to 18), so OpenClaw 2026.9.5 refuses to start on it",
    ],
    [
      'several, every agent’s told once, by the newest',
      refused(
        would +
          schemas(
            database('state', 18, 17),
            'agent database for agent main /y.sqlite uses schema 22; this build supports 21; writer build unknown.',
            'agent database for agent other /x.sqlite uses schema 23; this build supports 21; writer build unknown.',
          ),
      ),
      {},
      "The new OpenClaw has moved the state's schema (state 17 to 18, agent 21 to 23), so the old one refuses to start on it",
    ],
    [
      'in the evidence, cut before the numbers',
      refused(would, {
        evidence: ['Gateway refused startup because 1 OpenClaw database schema(s) are newer than this build.'],
      }),
      VERSIONS,
      "OpenClaw 2026.9.6 has moved the state's schema, so OpenClaw 2026.9.5 refuses to start on it",
    ],
    [
      'the config',
      refused(would + CONFIG),
      VERSIONS,
      'OpenClaw 2026.9.6 has written the config last, so OpenClaw 2026.9.5 refuses to start on it',
    ],
    [
      'the config, by a version that only it names',
      refused(would, { evidence: [CONFIG] }),
      {},
      'OpenClaw 2026.12.1 has written the config last, so the old one refuses to start on it',
    ],
  ])('%s', (_, problem, versions, message) => {
    const explained = explainOldRefusal(problem, versions)
    expect(explained).toMatchObject({
      code: 'rollback-refused',
      message,
      fix: expect.stringMatching(/^Fix the new one/),
    })
    expect(explained?.evidence).toEqual(problem.evidence)
  })

  test.each<[what: string, problem: Problem]>([
    ['another refusal', refused(`${would}Missing config. Run openclaw setup`)],
    ['another problem with such a line in its log', { ...refused(schemas()), code: 'oom-killed' }],
  ])('is silent about %s', (_, problem) => {
    expect(explainOldRefusal(problem, VERSIONS)).toBeUndefined()
  })
})
