import { columnKey } from './header.ts'

const DELIMITERS = [';', ',', '\t']

/** The delimiter with which the header line gives the most known names. */
export function detectDelimiter(text: string, names: readonly string[]): string {
  const header = /^.*\p{L}.*$/mu.exec(text)?.[0] ?? ''
  const known = new Set(names.map(columnKey))
  const score = (delimiter: string) =>
    header.split(delimiter).filter((cell) => known.has(columnKey(cell.replaceAll('"', '')))).length
  return DELIMITERS.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best))
}

/** Excel's own first line, `sep=;`, is no header. The header decides on the delimiter all the same. */
export function skipSeparatorLine(text: string): { text: string; firstLine: number } {
  const line = /^"?sep=."?(?:\r\n|\r|\n|$)/i.exec(text)?.[0]
  return line === undefined ? { text, firstLine: 1 } : { text: text.slice(line.length), firstLine: 2 }
}
