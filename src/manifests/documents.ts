// The YAML documents of a text, read as kubectl reads them and with the place of every value.

import {
  type CollectionTag,
  type Document,
  isScalar,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  type ScalarTag,
  type Tags,
  type YAMLParseError,
} from 'yaml'
import type { Problem } from '../errors.ts'
import type { Renderer } from './kustomize/tool.ts'
import type { Written } from './path.ts'

export interface ManifestFile {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string
  readonly absolute: string
  readonly text: string
}

/** A kustomization that was rendered. */
export interface Kustomization {
  readonly file: ManifestFile
  readonly renderer: Renderer
}

/** A document of a file. */
export interface Source extends Written {
  readonly file: ManifestFile
  readonly document: Document<ParsedNode>
  /** Which one it is among those of its file that hold something, from 0. */
  readonly index: number
  /** What made it. Its place is then where the object comes from, as far as that is known, and its values may differ. */
  readonly rendered?: Kustomization
}

/** The documents that hold something; what is no YAML is added to `problems`. */
export function parseDocuments(file: ManifestFile, problems: Problem[]): Source[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(file.text, {
    lineCounter: lines,
    version: '1.1',
    customTags: asKubectlReads,
    uniqueKeys: true,
    // Its warnings go to stderr, and quote.
    logLevel: 'error',
  })
  const sources: Source[] = []
  for (const document of Array.isArray(documents) ? documents : []) {
    for (const error of firstOf(document.errors)) {
      problems.push({
        code: 'manifest-invalid',
        message: `${file.path} is not valid YAML: ${withoutQuotes(error.message)}`,
        fix: 'Correct the syntax on that line',
        where: { file: file.path, line: lines.linePos(offsetOf(error, file.text)).line },
      })
    }
    // Kubernetes' tools skip a document of nothing or of comments.
    const { contents } = document
    const isEmpty = contents === null || (isScalar(contents) && contents.value === null)
    if (document.errors.length > 0 || isEmpty) continue
    const { line } = lines.linePos(contents.range[0])
    sources.push({ file, line, lines, node: contents, document, index: sources.length })
  }
  return sources
}

/** After a mistake in the syntax the parser loses its way, and what it says then is no help. Keys that are there twice are each its own. */
function firstOf(errors: readonly YAMLParseError[]): readonly YAMLParseError[] {
  const syntax = errors.find(({ code }) => code !== 'DUPLICATE_KEY')
  return syntax ? [syntax] : errors
}

/** Of an end that comes too early, the line above is the last that anybody wrote; of a quote without end, where it begins. */
function offsetOf({ message, pos: [offset] }: YAMLParseError, text: string): number {
  const [, quote] = /^Missing closing (["'])/.exec(message) ?? []
  if (quote !== undefined) return text.lastIndexOf(quote, offset - 1)
  return text.slice(offset).trim() === '' ? text.trimEnd().length : offset
}

/** What the library says, without what it quotes of the file: that may be a secret with a character too many before it. */
function withoutQuotes(message: string): string {
  if (message.startsWith('Maximum call stack')) return 'It is nested too deeply'
  return message
    .replace(/\n[\s\S]*$/, '')
    .replace(/ at line \d+, column \d+:?$/, '')
    .replace(/(?<=\w): .*$/, '')
    .replace(/(?<=Unknown directive|The|so) [%!]\S*/, ' this')
}

/** Go's own notation, which go-yaml lets through beside YAML 1.1's `0644`. */
const goOctal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text) => Number.parseInt(text.replace('0o', ''), 8),
}

/** Of digits: YAML 1.1 takes `.` and `e5` for numbers too, which none can be made of. */
const goFloat: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/,
  resolve: (text) => Number.parseFloat(text.replaceAll('_', '')),
}

/**
 * kubectl reads YAML 1.1 by go-yaml: `0644` is octal and `yes` is true, but there are no base-60 numbers, and dates
 * stay text (https://github.com/go-yaml/yaml/tree/v2#compatibility).
 */
const asKubectlReads = (tags: Tags): Tags => [
  goOctal,
  ...tags.filter((tag) => typeof tag === 'string' || !(isOfTime(tag) || isFloat(tag))),
  // Behind those of whole numbers.
  goFloat,
]

const isOfTime = ({ format, tag }: ScalarTag | CollectionTag) => format === 'TIME' || tag.endsWith(':timestamp')
const isFloat = ({ tag, test }: ScalarTag | CollectionTag) =>
  tag === goFloat.tag && !(test instanceof RegExp && test.test('.inf'))
