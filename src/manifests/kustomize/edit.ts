// The pin in a kustomization: an entry of its `images` changed or added in the style of the file, every other byte kept.

import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar, isSeq, type Pair, type ParsedNode, parse, type YAMLMap, type YAMLSeq } from 'yaml'
import { type ManifestFile, parseDocuments } from '../documents.ts'
import { decidingEntry, type ImagesEntry, nameOf, pinnedFields, possibleEntries } from './images.ts'

/** Bytes of the text to be replaced by others. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly by: string
}

type KustomizationMap = YAMLMap<ParsedNode, ParsedNode | null>
type KustomizationPair = Pair<ParsedNode, ParsedNode | null>
type Fields = readonly (readonly [key: (typeof ORDER)[number], value: string])[]

/** A list's `- ` as it is written: what stands before the dash, and behind it. */
interface Dash {
  readonly indent: string
  readonly gap: string
}

const ORDER = ['name', 'newName', 'newTag', 'digest'] as const

/**
 * The kustomization with an image pinned. Pure.
 * @param live the image as it is rendered now
 * @param image with digest
 * @param base the image that it is made from, as far as that is known
 * @returns undefined when `images` is written in a way that cannot be edited, such as by an alias
 */
export function pinImage(file: ManifestFile, live: string, image: string, base?: string): string | undefined {
  const { text } = file
  const root = rootOf(file)
  if (!root) return undefined
  const entries = entriesIn(root)
  const index = decidingEntry(entries, live, base)
  const entry = entries[index] ?? { name: nameOf(live) }
  const wanted = { ...entry, ...pinnedFields(entry, image) }
  const list = root.get('images', true)
  const node = index >= 0 && isSeq(list) ? list.items[index] : undefined
  const fields = fieldsOf(node === undefined ? wanted : pinnedFields(entry, image))
  const edits = node === undefined ? [additionOf(text, root, fields)] : changesOf(text, node, fields)
  if (edits.includes(undefined)) return undefined
  const edited = (edits as Edit[])
    .sort((a, b) => b.start - a.start)
    .reduce((before, { start, end, by }) => before.slice(0, start) + by + before.slice(end), text)
  // A last look with other eyes: nothing else may have changed, in however strange a style it is written.
  const expected = index >= 0 ? entries.with(index, wanted) : [...entries, wanted]
  const again = rootOf({ ...file, text: edited })
  const isRight =
    again !== undefined &&
    isDeepStrictEqual(withoutImages(again), withoutImages(root)) &&
    isDeepStrictEqual(entriesIn(again).map(normal), expected.map(normal))
  return isRight ? edited : undefined
}

/** Line of `images`, or of the first key. */
export function lineOfImages(file: ManifestFile): number {
  const [source] = parseDocuments(file, [])
  const root = source?.document.contents
  const key = isMap(root) ? (pairOf(root, 'images')?.key as ParsedNode | undefined) : undefined
  return (key?.range && source?.lines.linePos(key.range[0]).line) || (source?.line ?? 1)
}

/**
 * The entry of `images` that makes an image what it is.
 * @param live the image as it is rendered now
 * @param base the image that it is made from, as far as that is known
 */
export function entryFor(file: ManifestFile, live: string, base?: string): ImagesEntry | undefined {
  const entries = entriesOf(file)
  return entries[decidingEntry(entries, live, base)]
}

/** An image as it is rendered now, and the one that it is made from, as far as that is known. */
export interface Made {
  readonly live: string
  readonly base: string | undefined
}

/**
 * One of the images for each entry that decides them, since the pin of the one is that of the others. One whose entry is to be added
 * comes last: that goes over all of its name.
 */
export function onePerEntry(file: ManifestFile, images: readonly Made[]): Made[] {
  const entries = entriesOf(file)
  const keyed = images.map((each) => ({ each, index: decidingEntry(entries, each.live, each.base) }))
  const decided = keyed.filter(({ index }) => index >= 0).map(({ each, index }) => [index, each] as const)
  const added = keyed.filter(({ index }) => index < 0).map(({ each }) => [nameOf(each.live), each] as const)
  return [...new Map<number | string, Made>([...decided, ...added]).values()]
}

