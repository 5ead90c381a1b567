import type { IsoDate } from '../rules/time.ts'
import { detectDelimiter, skipSeparatorLine } from './delimiter.ts'
import { type Layout, readHeader } from './header.ts'
import type { Kind } from './kind.ts'
import { lineOfUnclosedQuote } from './quotes.ts'
import { type ReadRow, readRow } from './read-row.ts'
import { isRefusal, refusal } from './refusal.ts'
import { contradict, standingsOf } from './repeats.ts'
import type { Assumed, Encoding, Read, Refusal, Sheet } from './report.ts'
import { type Row, readRows } from './rows.ts'
import { readText } from './text.ts'

export interface Options {
  /** The day of the import; what is right of a date of birth depends on it. */
  readonly today: IsoDate
  /** For a file without a byte-order mark whose encoding is guessed wrong. */
  readonly encoding?: Encoding
  /** For a file whose delimiter is guessed wrong. */
  readonly delimiter?: string
}

/** Bytes to records and findings. What only shows beside stored rows (an unknown group) is not judged here. */
export function readSheet<R>(bytes: Uint8Array, kind: Kind<R>, options: Options): Read<R> {
  const read = readText(bytes, options.encoding)
  if (isRefusal(read)) return { refused: read }
  const { text, firstLine } = skipSeparatorLine(read.text)
  const delimiter = options.delimiter ?? detectDelimiter(text, Object.keys(kind.columns))
  const assumed = { encoding: read.encoding, delimiter }
  const table = readTable(text, delimiter, firstLine, kind)
  if (isRefusal(table)) return { refused: table, assumed }
  const rows = Array.from(table.rows, (row) => readRow(row, table.layout, kind, options.today))
  return { refused: null, sheet: sheetOf(rows, kind, assumed, table.layout) }
}

interface Table {
  readonly layout: Layout
  readonly rows: Iterable<Row>
}

function readTable(text: string, delimiter: string, firstLine: number, kind: Kind<unknown>): Table | Refusal {
  const unclosed = lineOfUnclosedQuote(text, delimiter)
  if (unclosed !== undefined) return refusal('unclosed-quote', '', firstLine + unclosed)
  const rows = readRows(text, delimiter, firstLine)
  const header = rows.next()
  if (header.done) return refusal('empty-file')
  const layout = readHeader(header.value, kind.columns)
  return isRefusal(layout) ? layout : { layout, rows }
}

function sheetOf<R>(read: readonly ReadRow<R>[], kind: Kind<R>, assumed: Assumed, layout: Layout): Sheet<R> {
  const standings = standingsOf(read)
  const judged = read
    .map((row, at) => (standings[at] === 'contradicted' ? contradict(row, kind) : row))
    .filter((_, at) => standings[at] !== 'duplicate')
  return {
    assumed,
    rows: read.length,
    duplicates: read.length - judged.length,
    rejectedRows: judged.filter((row) => row.parsed === undefined).length,
    columns: new Set(layout.positions.keys()),
    ignoredColumns: layout.ignored,
    records: judged.flatMap((row) => row.parsed ?? []),
    findings: judged.flatMap((row) => row.findings),
  }
}
