// Tables as Markdown has them.

/** Text of a cell, in one line. */
export const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim()

/** A line of cells that are Markdown already. */
export const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** The first lines of a table. */
export const head = (...titles: readonly string[]) => [row(...titles), row(...titles.map(() => '---'))]