/** Whether the pin of one image surely decides about another too. */
export function isPinnedAlike(file: ManifestFile, one: Made, other: Made): boolean {
  const entries = entriesOf(file)
  const [index, ...more] = possibleEntries(entries, one.live, one.base)
  // An entry that is added goes over all of its name, whichever entry named them so.
  if (index === undefined) return nameOf(other.live) === nameOf(one.live)
  return more.length === 0 && isDeepStrictEqual(possibleEntries(entries, other.live, other.base), [index])
}

function entriesOf(file: ManifestFile): ImagesEntry[] {
  const root = rootOf(file)
  return root ? entriesIn(root).map(normal) : []
}

function rootOf(file: ManifestFile): KustomizationMap | undefined {
  const [source, ...more] = parseDocuments(file, [])
  const root = source?.document.contents
  return isMap(root) && more.length === 0 ? (root as KustomizationMap) : undefined
}

function entriesIn(root: KustomizationMap): ImagesEntry[] {
  const list = root.get('images', true)
  if (!isSeq(list)) return []
  return list.items.map((item) => {
    const textOf = (key: string) => {
      const node = isMap(item) ? item.get(key, true) : undefined
      // A tag such as 1.10 is text to kustomize.
      return isScalar(node) && node.value !== null ? [[key, String(node.source ?? node.value)] as const] : []
    }
    return Object.fromEntries(ORDER.flatMap(textOf))
  })
}

function withoutImages(root: KustomizationMap): unknown[] {
  return root.items
    .filter(({ key }) => String(key) !== 'images')
    .map((pair) => JSON.parse(JSON.stringify(pair)) as unknown)
}

/** kustomize does not tell an empty text from none. */
function normal(entry: ImagesEntry): ImagesEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== ''))
}

function fieldsOf(entry: ImagesEntry): Fields {
  return ORDER.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]] as const]))
}

/** Values replaced where they stand, and keys that are missing added behind the one before them in their order. */
function changesOf(text: string, entry: unknown, fields: Fields): (Edit | undefined)[] {
  if (!isMap<ParsedNode, ParsedNode | null>(entry)) return [undefined]
  const present = fields.filter(([key]) => pairOf(entry, key))
  const missing = fields.filter(([key]) => !pairOf(entry, key))
  const before = ([key]: Fields[number]) =>
    ORDER.slice(0, ORDER.indexOf(key))
      .map((each) => pairOf(entry, each))
      .findLast((pair) => pair !== undefined)
  return [
    ...present.map(([key, value]) => replacement(text, pairOf(entry, key) as KustomizationPair, value)),
    ...[...Map.groupBy(missing, before)].map(([pair, added]) => pair && insertion(text, entry, pair, added)),
  ]
}

function insertion(text: string, entry: YAMLMap, { key, value }: KustomizationPair, added: Fields): Edit | undefined {
  if (!value?.range) return undefined
  const quote = isQuoted(key) ? '"' : ''
  if (entry.flow) return at(value.range[1], added.map((field) => `, ${written(field, quote)}`).join(''))
  const column = text.slice(startOfLine(text, key.range[0]), key.range[0]).replace(/\S/g, ' ')
  return lines(
    text,
    value.range[1],
    added.map((field) => column + written(field, quote)),
  )
}

function replacement(text: string, { value: node }: KustomizationPair, value: string): Edit | undefined {
  if (!isScalar(node) || node.anchor !== undefined || /^BLOCK/.test(node.type ?? '')) return undefined
  const [start, end] = node.range
  if (String(node.source ?? '') === value) return { start, end, by: text.slice(start, end) }
  const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : ''
  const by = quote ? quote + value + quote : plain(value)
  if (start < end) return { start, end, by }
  // After `digest:` with nothing behind it.
  return { start, end, by: `${/\s/.test(text[start - 1] ?? '') ? '' : ' '}${by}${text[end] === '#' ? ' ' : ''}` }
}

