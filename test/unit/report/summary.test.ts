import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FailureCode, Problem } from '../../../src/errors.ts'
import type { PhaseRecord } from '../../../src/report/log.ts'
import { type Outcome, outputsOf } from '../../../src/report/outcome.ts'
import type { PairingReport } from '../../../src/report/pairing.ts'
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
  manifestFiles: ['k8s/openclaw.yaml'],
  gateway: { namespace: 'home', deployment: 'openclaw', container: 'gateway' },
}
const NOTES = 'https://github.com/openclaw/openclaw/releases/tag/'
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
  test('of drift that is only reported is no dry run and no success', () => {
    const { objects: _, ...rest } = SUCCESS
    const plan = [{ name: 'Deployment home/openclaw', change: 'configured', diff: '' }] as const
    const drift = ['Deployment home/openclaw was changed in the cluster since the last verified run']
    expect(renderSummary({ ...rest, plan, drift }, PHASES)).toMatch(
      /^## ⚠️ OpenClaw 2026\.9\.6: the cluster is not as it should be, and nothing was touched\n/,
    )
  })

  test.each<[what: string, pullSecret: Outcome['pullSecret'] & object, said: string]>([
    [
      'one that ends',
      { name: 'ecr-pull', endsAtMs: Date.parse('2026-11-22T18:05:30Z'), isRenewed: false, isAlwaysPulled: false },
      '`ecr-pull` ends on 2026-11-22 18:05 UTC: until then the gateway can be moved to another node; nodes that have the image already can restart it after that too',
    ],
    [
      'one that this run renewed, for an image that is always pulled',
      { name: 'ecr-pull', endsAtMs: Date.parse('2026-11-22T18:05:30Z'), isRenewed: true, isAlwaysPulled: true },
      '`ecr-pull`, renewed, ends on 2026-11-22 18:05 UTC: until then the gateway can be moved to another node; then, as its image is always pulled, it cannot even restart',
    ],
    [
      'one that does not tell',
      { name: 'ghcr', isRenewed: false, isAlwaysPulled: false },
      '`ghcr`, which does not tell when it ends',
    ],
  ])('tells of the pull secret until when the gateway can be moved: %s', (_, pullSecret, said) => {
    expect(rows(renderSummary({ ...SUCCESS, pullSecret }, PHASES))).toContainEqual(['Pull secret', said])
  })

  test('of a success begins with the verdict and tells what changed', () => {
    const summary = renderSummary(SUCCESS, PHASES)
    expect(summary).toMatch(/^## ✅ OpenClaw 2026\.9\.6 is live\n/)
    expect(rows(summary)).toEqual(
      expect.arrayContaining([
        ['Gateway', 'home/openclaw, container gateway'],
        ['Version', `2026.9.5 → 2026.9.6 ([release notes](${NOTES}v2026.9.6))`],
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

  test('of a gateway that could not be asked does not say that it is down', () => {
    const { verified: _, ...rest } = SUCCESS
    const problems = [{ ...PROBLEM, code: 'cluster-unreachable' as const }] as const
    expect(renderSummary({ ...rest, problems }, PHASES)).toMatch(
      /^## ❌ OpenClaw 2026\.9\.6 is not proven: the cluster could not be asked whether it is live\n/,
    )
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

  test.each<[what: string, upgrade: Outcome['upgrade'], rows: [string, string][]]>([
    ['nothing that is not known', undefined, []],
    ['nothing of databases that have no schema in common', { schemas: [] }, []],
    [
      'the Node that it wants now',
      { node: { from: '>=22', to: '>=24.16.0 <25 || >=26.1.0' } },
      [['Node', 'the release asks for &#62;=24.16.0 &#60;25 &#124;&#124; &#62;=26.1.0, the one before for &#62;=22']],
    ],
    [
      'that there is no way back',
      {
        schemas: [
          { name: 'state', from: 17, to: 18 },
          { name: 'agent', from: 23, to: 23 },
        ],
      },
      [
        [
          'State',
          'schema state 17 → 18, agent 23: once it has started, going back will not be possible without a backup',
        ],
      ],
    ],
    [
      'that there is a way back',
      { schemas: [{ name: 'state', from: 18, to: 18 }] },
      [['State', 'schema state 18: the same as before']],
    ],
    [
      'that the state is too new for it',
      { schemas: [{ name: 'state', from: 18, to: 17 }] },
      [['State', 'schema state 18 → 17: this version refuses the state of the one before']],
    ],
  ])('of another version tells %s', (_, upgrade, expected) => {
    const found = rows(renderSummary({ ...SUCCESS, ...(upgrade && { upgrade }) }, []))
    expect(found.filter(([name]) => name === 'Node' || name === 'State')).toEqual(expected)
  })

  test('links only to what is a version', () => {
    expect(renderSummary({ ...SUCCESS, openclawVersion: '1) [x](http://evil' }, [])).not.toContain('release notes')
  })

  test('folds up which packages came with the image, and says nothing when none changed', () => {
    const packages = [
      { name: 'undici', from: ['6.21.0', '7.1.0'], to: ['7.2.0'] },
      { name: '</details>', from: [], to: ['1.0.0'] },
    ]
    const text = renderSummary({ ...SUCCESS, packages }, [])
    expect(text).toContain('<summary>2 of the packages in the image changed</summary>')
    expect(text).toContain('    undici  6.21.0, 7.1.0 → 7.2.0\n    </details>  – → 1.0.0')
    expect(renderSummary({ ...SUCCESS, packages: [] }, [])).toBe(renderSummary(SUCCESS, []))
  })

  test('names the backup, and that it holds credentials', () => {
    const backup = { file: '/b/one.tar.gz', bytes: 44_765, sha256: 'ab12' }
    const [row] = rows(renderSummary({ ...SUCCESS, backup }, [])).filter(([name]) => name === 'Backup')
    expect(row?.[1]).toBe('`/b/one.tar.gz` (44.8 kB, sha256 `ab12`), verified by OpenClaw; it holds credentials')
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

  test('of a failure that lines can mend has them to be copied, not folded away', () => {
    const problems = [{ ...PROBLEM, snippet: ['# in a Role:', '- verbs: ["get"]'] }]
    expect(renderSummary({ reasons: [], problems }, [])).toBe(
      '## ❌ OpenClaw was not deployed\n\n**The new gateway was not ready.**\n\nFix: Correct it.\n\n    # in a Role:\n    - verbs: ["get"]\n\n',
    )
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

describe('the commit of the pin', () => {
  const sha = '0123456789abcdef0123456789abcdef01234567'
  test.each<[what: string, commit: Outcome['commit'] & object, cell: string]>([
    ['pushed', { kind: 'pushed', branch: 'main', sha }, `\`${sha}\` on \`main\``],
    ['there before', { kind: 'there', branch: 'main', sha }, '`main` had this pin already'],
    ['not made', { kind: 'open', branch: 'main' }, 'not on `main`'],
  ])('is a row: %s', (_, commit, cell) => {
    expect(rows(renderSummary({ ...SUCCESS, commit }, []))).toContainEqual(['Commit', cell])
  })

  test('that failed leaves a gateway that is live', () => {
    const outcome: Outcome = { ...SUCCESS, commit: { kind: 'open', branch: 'main' }, problems: [PROBLEM] }
    expect(renderSummary(outcome, [])).toMatch(/^## ⚠️ OpenClaw 2026\.9\.6 is live, but its pin is not committed\n/)
  })

  const nobody = { pending: [], paired: [], approved: [] }
  const [list, approve] = [
    { ...nobody, kind: 'list', looked: true },
    { ...nobody, kind: 'approve', looked: true },
  ] as const
  const because = (...codes: FailureCode[]) => codes.map((code) => ({ ...PROBLEM, code }))
  const notCommitted = 'its pin is not committed'
  test.each<[what: string, commit: 'open' | 'pushed', pairing: PairingReport, problems: Problem[], rest: string]>([
    ['a list that went well', 'open', list, because('commit-protected'), notCommitted],
    ['an approval that went well', 'open', approve, because('git-denied'), notCommitted],
    ['an approval, of a bug of ours', 'open', approve, because('internal'), notCommitted],
    [
      'a list that failed too',
      'open',
      { ...list, looked: false },
      because('commit-protected', 'gateway-down'),
      `${notCommitted}, and its devices could not be looked at`,
    ],
    [
      'a list that a bug of ours ended too',
      'open',
      { ...list, looked: false },
      because('commit-failed', 'internal'),
      `${notCommitted}, and its devices could not be looked at`,
    ],
    [
      'a list that failed too, told first',
      'open',
      { ...list, looked: false },
      because('cluster-forbidden', 'commit-conflict'),
      `${notCommitted}, and its devices could not be looked at`,
    ],
    [
      'an approval that failed too',
      'open',
      approve,
      because('commit-failed', 'pairing-request-gone'),
      `${notCommitted}, and not all devices were paired`,
    ],
    [
      'an approval that alone failed',
      'pushed',
      approve,
      because('pairing-request-gone'),
      'not all devices were paired',
    ],
  ])('is told apart from the pairing: %s', (_, kind, pairing, problems, rest) => {
    const commit = kind === 'open' ? { kind, branch: 'main' } : { kind, branch: 'main', sha }
    const [line] = renderSummary({ ...SUCCESS, commit, pairing, problems }, []).split('\n')
    expect(line).toBe(`## ⚠️ OpenClaw 2026.9.6 is live, but ${rest}`)
  })
})

describe('the size', () => {
  // Of a larger one GitHub shows nothing.
  const LIMIT = 1024 * 1024
  const REST = 'The rest is in the log, where the plan prints every diff.'
  const { objects: _, ...planned } = SUCCESS
  const plan = (...diffs: string[]): NonNullable<Outcome['plan']> =>
    diffs.map((diff, index) => ({ name: `ConfigMap home/c${index}`, change: 'configured', diff }))
  const changed = (value: string) => `--- live\n+++ manifest\n@@ -1,2 +1,2 @@\n-  a: ${value}1\n+  a: ${value}2`
  /** What is too much of something else than diffs. */
  const evidence = Array.from({ length: 40 }, () => 'é'.repeat(50_000))
  const request = { requestId: 'r'.repeat(36), deviceId: 'd'.repeat(64), roles: ['operator'], scopes: ['a', 'b'] }
  const waiting = { request, ageMs: 1000, verdict: 'waits', refusedBy: [] }
  const flood: PairingReport = {
    kind: 'list',
    looked: true,
    pending: Array.from({ length: 3_000 }, () => waiting),
    paired: [],
    approved: [],
  }

  test.each<[what: string, outcome: Outcome, rest: string]>([
    ['a value of 600 kB on one line', { ...planned, plan: plan(changed('x'.repeat(600_000))) }, REST],
    ['a value of many lines', { ...planned, plan: plan(changed('é\n+'.repeat(400_000))) }, REST],
    ['a value of carriage returns', { ...planned, plan: plan(changed('\r'.repeat(600_000))) }, REST],
    ['many large values', { ...planned, plan: plan(...Array(300).fill(changed('x\n'.repeat(9_000)))) }, REST],
    [
      'more objects than anybody has',
      { ...planned, plan: plan(...Array(40_000).fill('')) },
      'What did not fit here is in the log.',
    ],
    ['long evidence', { ...planned, problems: [{ ...PROBLEM, evidence }] }, '    The rest is in the log.'],
    [
      'many problems',
      { ...planned, problems: Array.from({ length: 9_000 }, () => ({ ...PROBLEM, message: 'm'.repeat(300) })) },
      'The other problems are in the log.',
    ],
    [
      'a crowd at the door',
      { ...SUCCESS, pairing: flood },
      '2800 more devices are not shown here: `openclaw devices list` has them.',
    ],
  ])('is what GitHub shows, with the verdict, the problem and the time: %s', (_, outcome, rest) => {
    const summary = renderSummary({ problems: [PROBLEM], ...outcome }, PHASES)
    expect(Buffer.byteLength(summary)).toBeLessThan(LIMIT)
    expect(summary).toMatch(/^## [❌⚠]/u)
    expect(summary).toMatch(/^\*\*(The new gateway was not ready|m+)\.\*\*$/m)
    expect(summary).toContain('```mermaid')
    expect(summary.split('\n')).toContain(rest)
  })

  test('has the start of a line that is too long, and all of the diffs behind it', () => {
    const summary = renderSummary({ ...planned, plan: plan(changed('x'.repeat(600_000)), changed('last')) }, PHASES)
    expect(summary).toMatch(/^ {4}\+ {2}a: x{1000,}…$/m)
    expect(summary).toContain('    +  a: last2')
  })

  test('gives each diff its share, so that the gateway’s own, which is the last, is seen', () => {
    const large = changed('x\n'.repeat(300_000))
    expect(renderSummary({ ...planned, plan: plan(large, large, changed('last')) }, [])).toContain('    +  a: last2')
  })

  test('is no reason to leave anything out of what fits', () => {
    const summary = renderSummary({ ...planned, plan: plan(changed('y'.repeat(1_900))) }, [])
    expect(summary).toContain(`    +  a: ${'y'.repeat(1_900)}2`)
    expect(summary).not.toContain('in the log')
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
    upgrade: fc.record({
      node: fc.record({ from: text, to: text }),
      schemas: fc.array(fc.record({ name: text, from: fc.nat(3), to: fc.nat(3) }), { maxLength: 2 }),
    }),
    decision: fc.constant('build' as const),
    reasons: fc.array(text, { maxLength: 2 }),
    objects: fc.array(fc.record({ name: text, change: fc.constant('created' as const) }), { maxLength: 2 }),
    manifestChanged: fc.constant(true),
    manifestFiles: fc.array(text),
    gateway: fc.record({ namespace: text, deployment: text, container: text }),
    problems: fc.array(
      fc.record({
        code: fc.constant('internal' as const),
        message: text,
        fix: text,
        where: fc.record({ file: text, line: fc.constant(1) }),
        snippet: fc.array(text, { maxLength: 2 }),
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
