import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { PhaseRecord } from '../../../src/report/log.ts'
import { type Outcome, outputsOf } from '../../../src/report/outcome.ts'
import { renderSummary, writeSummary } from '../../../src/report/summary.ts'
import { DIGEST, OTHER_DIGEST, temporaryFolder } from '../support.ts'

const SUCCESS: Outcome = {
  image: `repo/openclaw:2026.9.6-0123456789ab@${DIGEST}`,
  digest: DIGEST,
  tag: '2026.9.6-0123456789ab',
  openclawVersion: '2026.9.6',
  previousImage: `repo/openclaw:2026.9.5-0123456789ab@${OTHER_DIGEST}`,
  previousVersion: '2026.9.5',
  decision: 'build',
  reasons: ['ECR has no image of this fingerprint'],
  objects: [
    { name: 'ConfigMap home/settings', change: 'unchanged' },
    { name: 'Deployment home/openclaw', change: 'configured' },
  ],
  verified: 'full',
  manifestChanged: true,
  manifestFile: 'k8s/openclaw.yaml',
  gateway: { namespace: 'home', deployment: 'openclaw', container: 'gateway' },
}
const PHASES: PhaseRecord[] = [
  { name: 'Read manifests', startMs: 0, endMs: 500, failed: false },
  { name: 'Wait for the rollout', startMs: 500, endMs: 95_500, failed: false },
]
const PROBLEM = { code: 'rollout-timeout', message: 'The new gateway was not ready', fix: 'Correct it' } as const

/** A table's rows as cells, split as GitHub splits them: at every | that is not escaped. */
function rows(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    )
}

