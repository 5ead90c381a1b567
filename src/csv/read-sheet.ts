import type { IsoDate } from '../rules/time.ts'
import { detectDelimiter, skipSeparatorLine } from './delimiter.ts'
import { garbledLineIn } from './garbled.ts'
import { readHeader } from './header.ts'
import { findHeader } from './header-row.ts'
import type { Kind } from './kind.ts'
import { columnsTold, type Layout } from './layout.ts'
import { type Mapping, NO_MAPPING } from './profile/mapping.ts'
import { type ReadRow, type RowReader, rowReader } from './read-row.ts'
import { isRefusal, refusal } from './refusal.ts'
import { readRejects, rejectsDelimiter } from './rejects/read-rejects.ts'
import { contradictionOf, openRepeats } from './repeats.ts'
import type { Assumed, Encoding, Finding, Read, Refusal } from './report.ts'
import { openRows, type Row, type Rows } from './rows.ts'
import { type Placing, placingOf, rowTest } from './shared-rows.ts'
import { readText } from './text.ts'

export interface Options {
  /** The day of the import; what is right of a date of birth depends on it. */
  readonly today: IsoDate
  /** For a file without a byte-order mark whose encoding is guessed wrong. */
  readonly encoding?: Encoding
  /** For a file whose delimiter is guessed wrong: one character of ASCII. */
  readonly delimiter?: string
  /** For a file whose header is not found: the line it stands on. */
  readonly headerLine?: number
  /** What the package that made the file calls things. */
  readonly mapping?: Mapping
}

/** A file whose header fits, of which no row was read yet. */
export interface OpenSheet<R> {
  readonly assumed: Assumed
  readonly layout: Layout
  /** The first line with letters that were read in another encoding than they were written in, as é that became Ã©. */
  readonly garbledLine: number | undefined
  /** It was written by an import, of the rows that it rejected. */
  readonly isRejects: boolean
  /** Columns in which rows of one key may differ, since each tells the place of another time. */
  readonly placed: ReadonlySet<string>
  /** The known columns that the header has: an empty cell says something, a missing column does not. */
  readonly columns: ReadonlySet<string>
  /** How many there are at most: blank ones are counted. */
  readonly records: number
  /** Every row once, in order, on its own. */
  rows(): Generator<ReadRow<R>>
  /** These rows again. */
  again(records: readonly number[]): readonly ReadRow<R>[]
  /** The rows that begin on these lines, as written. */
  onLines(lines: readonly number[]): readonly Row[]
}

export type Opened<R> =
  | { readonly refused: Refusal; readonly assumed?: Assumed }
  | { readonly refused: null; readonly sheet: OpenSheet<R> }

/** The beginning of a file, in which its header stands. */
const HEAD = 1 << 16

export function openSheet<R>(bytes: Uint8Array, kind: Kind<R>, options: Options): Opened<R> {
  const read = readText(bytes, options.encoding)
  if (isRefusal(read)) return { refused: read }
  const head = read.utf8.toString('utf8', 0, HEAD)
  const { text, firstLine } = skipSeparatorLine(head)
  // It is a file of ours, whatever is known of the one that its rows come from.
  const rejects = rejectsDelimiter(text)
  const asked = rejects === undefined ? options : { ...options, delimiter: rejects, headerLine: undefined }
  const delimiter = asked.delimiter ?? detectDelimiter(text, Object.keys(kind.columns), options.mapping)
  const assumed = { encoding: read.encoding, delimiter }
  const skipped = Buffer.byteLength(head.slice(0, head.length - text.length))
  const rows = openRows(read.utf8.subarray(skipped), delimiter, firstLine)
  const header = headerOf(rows, kind, asked)
  if (isRefusal(header)) return { refused: header, assumed }
  const headerLine = header.isFirst ? {} : { headerLine: header.line }
  const sheet = sheetOf(rows, header, kind, { ...assumed, ...headerLine }, options)
  return { refused: null, sheet: { ...sheet, garbledLine: garbledLineIn(read.utf8) } }
}

interface Header {
  readonly layout: Layout
  readonly line: number
  /** No title stands above it. */
  readonly isFirst: boolean
  /** The first record after it. */
  readonly next: number
  readonly isRejects: boolean
  /** The cells of a row as the layout knows them: a reject file has columns of its own. */
  cellsOf(cells: readonly string[]): readonly string[]
}

type HeaderOptions = Pick<Options, 'mapping'> & { readonly headerLine?: number | undefined }

