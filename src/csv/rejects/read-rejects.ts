import { columnKey } from '../header-names/header-key.ts'
import { openRows } from '../rows.ts'
import { ABSENT, CODE_MARK, isExtraName, MARKS, MISFIT } from './marks.ts'
import { restoreCell } from './safe-cell.ts'

/** A reject file seen as the file that its rows come from. */
export interface RejectsReader {
  readonly header: readonly string[]
  /** The cells of a row under that header. */
  row(cells: readonly string[]): readonly string[]
}

/** Undefined: it isn't the header of a reject file. */
export function readRejects(header: readonly string[]): RejectsReader | undefined {
  const keys = header.map(columnKey)
  const marks = MARKS.map((mark) => keys.lastIndexOf(mark))
  if (marks.includes(-1)) return undefined
  return {
    header: withoutExtra(without(header, new Set(marks))).map(restoreCell),
    row: (cells) => upToAbsent(without(cells, marksIn(cells, marks))).map(restoreCell),
  }
}

/** Spreadsheets save a file with another delimiter than it had; names with line ends may stand before the marks. */
const DELIMITERS = [';', ',', '\t']

/** The delimiter of a text that begins with the header of a reject file; undefined: it is none. */
export function rejectsDelimiter(head: string): string | undefined {
  if (!columnKey(head).includes('_code')) return undefined
  return DELIMITERS.find((delimiter) => {
    const rows = openRows(Buffer.from(head), delimiter)
    const [first] = rows.count > 0 ? rows.at([0]) : []
    return first && readRejects(first.cells) !== undefined
  })
}

/** Who mends a row with a cell too few or too many moves its other cells, and the marks move along. */
function marksIn(cells: readonly string[], marks: readonly number[]): ReadonlySet<number> {
  const code = cells.lastIndexOf(MISFIT)
  const moved = code < 0 ? 0 : code - (marks[CODE_MARK] ?? code)
  return new Set(marks.map((at) => at + moved))
}

function without(cells: readonly string[], positions: ReadonlySet<number>): readonly string[] {
  return cells.filter((_, at) => !positions.has(at))
}

/** What stands in these columns is beyond the header, as it was in the first file. */
function withoutExtra(header: readonly string[]): readonly string[] {
  return header.slice(0, header.findLastIndex((name) => !isExtraName(columnKey(name))) + 1)
}

function upToAbsent(cells: readonly string[]): readonly string[] {
  const end = cells.indexOf(ABSENT)
  return end < 0 ? cells : cells.slice(0, end)
}
