import type { Columns } from './column.ts'
import { requiredOf } from './header.ts'
import { matchHeader } from './header-match.ts'
import { type Mapping, NO_MAPPING } from './profile/mapping.ts'
import type { Row } from './rows.ts'

/** What is known beforehand of where the header stands. */
export interface HeaderSearch {
  readonly mapping?: Mapping
  /** The line that it stands on. */
  readonly line?: number
}

/** Titles above a table are few. */
const ROWS_SEARCHED = 20

/**
 * The row that is the header: the first with all the columns that there must be, for an export may have titles above
 * it. Without such a row it is the one that names most columns, so that what it misses can be told. Undefined: no
 * row at all.
 */
export function findHeader(
  rows: Iterable<Row>,
  columns: Columns,
  { mapping = NO_MAPPING, line }: HeaderSearch = {},
): Row | undefined {
  if (line !== undefined) return rowOn(line, rows)
  const names = Object.keys(columns)
  const required = requiredOf(columns).filter((name) => !mapping.constants.has(name))
  let nearest: Row | undefined
  let most = -1
  for (const row of firstRows(rows)) {
    const { positions } = matchHeader(row.cells, names, mapping)
    if (required.every((name) => positions.has(name))) return row
    if (positions.size > most) [nearest, most] = [row, positions.size]
  }
  return nearest
}

/** The rows among which a header is looked for. */
export function* firstRows(rows: Iterable<Row>): Generator<Row> {
  let passed = 0
  for (const row of rows) {
    yield row
    passed += 1
    if (passed === ROWS_SEARCHED) return
  }
}

/** A line without a row has no columns, and is refused for that. */
function rowOn(line: number, rows: Iterable<Row>): Row {
  let record = 0
  for (const row of rows) {
    if (row.line > line) break
    if (row.lastLine >= line) return row
    record = row.record
  }
  return { record, line, lastLine: line, cells: [] }
}
