import { columnNamedBy } from './header-names/column-named.ts'
import { columnKey } from './header-names/header-key.ts'
import type { Mapping } from './profile/mapping.ts'

const DELIMITERS = [';', ',', '\t']

/** The lines in which a header is looked for, below titles and blank lines. */
const LINES_SEARCHED = 60

/** Long enough for those lines. */
const LONGEST_HEAD = 1 << 16

/**
 * The delimiter with which a line at the beginning of the text gives the most known names; where it gives none with
 * any, the one that makes most cells.
 */
export function detectDelimiter(text: string, columns: readonly string[], mapping?: Mapping): string {
  const lines = text.slice(0, LONGEST_HEAD).split(/\r\n|\r|\n/, LINES_SEARCHED)
  const byName = mostCells(lines, knownTo(columns, mapping))
  return byName.count > 0 ? byName.delimiter : mostCells(lines, () => true).delimiter
}

function knownTo(columns: readonly string[], mapping?: Mapping): (cell: string) => boolean {
  const nameOf = columnNamedBy(columns)
  const headers = new Set(Array.from(mapping?.columns.values() ?? [], columnKey))
  return (cell) => headers.has(columnKey(cell)) || nameOf(cell) !== undefined
}

interface Candidate {
  readonly delimiter: string
  /** On the line that has most of what is counted. */
  readonly count: number
}

/** The first of equals. */
function mostCells(lines: readonly string[], isCounted: (cell: string) => boolean): Candidate {
  const candidates = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => cellsOf(line, delimiter).filter(isCounted).length)
    return { delimiter, count: Math.max(...counts) }
  })
  return candidates.reduce((best, candidate) => (candidate.count > best.count ? candidate : best))
}

/** Good enough to count names: what stands in quotes is not split, and empty cells are left out. */
function cellsOf(line: string, delimiter: string): readonly string[] {
  const cells = line.match(new RegExp(`(?:"[^"]*"|[^"${delimiter}])+`, 'g')) ?? []
  return cells.map((cell) => cell.replaceAll('"', ''))
}

/** Excel's own first line, `sep=;`, is no header. The header decides on the delimiter all the same. */
export function skipSeparatorLine(text: string): { text: string; firstLine: number } {
  const line = /^"?sep=."?(?:\r\n|\r|\n|$)/i.exec(text)?.[0]
  return line === undefined ? { text, firstLine: 1 } : { text: text.slice(line.length), firstLine: 2 }
}
