// The pin on files in every style that people write: the expected text is put together with the file, slot by slot,
// by a generator that knows nothing of YAML's ranges.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Problem } from '../../../src/errors.ts'
import { type Manifest, parseManifests } from '../../../src/manifests/objects.ts'
import { pin } from '../../../src/manifests/pin.ts'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { DIGEST, FUZZ_RUNS, OTHER_DIGEST } from '../support.ts'

const REPOSITORY = 'k3s-homelab/openclaw'
const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/'
const HOSTS = ['', 'localhost:5000/', ECR] as const
const NEW = `${ECR}${REPOSITORY}:2026.9.6-0123456789ab@${DIGEST}`

/** A text with holes where images stand; `old` is written there, and `pinned` after the pin. */
type Text = readonly (string | { readonly old: string; readonly pinned: string })[]

const written = (text: Text, which: 'old' | 'pinned') =>
  text.map((part) => (typeof part === 'string' ? part : part[which])).join('')
const join = (texts: readonly Text[], by: string): Text =>
  texts.flatMap((text, index) => (index === 0 ? text : [by, ...text]))
const indented = (text: Text, by: string): Text =>
  text.map((part) => (typeof part === 'string' ? part.replaceAll('\n', `\n${by}`) : part))

const escaped = (text: string) => `"${text.replace(':', '\\x3a').replace('/', '\\/').replace('w', '\\u0077')}"`
/** How a scalar is written, and what of it stays when its value is replaced. */
const STYLES: readonly ((value: string) => [before: string, old: string, pinned: string])[] = [
  (value) => ['', value, NEW],
  (value) => ['', `'${value}'`, `'${NEW}'`],
  (value) => ['', `"${value}"`, `"${NEW}"`],
  (value) => ['', escaped(value), `"${NEW}"`],
  (value) => ['!!str ', value, NEW],
  (value) => ['&alone ', `"${value}"`, `"${NEW}"`],
]
const comment = fc.constantFrom('', '', '  # image: not this one', ' # é✓ *x &y', ` # ${REPOSITORY}:1`)
const rest = fc.constantFrom('', ':1', ':2026.9.6', `@${OTHER_DIGEST}`, `:x@${OTHER_DIGEST}`)
const foreign = fc.constantFrom('busybox:1', `${REPOSITORY}-other:1`, `mirror.example/${REPOSITORY}s@${OTHER_DIGEST}`)

/** The image of a container: the gateway's, or one that must stay. Where the gateway names no host, any other may. */
const image = (gatewayHost: string, isGateway: boolean) =>
  fc
    .tuple(
      isGateway ? fc.constant(true) : fc.boolean(),
      fc.constantFrom(...HOSTS),
      rest,
      foreign,
      fc.nat(STYLES.length - 1),
    )
    .map(([ours, otherHost, tail, strange, style]): Text => {
      const host = gatewayHost === '' && !isGateway ? otherHost : gatewayHost
      const [before, old, pinned] = (STYLES[style] as (typeof STYLES)[0])(
        ours ? `${host}${REPOSITORY}${tail}` : strange,
      )
      return [before, { old, pinned: ours ? pinned : old }]
    })

interface Container {
  readonly name: string
  readonly image: Text
  readonly comment: string
  readonly order: boolean
  readonly flow: boolean
}
const container = (gatewayHost: string, name: string, isGateway = false): fc.Arbitrary<Container> =>
  fc.record({
    name: fc.constant(name),
    image: image(gatewayHost, isGateway),
    comment,
    order: fc.boolean(),
    flow: fc.boolean(),
  })

function asFlow({ name, image, order }: Container): Text {
  const both: Text[] = [[`name: ${name}`], ['image: ', ...image]]
  return ['{', ...join(order ? both : both.reverse(), ', '), '}']
}

function asBlock(container: Container): Text {
  const { name, image, comment, order, flow } = container
  if (flow) return [...asFlow(container), comment]
  const both: Text[] = [[`name: ${name}`], ['image: ', ...image, comment]]
  return join(order ? both : both.reverse(), '\n')
}

const list = (containers: readonly Container[], flow: boolean): Text =>
  flow
    ? [' [', ...join(containers.map(asFlow), ', '), ']']
    : [
        '\n',
        ...join(
          containers.map((each) => ['- ', ...indented(asBlock(each), '  ')] as Text),
          '\n',
        ),
      ]

interface Workload {
  readonly kind: string
  readonly name: string
  readonly containers: readonly Container[]
  readonly init: readonly Container[]
  readonly flow: boolean
  readonly lists: boolean
  readonly above: string
}

function podOf({ containers, init, lists }: Workload): Text {
  const initial: Text[] = init.length > 0 ? [['initContainers:', ...list(init, !lists)]] : []
  return join([...initial, ['containers:', ...list(containers, lists)]], '\n')
}

