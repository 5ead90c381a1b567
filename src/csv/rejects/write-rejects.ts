import { stringify } from 'csv-stringify/sync'
import { type Reject, rejectsHeader, rejectsRow, rejectsTable } from './rejects-table.ts'

export interface RejectsOptions {
  readonly delimiter?: string
  /** The most cells that a rejected row has beyond the header (`countExtraCells`); rows with more lose their cells. */
  readonly extra?: number
  /** By position the columns that are read: a BSN is shown in none but those of numbers. */
  readonly columns?: ReadonlyMap<number, string>
}

/** The text of a reject file, piece by piece: the head once, then the rows. */
export interface RejectsText {
  readonly head: string
  row(cells: readonly string[], findings: readonly Reject[]): string
}

/** Without it Excel reads the file as Windows-1252. */
const BYTE_ORDER_MARK = '\uFEFF'

/** Header and cells are those of the file that was read, as written. */
export function writeRejects(
  header: readonly string[],
  { delimiter = ';', extra = 0, columns = new Map() }: RejectsOptions = {},
): RejectsText {
  const table = rejectsTable(header, extra, columns)
  // The named line end alone would be quoted otherwise, and a reader takes a single CR or LF for one too.
  const style = { delimiter, record_delimiter: '\r\n', quote_record_delimiter: true }
  const lineOf = (cells: readonly string[]) => stringify([[...cells]], style)
  return {
    head: BYTE_ORDER_MARK + lineOf(rejectsHeader(table)),
    row: (cells, findings) => lineOf(rejectsRow(table, cells, findings)),
  }
}