/** A new entry at the end of `images`, or `images` itself at the end of the file. */
function additionOf(text: string, root: KustomizationMap, fields: Fields): Edit | undefined {
  const pair = pairOf(root, 'images')
  const list = pair?.value
  const quote = isQuoted(root.items[0]?.key) ? '"' : ''
  const flow = `{${quote ? '' : ' '}${fields.map((field) => written(field, quote)).join(', ')}${quote ? '' : ' '}}`
  if (isSeq<ParsedNode>(list)) {
    const last = list.items.at(-1)
    if (list.flow) return last ? at(last.range[1], `, ${flow}`) : at(list.range[0] + 1, flow)
    if (!last) return undefined
    const dash = dashOf(text, last)
    const isFlow = isMap(last) && last.flow
    return lines(text, endOf(last), isFlow ? [`${dash.indent}-${dash.gap}${flow}`] : blockOf(dash, fields))
  }
  if (list && !(isScalar(list) && list.value === null)) return undefined
  if (root.flow) {
    const last = root.items.at(-1)
    return pair || !last ? undefined : at(endOf(last.value ?? last.key), `, ${quote}images${quote}: [${flow}]`)
  }
  const block = blockOf(usualDash(text, root), fields)
  if (pair) return list?.range && list.range[0] === list.range[1] ? lines(text, list.range[1], block) : undefined
  const last = root.items.at(-1)
  return last && lines(text, endOf(last.value ?? last.key), ['images:', ...block])
}

function blockOf({ indent, gap }: Dash, fields: Fields): string[] {
  return fields.map((field, index) => `${indent}${index === 0 ? '-' : ' '}${gap}${written(field, '')}`)
}

function written([key, value]: Fields[number], quote: string): string {
  return `${quote}${key}${quote}: ${quote ? quote + value + quote : plain(value)}`
}

/** In quotes where YAML would not read it as text, such as a tag 1.10. */
function plain(value: string): string {
  const isText = (['1.1', '1.2'] as const).every((version) => parse(value, { version }) === value)
  return isText && !/^[-+.\d_]*0o/.test(value) ? value : `"${value}"`
}

function isQuoted(key: ParsedNode | undefined): boolean {
  return isScalar(key) && key.type === 'QUOTE_DOUBLE'
}

/** How the file's other lists are written. */
function usualDash(text: string, root: KustomizationMap): Dash {
  const list = root.items.map(({ value }) => value).find((value) => isSeq(value) && !value.flow)
  const [first] = (list as YAMLSeq<ParsedNode> | undefined)?.items ?? []
  return first ? { indent: dashOf(text, first).indent, gap: ' ' } : { indent: '  ', gap: ' ' }
}

function dashOf(text: string, item: ParsedNode): Dash {
  const dash = text.lastIndexOf('-', item.range[0] - 1)
  const gap = text.slice(dash + 1, item.range[0])
  return { indent: text.slice(startOfLine(text, dash), dash), gap: /^ +$/.test(gap) ? gap : ' ' }
}

function pairOf(map: KustomizationMap, name: string): KustomizationPair | undefined {
  return map.items.find(({ key }) => String(key) === name)
}

/** Where the last value in a node ends; a block's own range may reach to the next line. */
function endOf(node: ParsedNode): number {
  if (isMap<ParsedNode, ParsedNode | null>(node) && !node.flow) {
    const last = node.items.at(-1)
    if (last) return endOf(last.value?.range ? last.value : last.key)
  }
  if (isSeq<ParsedNode>(node) && !node.flow) {
    const last = node.items.at(-1)
    if (last) return endOf(last)
  }
  return node.range[1]
}

function at(offset: number, by: string): Edit {
  return { start: offset, end: offset, by }
}

/** New lines below the one on which a value ends. */
function lines(text: string, end: number, added: readonly string[]): Edit {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  // A block of text ends behind its last line.
  if (text[end - 1] === '\n') return at(end, added.map((line) => line + newline).join(''))
  const found = text.slice(end).search(/\r?\n/)
  return at(found < 0 ? text.length : end + found, added.map((line) => newline + line).join(''))
}

function startOfLine(text: string, offset: number): number {
  return Math.max(
    text.lastIndexOf('\n', offset - 1) + 1,
    text.startsWith('\uFEFF') && !text.slice(0, offset).includes('\n') ? 1 : 0,
  )
}
