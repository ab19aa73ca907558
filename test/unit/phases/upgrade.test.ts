import { describe, expect, test } from '@jest/globals'
import type { Release } from '../../../src/image/release.ts'
import { lookAtUpgrade } from '../../../src/phases/upgrade.ts'
import { Timeline } from '../../../src/report/log.ts'
import type { Run } from '../../../src/run.ts'
import { json, printedBy, serve } from '../support.ts'

type Schemas = Record<string, number>

/** What is found out on the way from 2026.9.5. @param old what npm tells of that one; undefined for nothing */
async function upgraded(release: Partial<Release>, old: object | undefined, fresh?: object) {
  const { url, asked } = await serve((request, response) => {
    const told = request.url?.endsWith('2026.9.5') ? old : fresh
    json(response, told ?? {}, told ? 200 : 404)
  })
  const warnings: string[] = []
  const run = {
    outcome: {},
    timeline: new Timeline(),
    warn: (line: string) => warnings.push(line),
  } as unknown as Run
  const to: Release = { version: '2026.9.6', integrity: 'sha512-x', nodeRange: '>=24', ...release }
  const printed = await printedBy(() => lookAtUpgrade(run, '2026.9.5', to, { url: `${url}/`, npmrc: '' }))
  return { upgrade: run.outcome.upgrade, asked, warnings, printed }
}
const told = (node: string, schemaVersions?: Schemas) => ({ engines: { node }, openclaw: { schemaVersions } })

describe('another version', () => {
  test('that moves the state on says that there is no way back, before anything is touched', async () => {
    const { upgrade, asked, warnings, printed } = await upgraded(
      { schemaVersions: { state: 18, agent: 23 } },
      told('>=22', { state: 17, agent: 23 }),
    )
    expect(upgrade).toEqual({
      node: { from: '>=22', to: '>=24' },
      schemas: [
        { name: 'state', from: 17, to: 18 },
        { name: 'agent', from: 23, to: 23 },
      ],
    })
    expect(printed).toContain('(state 17 to 18): going back will not be possible without a backup')
    expect(warnings).toEqual([])
    expect(asked).toEqual(['GET /openclaw/2026.9.5'])
  })

  test('that is asked for its schemas when npm’s short answer had none', async () => {
    const { upgrade, asked } = await upgraded({}, told('>=24', { state: 18 }), told('>=24', { state: 18 }))
    expect(upgrade).toEqual({ schemas: [{ name: 'state', from: 18, to: 18 }] })
    expect(asked.sort()).toEqual(['GET /openclaw/2026.9.5', 'GET /openclaw/2026.9.6'])
  })

  test('that is older than the state warns', async () => {
    const { warnings } = await upgraded({ schemaVersions: { state: 17 } }, told('>=24', { state: 18 }))
    expect(warnings).toEqual([expect.stringMatching(/refuses the state of 2026\.9\.5.*\(state 18 to 17\).*backup/)])
  })

  test('of which little is known is no failure', async () => {
    expect(await upgraded({}, undefined)).toMatchObject({ upgrade: {}, warnings: [] })
    expect(await upgraded({}, { engines: null, openclaw: null })).toMatchObject({ upgrade: {} })
  })

  test('is none when it is the same', async () => {
    expect(await upgraded({ version: '2026.9.5' }, undefined)).toMatchObject({ asked: [], upgrade: undefined })
  })
})
