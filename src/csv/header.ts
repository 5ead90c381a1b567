import type { Columns } from './column.ts'
import { refusal } from './refusal.ts'
import type { Refusal } from './report.ts'
import { isBlank, type Row } from './rows.ts'

/** Where the known columns stand in a row. Nothing outside `positions` is ever read: that is what keeps a BSN out. */
export interface Layout {
  readonly positions: ReadonlyMap<string, number>
  readonly ignored: readonly string[]
  /** Cells that a row must have: up to the last column with a name. */
  readonly fewest: number
  /** Cells for which there is a header; what a row has beyond it must be empty. */
  readonly most: number
}

/** What makes two column names equal: case, white space around them, and the difference of space, `-` and `_` do not count. */
export function columnKey(name: string): string {
  return name.trim().toLowerCase().replace(/[\s-]/g, '_')
}

export function readHeader(row: Row, columns: Columns): Layout | Refusal {
  const keys = row.cells.map(columnKey)
  const names = Object.keys(columns)
  const missing = names.filter((name) => columns[name]?.inHeader && !keys.includes(columnKey(name)))
  // First, so that no cell is shown of a file that has rows but no header.
  if (missing.length > 0) return refusal('missing-column', missing.join(', '), row.line)
  const twice = keys.findIndex((key, at) => key !== '' && keys.indexOf(key) < at)
  if (twice >= 0) return refusal('duplicate-header', row.cells[twice]?.trim(), row.line)
  return layOut(row, keys, names)
}

function layOut(row: Row, keys: readonly string[], names: readonly string[]): Layout {
  const found = names.map((name) => [name, keys.indexOf(columnKey(name))] as const)
  const positions = new Map(found.filter(([, at]) => at >= 0))
  const known = new Set(positions.values())
  return {
    positions,
    ignored: row.cells.filter((cell, at) => !isBlank(cell) && !known.has(at)).map((cell) => cell.trim()),
    fewest: keys.findLastIndex((key) => key !== '') + 1,
    most: keys.length,
  }
}
