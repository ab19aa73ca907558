// The README's tables of inputs and outputs, made from action.yml so that they cannot tell something else.
//
//   npm run docs              writes them
//   npm run docs -- --check   fails when they are not what action.yml says

import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'

interface Definition {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly required?: boolean; readonly default?: string }>
  >
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

const root = resolve(import.meta.dirname, '..')
const readme = join(root, 'README.md')
const { inputs, outputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Definition

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim()
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`
const tables: Record<string, string> = {
  inputs: [
    row('input', 'default', 'meaning'),
    row('---', '---', '---'),
    ...Object.entries(inputs).map(([name, { description, required, default: value }]) =>
      row(`\`${name}\``, required ? '**required**' : value === undefined ? '' : `\`${value}\``, cell(description)),
    ),
  ].join('\n'),
  outputs: [
    row('output', 'meaning'),
    row('---', '---'),
    ...Object.entries(outputs).map(([name, { description }]) => row(`\`${name}\``, cell(description))),
  ].join('\n'),
}

const before = readFileSync(readme, 'utf8')
let after = before
for (const [name, table] of Object.entries(tables)) {
  const section = new RegExp(`(<!-- ${name}: made by npm run docs -->\\n)[\\s\\S]*?(<!-- end -->)`)
  if (!section.test(after)) throw new Error(`README.md has no section for the ${name}`)
  after = after.replace(section, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`)
}
if (process.argv.includes('--check')) {
  if (after !== before) throw new Error('README.md is not what action.yml says: run `npm run docs` and commit it')
} else {
  writeFileSync(readme, after)
}