describe('the summary', () => {
  test('of a success begins with the verdict and tells what changed', () => {
    const summary = renderSummary(SUCCESS, PHASES)
    expect(summary).toMatch(/^## ✅ OpenClaw 2026\.9\.6 is live\n/)
    expect(rows(summary)).toEqual(
      expect.arrayContaining([
        ['Gateway', 'home/openclaw, container gateway'],
        ['Version', '2026.9.5 → 2026.9.6'],
        ['Image', `\`${SUCCESS.image}\``],
        ['Before', `\`${SUCCESS.previousImage}\``],
        ['Decision', 'build: ECR has no image of this fingerprint'],
        ['Manifest', '`k8s/openclaw.yaml` now pins this image'],
        ['Deployment home/openclaw', 'configured'],
      ]),
    )
    expect(summary).toContain('The run took 1 min 36 s.\n\n```mermaid\ngantt\n')
    expect(summary).toContain('Wait for the rollout 1 min 35 s :500, 95500')
  })

  test('of a run that changed nothing says so', () => {
    const outcome: Outcome = {
      ...SUCCESS,
      previousVersion: '2026.9.6',
      previousImage: SUCCESS.image as string,
      objects: [{ name: 'Deployment home/openclaw', change: 'unchanged' }],
      manifestChanged: false,
    }
    const summary = renderSummary(outcome, PHASES)
    expect(summary).toMatch(/^## ✅ OpenClaw 2026\.9\.6 was live already\n/)
    expect(rows(summary)).toEqual(
      expect.arrayContaining([
        ['Version', '2026.9.6'],
        ['Manifest', 'pinned this image before'],
      ]),
    )
    expect(summary).not.toContain('Before')
  })

  test('tells how long no gateway was ready, and what was not proven', () => {
    const outcome: Outcome = {
      ...SUCCESS,
      outage: { steps: [{ name: 'start', startMs: 1000, endMs: 9000 }], isOngoing: false },
      rehearsal: { level: 'on', node: 'n1', unproven: ['sidecar tailscale'] },
      unproven: ['the served config'],
    }
    const summary = renderSummary(outcome, PHASES)
    expect(summary).toContain('with 8.0 s without a ready gateway: start 8.0 s.')
    expect(summary).toContain('  section No gateway\n  start 8.0 s :crit, 1000, 9000')
    expect(rows(summary)).toEqual(
      expect.arrayContaining([
        ['Rehearsal', 'the image was pulled and started with the new config on node n1; not proven: sidecar tailscale'],
        ['Not proven', 'the served config'],
      ]),
    )
    expect(outputsOf(outcome)['outage-seconds']).toBe('8.0')
  })

  test('of a failure before the apply says that the old gateway is as it was', () => {
    const { objects: _, ...before } = SUCCESS
    const outcome = { ...before, problems: [PROBLEM] }
    expect(renderSummary(outcome, [])).toMatch(
      /^## ❌ OpenClaw 2026\.9\.6 was not deployed; the old gateway was not touched/,
    )
  })

  test('of a gateway that could not be asked says so', () => {
    expect(renderSummary({ ...SUCCESS, verified: 'basic' }, [])).toMatch(
      /^## ✅ OpenClaw 2026\.9\.6 is live \(not everything could be proven\)/,
    )
  })

  test('of a failure has its cause, place, fix and evidence before all else', () => {
    const problems = [
      { ...PROBLEM, where: { file: 'k8s/a.yaml', line: 3 }, evidence: ['BackOff: again', '  at main.js'] },
    ]
    const summary = renderSummary({ ...SUCCESS, problems }, [{ ...(PHASES[0] as PhaseRecord), failed: true }])
    expect(summary).toMatch(/^## ❌ OpenClaw 2026\.9\.6 /)
    expect(summary).toContain('**The new gateway was not ready.** (`k8s/a.yaml:3`)')
    expect(summary).toContain('Fix: Correct it.')
    expect(summary).toContain('\n    BackOff: again\n      at main.js\n')
    expect(summary).toContain('Read manifests (failed) 0.5 s :crit, 0, 500')
    expect(summary.indexOf('Evidence')).toBeLessThan(summary.indexOf('| Gateway'))
  })

  test('of a failure before anything was known is its problems alone', () => {
    expect(renderSummary({ reasons: [], problems: [PROBLEM] }, [])).toBe(
      '## ❌ OpenClaw was not deployed\n\n**The new gateway was not ready.**\n\nFix: Correct it.\n\n',
    )
  })

  test('of a pin that could not be written does not say that the gateway was not deployed', () => {
    const problems = [
      {
        ...PROBLEM,
        code: 'manifest-write-failed' as const,
        message: 'The gateway runs, but its pin could not be written',
      },
    ]
    expect(renderSummary({ ...SUCCESS, problems }, [])).not.toContain('was not deployed')
  })
})

describe('text from elsewhere', () => {
  const hostile = [
    'a | b',
    'a \\| b',
    '`code`',
    '\\`x',
    '<script>alert(1)</script>',
    '**bold**',
    'a\n\n## heading',
    'a\r## heading',
    'a\r\n| x | y |',
    '</details><h1>x',
    '![x](http://evil)',
    '[x](http://evil)',
    '\n    code',
    '--- \n---',
    '@everyone',
    '~~x~~',
  ]
  // What may legitimately stand there, with a piece of markup somewhere in it.
  const text = fc
    .tuple(fc.constantFrom('', 'x', 'some words '), fc.constantFrom(...hostile), fc.constantFrom('', ' end'))
    .map((parts) => parts.join(''))
  const outcome: fc.Arbitrary<Outcome> = fc.record({
    image: text,
    openclawVersion: text,
    previousImage: text,
    previousVersion: text,
    decision: fc.constant('build' as const),
    reasons: fc.array(text, { maxLength: 2 }),
    objects: fc.array(fc.record({ name: text, change: fc.constant('created' as const) }), { maxLength: 2 }),
    manifestChanged: fc.constant(true),
    manifestFile: text,
    gateway: fc.record({ namespace: text, deployment: text, container: text }),
    problems: fc.array(
      fc.record({
        code: fc.constant('internal' as const),
        message: text,
        fix: text,
        where: fc.record({ file: text, line: fc.constant(1) }),
        evidence: fc.array(text, { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
  /** The lines that are not evidence, where anything may stand, as CommonMark divides lines. */
  const outside = (summary: string) => summary.split(/\r\n|\r|\n/).filter((line) => !line.startsWith('    '))

  test('makes no heading, no markup and no row of its own', () => {
    fc.assert(
      fc.property(outcome, (given) => {
        const summary = renderSummary(given, PHASES)
        const lines = outside(summary)
        expect(lines.filter((line) => /^ {0,3}#/.test(line))).toHaveLength(1)
        // Code spans protect what stands in them.
        const bare = lines.map((line) => line.replace(/(?<!\\)(`+)(?!`).*?[^`]\1(?!`)/g, ''))
        expect(bare.filter((line) => /<(script|h1)/.test(line))).toEqual([])
        expect(lines.filter((line) => /^<\/details>/.test(line)).length).toBe(
          lines.filter((line) => line.startsWith('<details>')).length,
        )
        expect(bare.filter((line) => /(?<!\\)!?\[x(?<!\\)\]\(/.test(line))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('keeps every table at two columns', () => {
    fc.assert(
      fc.property(outcome, (given) => {
        for (const row of rows(renderSummary(given, PHASES).replace(/^ {4}.*$/gm, ''))) expect(row).toHaveLength(2)
      }),
      { numRuns: 300 },
    )
  })

  test.each(['message', 'fix'])('in a problem’s %s stays on its line', (field) => {
    const problems = [{ ...PROBLEM, [field]: 'first\n\n## second\n<b>third</b>' }]
    expect(outside(renderSummary({ reasons: [], problems }, [])).filter((line) => line.startsWith('#'))).toHaveLength(1)
  })

  test('in evidence cannot end its block, also by the carriage returns of a progress bar', () => {
    const problems = [{ ...PROBLEM, evidence: ['10%\r20%\r</details>\r# heading', '</details>\n# heading'] }]
    expect(outside(renderSummary({ reasons: [], problems }, [])).filter((line) => /heading/.test(line))).toEqual([])
  })
})

describe('writing it', () => {
  test('appends to GITHUB_STEP_SUMMARY', async () => {
    const file = join(temporaryFolder(), 'summary.md')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(file, 'before\n')
    process.env.GITHUB_STEP_SUMMARY = file
    try {
      await writeSummary(SUCCESS, PHASES)
    } finally {
      delete process.env.GITHUB_STEP_SUMMARY
    }
    expect(readFileSync(file, 'utf8')).toBe(`before\n${renderSummary(SUCCESS, PHASES)}`)
  })

  test('does nothing where there is none', async () => {
    delete process.env.GITHUB_STEP_SUMMARY
    await writeSummary(SUCCESS, PHASES)
  })
})

describe('the outputs', () => {
  test('are texts, and those that are not known are left out', () => {
    expect(outputsOf({ reasons: [] })).toEqual({ reasons: '[]' })
    expect(outputsOf(SUCCESS)).toMatchObject({
      changed: 'true',
      'manifest-changed': 'true',
      reasons: JSON.stringify(SUCCESS.reasons),
    })
  })

  test.each([
    [[], 'false'],
    [['unchanged'], 'false'],
    [['unchanged', 'created'], 'true'],
    [['configured'], 'true'],
  ] as const)('`changed` of objects that are %j is %s', (changes, changed) => {
    const objects = changes.map((change) => ({ name: 'x', change }))
    expect(outputsOf({ reasons: [], objects }).changed).toBe(changed)
  })

  test('`failure-code` is that of the first problem', () => {
    expect(outputsOf({ reasons: [], problems: [PROBLEM, { ...PROBLEM, code: 'internal' }] })['failure-code']).toBe(
      'rollout-timeout',
    )
  })
})
