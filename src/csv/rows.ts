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

/** Enough to be quick, and so few that they are forgotten before the runtime takes them for lasting. */
const AT_ONCE = 200

/** The delimiter is one character of ASCII; lines count from `firstLine`. */
export function openRows(utf8: Buffer, delimiter: string, firstLine = 1): Rows {
  const records = findRecords(utf8, delimiter, firstLine)
  return {
    unclosedQuote: records.unclosedQuote,
    count: records.count,
    recordOn: records.recordOn,
    from: (record) => rowsFrom(records, record, delimiter),
    at: (wanted) => {
      const joined = Buffer.concat(wanted.flatMap((record) => [records.bytesOf(record), LINE_END]))
      const cells = parseRecords(joined, wanted.length, delimiter)
      return wanted.map((record, index) => rowAt(records, record, cells[index] as readonly string[]))
    },
  }
}

function* rowsFrom(records: Records, first: number, delimiter: string): Generator<Row> {
  for (let next = first; next < records.count; next += AT_ONCE) {
    const end = Math.min(next + AT_ONCE, records.count)
    const cells = parseRecords(records.bytesBetween(next, end), end - next, delimiter)
    for (const [index, row] of cells.entries()) {
      if (!row.every(isBlank)) yield rowAt(records, next + index, row)
    }
  }
}

/** Lines are our own: csv-parse takes a CRLF inside quotes for two. */
function rowAt({ lineOf }: Records, record: number, cells: readonly string[]): Row {
  return { record, line: lineOf(record), lastLine: lineOf(record + 1) - 1, cells }
}

const LINE_END = Buffer.from('\n')

const QUOTE = '"'

function parseRecords(bytes: Buffer, count: number, delimiter: string): readonly (readonly string[])[] {
  if (!bytes.includes(QUOTE)) return splitRecords(bytes.toString(), count, delimiter)
  const rows: string[][] = parse(bytes, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
  })
  if (rows.length === count) return rows
  throw new Error(`csv-parse found ${rows.length} records where ${count} stand.`)
}

/** Where nothing is quoted each line is a record and each delimiter parts two cells: that needs no parser. */
function splitRecords(text: string, count: number, delimiter: string): readonly (readonly string[])[] {
  const lines = text.split(text.includes('\r') ? /\r\n|\r|\n/ : '\n')
  return lines.slice(0, count).map((line) => line.split(delimiter))
}

/** White space includes the no-break space. */
export function isBlank(cell: string): boolean {
  return cell.trim() === ''
}
