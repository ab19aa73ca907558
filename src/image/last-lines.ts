/** The end of what a command wrote, without its empty lines. */
export function lastLines(text: string, count = 15): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count)
}
