import { isBsn } from '../../../csv/bsn.ts'
import { detectDelimiter, skipSeparatorLine } from '../../../csv/delimiter.ts'
import { columnNamedBy } from '../../../csv/header-names/column-named.ts'
import { isBsnName } from '../../../csv/header-names/header-key.ts'
import { firstRows } from '../../../csv/header-row.ts'
import { isRefusal } from '../../../csv/refusal.ts'
import type { Encoding } from '../../../csv/report.ts'
import { isBlank, openRows, type Row, type Rows } from '../../../csv/rows.ts'
import { readText } from '../../../csv/text.ts'
import { UserError } from '../../../errors.ts'

/** A column of a file, and enough of its cells to see what it holds. */
export interface SampleColumn {
  /** As written, without white space around it. */
  readonly header: string
  /** In the first five rows; none of a BSN. */
  readonly shown: readonly string[]
  /** Different cells that are not empty: all of them, or the first hundreds. None of a BSN. */
  readonly values: readonly string[]
  /** By its name or by its values. */
  readonly isBsn: boolean
}

export interface Sample {
  readonly headerLine: number
  readonly columns: readonly SampleColumn[]
}

export interface SampleOptions {
  readonly encoding?: Encoding
  readonly delimiter?: string
  readonly headerLine?: number
}

const ROWS_SHOWN = 5
const MOST_VALUES = 200
const HEAD = 1 << 16

/** Reads a file whose columns nobody knows yet. Throws a UserError when there is no table in it. */
export function readSample(
  bytes: Uint8Array,
  known: readonly string[],
  { encoding, delimiter, headerLine }: SampleOptions,
): Sample {
  const read = readText(bytes, encoding)
  if (isRefusal(read)) throw new UserError(read.message)
  const head = read.utf8.toString('utf8', 0, HEAD)
  const { text, firstLine } = skipSeparatorLine(head)
  const skipped = Buffer.byteLength(head) - Buffer.byteLength(text)
  const rows = openRows(read.utf8.subarray(skipped), delimiter ?? detectDelimiter(text, known), firstLine)
  if (rows.unclosedQuote !== undefined)
    throw new UserError(`Line ${rows.unclosedQuote}: a quote opens here and is never closed; close it.`)
  const header = headerOf(rows, known, headerLine)
  return { headerLine: header.line, columns: columnsOf(header, rows.from(header.record + 1)) }
}

/** The row with most known names among the first; of equals the one with most cells, then the first. */
function headerOf(rows: Rows, known: readonly string[], line: number | undefined): Row {
  const nameOf = columnNamedBy(known)
  const first = [...firstRows(rows.from(0))]
  const candidates = line === undefined ? first : first.filter((row) => row.line === line)
  const [best] = candidates.toSorted(
    (one, other) =>
      other.cells.filter(nameOf).length - one.cells.filter(nameOf).length || filledIn(other) - filledIn(one),
  )
  if (best) return best
  throw new UserError(
    line === undefined
      ? 'The file is empty; export it again.'
      : `--header-line ${line}: no row begins there among the first ones; count the lines of the file.`,
  )
}

function filledIn({ cells }: Row): number {
  return cells.filter((cell) => !isBlank(cell)).length
}

function columnsOf(header: Row, rows: Iterable<Row>): readonly SampleColumn[] {
  const columns = header.cells.map((cell) => ({
    header: cell.trim(),
    shown: [] as string[],
    values: new Set<string>(),
  }))
  for (const { cells } of rows) {
    for (const [at, { shown, values }] of columns.entries()) {
      const cell = cells[at]?.trim() ?? ''
      if (shown.length < ROWS_SHOWN) shown.push(cell)
      if (cell !== '' && values.size < MOST_VALUES) values.add(cell)
    }
  }
  return columns
    .filter(({ header: name }) => name !== '')
    .map(({ header: name, shown, values }) =>
      isBsnName(name) || holdsBsns([...values])
        ? { header: name, shown: [], values: [], isBsn: true }
        : { header: name, shown, values: [...values], isBsn: false },
    )
}

function holdsBsns(values: readonly string[]): boolean {
  return values.filter(isBsn).length * 2 > values.length
}