function podAsFlow({ containers, init }: Workload): Text {
  return ['{initContainers:', ...list(init, true), ', containers:', ...list(containers, true), '}']
}

const WRAPPERS: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  CronJob: ['jobTemplate', 'spec', 'template', 'spec'],
}

/** A workload as block or flow; `extra` is a label by anchor and alias, which are not the image's. */
function document(workload: Workload): Text {
  const { kind, name, flow, above } = workload
  const keys = ['spec', ...(WRAPPERS[kind] ?? ['template', 'spec'])]
  if (flow) {
    const opened = keys.map((key) => `${key}: `).join('{')
    const closed = '}'.repeat(keys.length - 1)
    return [
      `{apiVersion: x/v1, kind: ${kind}, metadata: {name: ${name}}, ${opened}`,
      ...podAsFlow(workload),
      `${closed}}`,
    ]
  }
  const body = keys.reduceRight((inner: Text, key) => [`${key}:\n  `, ...indented(inner, '  ')], podOf(workload))
  return [`${above}apiVersion: x/v1\nkind: ${kind}\nmetadata: {name: ${name}, labels: &l {}, x: *l}\n`, ...body]
}

/** One or none, mostly none: each costs its share of 10,000 runs. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<T[]>([]) },
    {
      weight: 1,
      arbitrary: arbitrary.map((each) => [each]),
    },
  )
const above = fc.constantFrom('', '# first\n', '\n# é\n\n')
const workload = (host: string, name: string, kinds: readonly string[], first: fc.Arbitrary<Container>) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    name: fc.constant(name),
    containers: fc
      .tuple(first, sometimes(container(host, 'side')), fc.boolean())
      .map(([main, more, swap]) => (swap ? [...more, main] : [main, ...more])),
    init: sometimes(container(host, 'init')),
    flow: fc.boolean(),
    lists: fc.boolean(),
    above,
  })

const file = fc
  .constantFrom(...HOSTS)
  .chain((host) =>
    fc.record({
      gateway: workload(host, 'openclaw', ['Deployment'], container(host, 'gateway', true)),
      others: sometimes(workload(host, 'other', ['CronJob'], container(host, 'main'))),
      at: fc.nat(1),
      listed: fc.boolean(),
      flowList: fc.boolean(),
      filler: fc.constantFrom<Text[]>(
        [],
        [],
        [],
        [[`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {image: "${REPOSITORY}:1"}`]],
      ),
      newline: fc.constantFrom('\n', '\r\n'),
      mark: fc.constantFrom('', '\uFEFF'),
      end: fc.constantFrom('', '\n', '\n# the end\n'),
    }),
  )
  .map(({ gateway, others, at, listed, flowList, filler, newline, mark, end }) => {
    const workloads: Workload[] = others.map((each, index) => ({ ...each, name: `other-${index}` }))
    workloads.splice(at, 0, gateway)
    const items = (flow: boolean) => workloads.map((each) => document({ ...each, flow: flow || each.flow, above: '' }))
    const bodies: Text[] = !listed
      ? workloads.map(document)
      : flowList
        ? [['{apiVersion: v1, kind: List, items: [', ...join(items(true), ',\n '), ']}']]
        : [
            [
              'apiVersion: v1\nkind: List\nitems:\n',
              ...join(
                items(false).map((item) => ['- ', ...indented(item, '  ')] as Text),
                '\n',
              ),
            ],
          ]
    const text: Text = [mark, ...join([...filler, ...bodies], '\n---\n'), end]
    return text.map((part) => (typeof part === 'string' ? part.replaceAll('\n', newline) : part))
  })

function parse(text: string): Manifest[] {
  const problems: Problem[] = []
  const manifests = parseManifests({ path: 'a.yaml', absolute: '/a.yaml', text }, problems)
  if (problems.length > 0) throw new Error(problems[0]?.message)
  return manifests
}

function gatewayOf(manifests: readonly Manifest[]) {
  return findWorkload(manifests, { repository: REPOSITORY, deployment: 'openclaw', container: 'gateway' })
}

test('whatever the file looks like, the pin changes the bytes of its images and no other, and only once', () => {
  fc.assert(
    fc.property(file, (text) => {
      const before = written(text, 'old')
      const expected = written(text, 'pinned')
      const { files, manifests } = pin(gatewayOf(parse(before)), NEW)
      if (files[0]?.text !== expected || files.length > 1) expect(files[0]?.text).toBe(expected)
      // They were read from the pinned text.
      const again = gatewayOf([...manifests.values()])
      if (again.places.some(({ image }) => image !== NEW) || pin(again, NEW).files.length > 0)
        throw new Error('a second pin would change the file again')
    }),
    { numRuns: 10 * FUZZ_RUNS },
  )
})
