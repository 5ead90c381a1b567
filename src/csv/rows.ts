import { parse } from 'csv-parse/sync'
import { findRecords, type Records } from './records.ts'
import type { Lines } from './report.ts'

export interface Row extends Lines {
  /** Which record of the file it is, blank ones counted; the first is 0. */
  readonly record: number
  /** As written, without the quotes around them. */
  readonly cells: readonly string[]
}

/** A text by its rows; read again as often as asked, so that no more of it is held than what is worked on. */
export interface Rows {
  readonly unclosedQuote: number | undefined
  /** Records, blank ones counted. */
  readonly count: number
  /** All rows from a record on, in order, without blank ones. */
  from(record: number): Generator<Row>
  /** These rows, in the order asked. */
  at(records: readonly number[]): readonly Row[]
  /** The record that begins on a line. */
  recordOn(line: number): number
}

/** Enough to be quick, few enough to be held. */
const AT_ONCE = 2_000

/** The delimiter is one character of ASCII; lines count from `firstLine`. */
export function openRows(utf8: Buffer, delimiter: string, firstLine = 1): Rows {
  const records = findRecords(utf8, delimiter, firstLine)
  const at = (wanted: readonly number[]) => {
    const cells = parseRecords(wanted.map(records.bytesOf), delimiter)
    return wanted.map((record, index) => rowAt(records, record, cells[index] as readonly string[]))
  }
  return {
    unclosedQuote: records.unclosedQuote,
    count: records.count,
    from: (record) => rowsFrom(records, record, at),
    at,
    recordOn: records.recordOn,
  }
}

function* rowsFrom(
  { count }: Records,
  first: number,
  at: (records: readonly number[]) => readonly Row[],
): Generator<Row> {
  for (let next = first; next < count; next += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - next) }, (_, index) => next + index)
    for (const row of at(batch)) if (!row.cells.every(isBlank)) yield row
  }
}

/** Lines are our own: csv-parse takes a CRLF inside quotes for two. */
function rowAt({ lineOf }: Records, record: number, cells: readonly string[]): Row {
  return { record, line: lineOf(record), lastLine: lineOf(record + 1) - 1, cells }
}

const LINE_END = Buffer.from('\n')

function parseRecords(records: readonly Buffer[], delimiter: string): readonly (readonly string[])[] {
  const joined = Buffer.concat(records.flatMap((record) => [record, LINE_END]))
  const rows: string[][] = parse(joined, {
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
  })
  if (rows.length === records.length) return rows
  throw new Error(`csv-parse found ${rows.length} records where ${records.length} stand.`)
}

/** White space includes the no-break space. */
export function isBlank(cell: string): boolean {
  return cell.trim() === ''
}
