// The tables of inputs and outputs in the README and docs/pairing.md, made from action.yml and pair/action.yml; the pages on red runs
// and on reliability, made from the tests' tables; and the page of the lint's rules: so that they cannot tell something else.
//
//   npm run docs              writes them
//   npm run docs -- --check   fails when they are not what their sources say

import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { FAULTS } from '../test/e2e/fault-table.ts'
import { lintPage } from './docs-lint.ts'
import { reliabilityTables } from './docs-reliability.ts'
import { cell, head, row } from './markdown.ts'

interface Definition {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly required?: boolean; readonly default?: string }>
  >
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

const root = resolve(import.meta.dirname, '..')

function tablesOf(file: string): { inputs: string; outputs: string } {
  const { inputs, outputs } = parse(readFileSync(join(root, file), 'utf8')) as Definition
  return {
    inputs: [
      ...head('input', 'default', 'meaning'),
      ...Object.entries(inputs).map(([name, { description, required, default: value }]) =>
        row(`\`${name}\``, required ? '**required**' : value === undefined ? '' : `\`${value}\``, cell(description)),
      ),
    ].join('\n'),
    outputs: [
      ...head('output', 'meaning'),
      ...Object.entries(outputs).map(([name, { description }]) => row(`\`${name}\``, cell(description))),
    ].join('\n'),
  }
}

const faults = [
  ...head('the run says', '`failure-code`', 'because of', 'what to do', 'seen'),
  ...FAULTS.map(({ name, code, says, fix, proof }) => row(cell(says), `\`${code}\``, cell(name), cell(fix), proof)),
].join('\n')

const isCheck = process.argv.includes('--check')
update(join(root, 'README.md'), { ...tablesOf('action.yml') })
update(join(root, 'docs/pairing.md'), { ...tablesOf('pair/action.yml') })
update(join(root, 'docs/troubleshooting.md'), { faults })
update(join(root, 'docs/reliability.md'), reliabilityTables())
write(join(root, 'docs/lint.md'), lintPage())

/** Puts each table into the section of its name. */
function update(file: string, sections: Readonly<Record<string, string>>): void {
  const before = readFileSync(file, 'utf8')
  let after = before
  for (const [name, table] of Object.entries(sections)) {
    const section = new RegExp(`(<!-- ${name}: made by npm run docs -->\\n)[\\s\\S]*?(<!-- end -->)`)
    if (!section.test(after)) throw new Error(`${file} has no section for the ${name}`)
    after = after.replace(section, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`)
  }
  write(file, after)
}

function write(file: string, text: string): void {
  if (!isCheck) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text)
    throw new Error(`${file} is not what its sources say: run \`npm run docs\` and commit it`)
}
