import { stringify } from 'csv-stringify/sync'
import { safeCell } from './rejects/safe-cell.ts'

/** Without it Excel reads the file as Windows-1252. */
const BYTE_ORDER_MARK = '\uFEFF'

/** Rows as a CSV file that a Dutch spreadsheet opens by itself; a cell that it would run as a formula is made safe. */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((row) => row.map(safeCell))
  return BYTE_ORDER_MARK + stringify(lines, { delimiter: ';', record_delimiter: '\r\n' })
}
