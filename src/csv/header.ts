import type { Columns } from './column.ts'
import { type HeaderMatch, matchHeader } from './header-match.ts'
import { columnKey } from './header-names/header-key.ts'
import type { Layout } from './layout.ts'
import { type Mapping, NO_MAPPING } from './profile/mapping.ts'
import { refusal } from './refusal.ts'
import type { Refusal } from './report.ts'
import { isBlank, type Row } from './rows.ts'

/** The layout of the rows under a header, or why they can't be read by it. */
export function readHeader(row: Row, columns: Columns, mapping: Mapping = NO_MAPPING): Layout | Refusal {
  const match = matchHeader(row.cells, Object.keys(columns), mapping)
  const missing = requiredOf(columns).filter((name) => !isTold(name, match, mapping))
  // First, so that no cell is shown of a file that has rows but no header.
  if (missing.length > 0) {
    return refusal('missing-column', missing.map((name) => asExpected(name, mapping)).join(', '), row.line)
  }
  const twice = repeatedName(row.cells) ?? clashing(match)
  if (twice !== undefined) return refusal('duplicate-header', twice, row.line)
  return layOut(row.cells, match, mapping)
}

/** The columns that a header must have. */
export function requiredOf(columns: Columns): readonly string[] {
  return Object.keys(columns).filter((name) => columns[name]?.inHeader)
}

function isTold(name: string, { positions }: HeaderMatch, { constants }: Mapping): boolean {
  return positions.has(name) || constants.has(name)
}

function asExpected(name: string, { columns }: Mapping): string {
  const header = columns.get(name)
  return header === undefined ? name : `${name} ("${header}" in the profile)`
}

function repeatedName(cells: readonly string[]): string | undefined {
  const keys = cells.map(columnKey)
  const twice = keys.findIndex((key, at) => key !== '' && keys.indexOf(key) < at)
  return cells[twice]?.trim()
}

function clashing({ clashes }: HeaderMatch): string | undefined {
  const [first] = clashes
  return first && `${first[0]} (${first[1].map((cell) => `"${cell}"`).join(' and ')})`
}

function layOut(cells: readonly string[], { positions }: HeaderMatch, mapping: Mapping): Layout {
  const known = new Set(positions.values())
  return {
    positions,
    ignored: cells.filter((cell, at) => !isBlank(cell) && !known.has(at)).map((cell) => cell.trim()),
    fewest: cells.findLastIndex((cell) => !isBlank(cell)) + 1,
    most: cells.length,
    header: cells,
    meanings: mapping.values,
    constants: mapping.constants,
    shared: mapping.shared,
  }
}
