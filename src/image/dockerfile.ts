// What a Dockerfile takes from its build context: with the default `context: .`, calling every file of the checkout an
// input would call every commit a new image.

import { posix } from 'node:path'
import { DockerfileParser, type Flag, type Instruction, JSONInstruction, Onbuild } from 'dockerfile-ast'

const ALL = '.'
const PARSERS_HEREDOC = /^<<(?!-?<)./
const DOCKERS_HEREDOC = /^\d*<<-?[^<-][^<]*$/

/** Paths and patterns, relative to the context, that a Dockerfile copies or mounts from it; `.` stands for all of it. */
export function copiedSources(dockerfile: string): string[] {
  const parsed = DockerfileParser.parse(dockerfile)
  const escaper = parsed.getEscapeCharacter() === '`' ? '`' : '\\\\'
  const sources = parsed.getInstructions().flatMap((each) => (hidesLines(each, escaper) ? [ALL] : sourcesOf(each)))
  return [...new Set(sources)]
}

/**
 * Whether the parser may have taken instructions for a heredoc's text: it splits at blanks, where Docker reads quotes and escapes.
 * @param escaper the escape character as an expression has it
 */
function hidesLines(instruction: Instruction, escaper: string): boolean {
  if (!/^(ADD|COPY|RUN|ONBUILD)$/.test(instruction.getKeyword())) return false
  const text = instruction.getTextContent()
  const continued = new RegExp(`${escaper}[ \\t]*\\r?\\n(?:[ \\t]*(?:#.*)?\\r?\\n)*`, 'g')
  const [line = ''] = text.replace(continued, '').split('\n')
  const parsers = wordsLike(PARSERS_HEREDOC, line.replace(new RegExp(`${escaper}(\\S)`, 'g'), '$1'))
  const unquoted = line.replace(/'[^']*'|"(?:\\.|[^"\\])*"|\\./g, 'x')
  // Of a line with a quote that has no end, Docker takes no heredoc at all.
  const dockers = /['"]/.test(unquoted) ? [] : wordsLike(DOCKERS_HEREDOC, unquoted)
  if (parsers.length !== dockers.length) return true
  const name = parsers.at(-1)?.replace(/^<<-?(["']?)(.*)\1$/, '$2')
  return name !== undefined && text.split('\n').at(-1)?.trim() !== name
}

function wordsLike(pattern: RegExp, line: string): string[] {
  return line.split(/\s+/).filter((word) => pattern.test(word))
}

function sourcesOf(instruction: Instruction): string[] {
  // A later stage of the same Dockerfile may inherit and run it.
  if (instruction instanceof Onbuild) {
    const trigger = instruction.getTriggerInstruction()
    return trigger ? sourcesOf(trigger) : []
  }
  if (!(instruction instanceof JSONInstruction)) return []
  const flags = instruction.getFlags()
  switch (instruction.getKeyword()) {
    case 'RUN':
      return flags.filter((flag) => flag.getName() === 'mount').flatMap(mountSource)
    case 'ADD':
    case 'COPY':
      // Another stage's or image's files are decided by that stage.
      if (flags.some((flag) => flag.getName() === 'from')) return []
      return words(instruction.getArgumentsContent() ?? '')
        .slice(0, -1)
        .filter((source) => !/^<<|^(https?|git|ssh):|^git@/.test(source))
        .map(normalized)
    default:
      return []
  }
}

/** A bind mount, which is what a mount is by default, reads the context during a RUN. */
function mountSource(mount: Flag): string[] {
  const options = new Map((mount.getValue() ?? '').split(',').map((option) => splitAt(option, '=')))
  if ((options.get('type') ?? 'bind') !== 'bind' || options.has('from')) return []
  return [normalized(options.get('source') ?? options.get('src') ?? ALL)]
}

/** Docker tries JSON first and takes what is none as words; what follows the first line are heredocs. */
function words(args: string): string[] {
  const [line = ''] = args.split('\n')
  try {
    const list: unknown = JSON.parse(line)
    if (Array.isArray(list)) return list.map(String)
  } catch {}
  return line.split(/\s+/).filter((word) => word !== '')
}

function normalized(source: string): string {
  // Variables, quotes and escapes could make it any path.
  if (/[$"'\\]/.test(source)) return ALL
  const below = source.replace(/(^|\/)\*\*.*$/, '')
  return posix.resolve('/', below).slice(1) || ALL
}

function splitAt(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