function headerOf(rows: Rows, kind: Kind<unknown>, { mapping, headerLine }: HeaderOptions): Header | Refusal {
  if (rows.unclosedQuote !== undefined) return refusal('unclosed-quote', '', rows.unclosedQuote)
  const first = rows.from(0).next().value
  const row = findHeader(rows.from(0), kind.columns, {
    ...(mapping && { mapping }),
    ...(headerLine !== undefined && { line: headerLine }),
  })
  if (!row || !first) return refusal('empty-file')
  const rejects = readRejects(row.cells)
  const layout = readHeader(rejects ? { ...row, cells: rejects.header } : row, kind.columns, mapping)
  if (isRefusal(layout)) return layout
  const { line, record } = row
  return {
    layout,
    line,
    isFirst: record === first.record,
    next: record + 1,
    isRejects: rejects !== undefined,
    cellsOf: rejects?.row ?? asWritten,
  }
}

function asWritten(cells: readonly string[]): readonly string[] {
  return cells
}

function sheetOf<R>(
  rows: Rows,
  { layout, next, isRejects, cellsOf }: Header,
  kind: Kind<R>,
  assumed: Assumed,
  { today, mapping }: Options,
): Omit<OpenSheet<R>, 'garbledLine'> {
  const placing = placingOf(layout, mapping?.beside, today)
  const read = ranked(rowReader(kind, layout, today), placing)
  const isOwn = rowTest(layout, kind, mapping ?? NO_MAPPING)
  const seen = (row: Row): Row => (cellsOf === asWritten ? row : { ...row, cells: cellsOf(row.cells) })
  return {
    assumed,
    layout,
    isRejects,
    placed: placing?.columns ?? new Set(),
    columns: columnsTold(layout),
    records: rows.count - next,
    *rows() {
      for (const written of rows.from(next)) {
        const row = seen(written)
        if (isOwn(row.cells)) yield read(row)
      }
    },
    again: (records) => rows.at(records).map(seen).map(read),
    onLines: (lines) => rows.at(lines.map(rows.recordOn)).map(seen),
  }
}

function ranked<R>(read: RowReader<R>, placing: Placing | undefined): RowReader<R> {
  return placing ? (row) => ({ ...read(row), rank: placing.rank(row.cells) }) : read
}

/** What a file holds when its rows are compared: `rows` = usable + `duplicates` + `rejected`. */
export interface Survey {
  readonly rows: number
  readonly duplicates: number
  readonly rejected: number
  /** In the order of the lines. */
  readonly findings: readonly Finding[]
  /** Of rows that were handed on: they don't count. */
  readonly dropped: ReadonlySet<number>
  /** Of rows that were not handed on, as far as they tell. */
  readonly rejectedKeys: readonly string[]
  /** The lines of the others. */
  readonly nameless: readonly number[]
}

/**
 * Reads every row once and hands on those that are right on their own, in the order of the file. Which of these
 * don't count after all is known at the end only.
 */
export function* survey<R>(sheet: OpenSheet<R>, kind: Kind<R>): Generator<ReadRow<R>, Survey> {
  const differing = Object.keys(kind.columns).map((name) => sheet.placed.has(name))
  const repeats = openRepeats((record) => sheet.again([record])[0] as ReadRow<R>, differing)
  const faulty: ReadRow<R>[] = []
  let rows = 0
  for (const row of sheet.rows()) {
    rows += 1
    repeats.add(row)
    if (row.isRight) yield row
    else faulty.push(row)
  }
  const { duplicates, contradicted } = repeats.found()
  const wrong = faulty.filter(({ record }) => !duplicates.has(record))
  const findings = [
    ...wrong.flatMap((row) => row.findings),
    ...sheet.again([...contradicted]).map((row) => contradictionOf(row, kind)),
  ]
  return {
    rows,
    duplicates: duplicates.size,
    rejected: new Set([...wrong.map(({ record }) => record), ...contradicted]).size,
    findings: findings.toSorted((one, other) => one.line - other.line),
    dropped: new Set([...duplicates, ...contradicted]),
    rejectedKeys: faulty.flatMap(({ key }) => key ?? []),
    nameless: faulty.filter(({ key }) => key === undefined).map(({ line }) => line),
  }
}

/** Bytes to records and findings, all at once. What only shows beside stored rows (an unknown group) is not judged here. */
export function readSheet<R>(bytes: Uint8Array, kind: Kind<R>, options: Options): Read<R> {
  const opened = openSheet(bytes, kind, options)
  if (opened.refused) return opened
  const { sheet } = opened
  const right: ReadRow<R>[] = []
  const rows = survey(sheet, kind)
  let next = rows.next()
  for (; !next.done; next = rows.next()) right.push(next.value)
  const { dropped, rejected, rows: count, duplicates, findings } = next.value
  return {
    refused: null,
    sheet: {
      assumed: sheet.assumed,
      rows: count,
      duplicates,
      rejectedRows: rejected,
      findings,
      columns: sheet.columns,
      ignoredColumns: sheet.layout.ignored,
      records: right.flatMap((row) => (dropped.has(row.record) ? [] : [row.parsed()])),
    },
  }
}
