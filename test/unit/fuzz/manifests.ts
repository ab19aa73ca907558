// The shipped manifests, changed as people, editors and scripts change them: in their structure and in their bytes.

import fc from 'fast-check'
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { PLANTED } from './inputs.ts'

export interface Step {
  readonly change: string
  /** Which file, which place in it, and which of the values: numbers that are taken modulo of what there is. */
  readonly file: number
  readonly at: number
  readonly value: number
}

type Files = Record<string, string | Buffer>
type Change = (text: string, step: Step) => string | Buffer

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  'text',
  '',
  ' ',
  'two\nlines',
  'x'.repeat(5_000),
  '\u0000',
  '\u001b[31mred',
  '::error::injected',
  '10.0.0.1',
  '0.0.0.0/0',
  '${LITELLM_API_KEY}',
  '__proto__',
  'constructor',
  'ENC[AES256_GCM,data:eA==,iv:eA==,tag:eA==,type:str]',
  [],
  {},
  [null],
  [[]],
  [{}],
  ['a', 'a'],
  { a: 1 },
  { name: null },
  { name: 'a' },
  { valueFrom: 'text' },
  { configMap: null },
]
const KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'sops',
  'items',
  'name',
  'image',
  'Kind',
  '0',
  '<<',
  'a b',
]
const TEXTS: readonly string[] = [
  '\t',
  '\0',
  ':',
  '- ',
  '{',
  '[',
  '"',
  "'",
  '&a ',
  '*a',
  '*locked',
  '!!binary ',
  '!x ',
  '%',
  '|',
  '>',
  '#',
  '?',
  '---\n',
  '...\n',
  '<<: *locked\n',
  '\ud800',
  '\u2028',
  '"\\ud800"',
  '\u0085',
  '@',
  '`',
  '!!set ',
  '!!omap ',
  '!!timestamp ',
  '!!int x',
  '!!merge ',
]
const DOCUMENTS: readonly string[] = [
  '',
  '# nothing\n',
  'null\n',
  'text\n',
  '- a\n- b\n',
  '{}\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: text\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: openclaw-config\n  namespace: open-webui\n',
  'apiVersion: v1\nkind: List\nitems: []\n',
  'apiVersion: v1\nkind: List\nitems: text\n',
  'apiVersion: v1\nkind: List\nitems:\n- null\n- text\n- {apiVersion: v1, kind: Secret, metadata: {name: a}}\n',
  'apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n',
  'apiVersion: a/b/c\nkind: X\nmetadata: {name: a/b}\n',
  'apiVersion: ../../x\nkind: ConfigMap\nmetadata: {name: ..}\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "\\ud800"}\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: "\\udfff"}\n',
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: open-webui}\nstringData: {a: ${PLANTED}}\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: "${PLANTED}" ${PLANTED}\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: ${PLANTED}: ${PLANTED}\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  ${PLANTED}\n  ${PLANTED}: a\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: "${PLANTED}\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: *${PLANTED}\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: !${PLANTED} x\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  a: |${PLANTED}\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  ? [a]\n  : {}\n`,
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: ${PLANTED}, b: [1], c: 7}\n`,
  `%YAML 1.2\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n`,
  `%${PLANTED}\n---\na: 1\n`,
  `${'['.repeat(8_000)}${']'.repeat(8_000)}\n`,
  `${'{a: '.repeat(4_000)}1${'}'.repeat(4_000)}\n`,
  `${Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')} 1\n`,
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: deep}\nx: ${'['.repeat(1_500)}${']'.repeat(1_500)}\n`,
  'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: &m {name: a, self: *m}\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: *nobody\n',
  '&x apiVersion: v1\nkind: ConfigMap\n<<: *x\nmetadata: {name: a}\n',
  'apiVersion: v1\nkind: ConfigMap\n<<: {metadata: {name: merged}}\n',
  'apiVersion: v1\nkind: ConfigMap\n<<: [1, text]\nmetadata: {name: a}\n',
  'apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: open-webui}\nspec: {selector: text, ports: [1]}\n',
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n, namespace: open-webui}\nspec: {podSelector: {matchExpressions: [null]}, ingress: [null, {from: text}], egress: [{to: [null], ports: [1]}], policyTypes: text}\n',
  'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: p, namespace: open-webui}\nspec: {selector: {matchLabels: null}, minAvailable: []}\n',
  'apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: {name: r, namespace: open-webui}\nspec: {routes: [null, {services: [null, {name: openclaw, port: {}}], middlewares: [1]}]}\n',
  'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: open-webui}\nspec: {rules: [{http: {paths: [null, {backend: 1}]}}], defaultBackend: 1}\n',
  'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: open-webui}\nimagePullSecrets: text\n',
  'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: c}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [null, {image: k3s-homelab/openclaw}]}}}}}\n',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: second, namespace: open-webui}\nspec: {template: {spec: {containers: [{name: a, image: x/k3s-homelab/openclaw:1}]}}}\n',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: empty}\nspec: null\n',
  'sops: {}\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n',
  'sops: text\n',
]

/** Every pair of a map and every item of a list. */
function spots(document: Document): { holder: YAMLMap | YAMLSeq; index: number }[] {
  const found: { holder: YAMLMap | YAMLSeq; index: number }[] = []
  visit(document, {
    Collection(_, holder) {
      for (const index of (holder as YAMLMap).items.keys()) found.push({ holder: holder as YAMLMap, index })
    },
  })
  return found
}

type Edit = (document: Document, holder: YAMLMap | YAMLSeq, index: number, value: number) => void

/** A change of the structure; what cannot be written again stays as it is. */
const structural =
  (edit: Edit): Change =>
  (text, { at, value }) => {
    try {
      const document = parseDocument(text, { uniqueKeys: false })
      const all = spots(document)
      const { holder, index } = all[at % all.length] as (typeof all)[number]
      edit(document, holder, index, value)
      return document.toString({ lineWidth: 0, verifyAliasOrder: false } as never)
    } catch {
      return text
    }
  }

const pick = <T>(list: readonly T[], index: number) => list[index % list.length] as T

function setAt(document: Document, holder: YAMLMap | YAMLSeq, index: number, value: unknown): void {
  const node = document.createNode(value)
  if (isMap(holder)) (holder.items[index] as Pair).value = node
  else (holder.items as unknown[])[index] = node
}

const atByte =
  (edit: (before: string, after: string, value: number) => string): Change =>
  (text, { at, value }) => {
    const offset = at % (text.length + 1)
    return edit(text.slice(0, offset), text.slice(offset), value)
  }

const atLine =
  (edit: (lines: string[], index: number, value: number) => void): Change =>
  (text, { at, value }) => {
    const lines = text.split('\n')
    edit(lines, at % lines.length, value)
    return lines.join('\n')
  }

/** The config inside the ConfigMap, as text. */
const inConfig =
  (edit: Change): Change =>
  (text, step) => {
    const [, before, config, after] = /^([\s\S]*openclaw\.json: \|\n)((?: {4}.*\n|\n)*)([\s\S]*)$/.exec(text) ?? []
    if (config === undefined) return text
    return `${before}${String(edit(config.replace(/^ {4}/gm, ''), step)).replace(/^/gm, '    ')}\n${after}`
  }

const JSON5_VALUES = [
  'null',
  '1',
  '"text"',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '{a: 1}',
  'Infinity',
  '-0',
  "'x'",
  '["*"]',
  '["10.0.0.0/99"]',
  '"\\ud800"',
  '{__proto__: 1}',
  '{$include: "x"}',
]

export const CHANGES: Readonly<Record<string, Change>> = {
  delete: structural((_, holder, index) => holder.items.splice(index, 1)),
  duplicate: structural((_, holder, index) => holder.items.splice(index, 0, holder.items[index] as never)),
  replace: structural((document, holder, index, value) => setAt(document, holder, index, pick(VALUES, value))),
  'replace again': structural((document, holder, index, value) => setAt(document, holder, index, pick(VALUES, value))),
  rename: structural((document, holder, index, value) => {
    if (isMap(holder)) (holder.items[index] as Pair).key = document.createNode(pick(KEYS, value))
  }),
  'wrap in a list': structural((document, holder, index) => {
    const list = document.createNode([null]) as YAMLSeq
    const old = isMap(holder) ? holder.items[index]?.value : holder.items[index]
    list.items[0] = old
    setAt(document, holder, index, null)
    if (isMap(holder)) (holder.items[index] as Pair).value = list
    else (holder.items as unknown[])[index] = list
  }),
  'map for a list': structural((document, holder, index) => {
    const list = isMap(holder) ? holder.items[index]?.value : holder.items[index]
    if (isSeq(list)) setAt(document, holder, index, Object.fromEntries(list.items.entries()))
  }),
  alias: structural((document, holder, index, value) => {
    const all = spots(document)
    const other = pick(all, value)
    const target = isMap(other.holder) ? other.holder.items[other.index]?.value : other.holder.items[other.index]
    if (!isMap(target) && !isSeq(target) && !isScalar(target)) return
    target.anchor ??= 'other'
    const alias = document.createAlias(target as never)
    if (isMap(holder)) (holder.items[index] as Pair).value = alias
    else (holder.items as unknown[])[index] = alias
  }),
  'cut off': atByte((before) => before),
  'cut out': atByte((before, after, value) => before + after.slice(value % 40)),
  insert: atByte((before, after, value) => before + pick(TEXTS, value) + after),
  'bytes that are no UTF-8': (text, { at }) => {
    const bytes = Buffer.from(text)
    const offset = at % (bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, offset), Buffer.from([0xff, 0xfe, 0xc3]), bytes.subarray(offset)])
  },
  'as UTF-16': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'less indented': atLine((lines, index) => {
    lines[index] = lines[index]?.replace(/^ {1,2}/, '') ?? ''
  }),
  'more indented': atLine((lines, index) => {
    lines[index] = ` ${lines[index]}`
  }),
  'indented by a tab': atLine((lines, index) => {
    lines[index] = lines[index]?.replace(/^ */, '\t') ?? ''
  }),
  'a line without its colon': atLine((lines, index) => {
    lines[index] = lines[index]?.replace(':', '') ?? ''
  }),
  'a line twice': atLine((lines, index) => lines.splice(index, 0, lines[index] ?? '')),
  'a line less': atLine((lines, index) => lines.splice(index, 1)),
  'lines swapped': atLine((lines, index) => lines.splice(index, 2, ...lines.slice(index, index + 2).reverse())),
  'tabs for all spaces': (text) => text.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
  CR: (text) => text.replaceAll('\n', '\r'),
  BOM: (text) => `\uFEFF${text}`,
  'another document': (text, { value }) => `${text}\n---\n${pick(DOCUMENTS, value)}`,
  'another document first': (text, { value }) => `${pick(DOCUMENTS, value)}\n---\n${text}`,
  'another file': (_, { value }) => pick(DOCUMENTS, value),
  'as a List': (text) =>
    `apiVersion: v1\nkind: List\nitems:\n- ${text.replace(/^#.*\n/gm, '').replaceAll('\n', '\n  ')}`,
  'a config cut off': inConfig(atByte((before) => before)),
  'a config cut out': inConfig(atByte((before, after, value) => before + after.slice(value % 20))),
  'a config with more': inConfig(atByte((before, after, value) => before + pick(TEXTS, value) + after)),
  'a config with another value': inConfig(
    atLine((lines, index, value) => {
      lines[index] = lines[index]?.replace(/: .*?(,?)$/, `: ${pick(JSON5_VALUES, value)}$1`) ?? ''
    }),
  ),
  'a config without a line': inConfig(atLine((lines, index) => lines.splice(index, 1))),
  'a config of another kind': inConfig((_, { value }) => pick(JSON5_VALUES, value)),
  'a config that is deep': inConfig(() => `${'['.repeat(3_000)}${']'.repeat(3_000)}`),
}

/** Steps on any of some files, two or three at the most: more of them would be refused for the first alone. */
export function steps(changes: readonly string[] = Object.keys(CHANGES)): fc.Arbitrary<Step[]> {
  const step = fc.record({
    change: fc.constantFrom(...changes),
    file: fc.nat(1_000),
    at: fc.nat(100_000),
    value: fc.nat(1_000),
  })
  return fc.array(step, { minLength: 1, maxLength: 3 })
}

/** The files after all steps. @param names of those that are changed, the ones that matter most more than once */
export function changed(files: Files, names: readonly string[], taken: readonly Step[]): Files {
  const after = { ...files }
  for (const step of taken) {
    const name = step.change.startsWith('a config')
      ? (names.find((each) => /configmap/.test(each)) ?? '')
      : pick(names, step.file)
    const text = after[name]
    if (typeof text === 'string') after[name] = (CHANGES[step.change] as Change)(text, step)
  }
  return after
}

/** A text for each value of a mapping, without that value, by its line and key. */
export function eachEmptied(text: string): (readonly [where: string, text: string])[] {
  const emptied: [string, string][] = []
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      const [from, to] = (value as ParsedNode | null)?.range ?? [0, 0]
      const line = text.slice(0, from).split('\n').length
      if (to === from) return
      const nothing = text.slice(from, to).includes('\n') ? 'null\n' : 'null'
      emptied.push([`${line}, ${key}`, text.slice(0, from) + nothing + text.slice(to)])
    },
  })
  return emptied
}
