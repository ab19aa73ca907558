// Markdown that holds text from elsewhere, which must not become markup.

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** @param title Markdown */
export function details(title: string, lines: readonly string[]): string {
  return `<details><summary>${title}</summary>\n\n${block(lines)}\n\n</details>`
}

/** Lines as they are. An indented block cannot be ended by what stands in it, as a fence could. */
export function block(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split(LINE_END))
    .map((line) => `${INDENT}${line}`)
    .join('\n')
}

export const INDENT = '    '
export const LINE_END = /\r\n|\r|\n/

/** Text from elsewhere on one line, as text: it must not become markup, a heading or a row of a table. */
export function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]~|<>&#]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Text from elsewhere as code: a span that nothing in it can end. */
export function code(text: string): string {
  return `\`${oneLine(text).replace(/[`|\\]/g, "'")}\``
}

function oneLine(text: string): string {
  return text.split(LINE_END).join(' ').trim()
}
