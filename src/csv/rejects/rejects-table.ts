import { hideBsn } from '../bsn.ts'
import { isBsnName } from '../header-names/header-key.ts'
import type { Finding } from '../report.ts'
import { isBlank } from '../rows.ts'
import { ABSENT, extraNames, MARKS, MISFIT } from './marks.ts'
import { safeCell } from './safe-cell.ts'

/** What is said of a rejected row. */
export type Reject = Pick<Finding, 'severity' | 'line' | 'column' | 'message'> & { readonly code: string }

/** The columns of a reject file. */
export interface RejectsTable {
  readonly header: readonly string[]
  /** The positions of the columns that are shown: all but those of BSNs. */
  readonly shown: readonly number[]
  readonly holdsBsn: boolean
  /** Columns for cells beyond the header. */
  readonly extra: number
  /** By position the columns that are read. */
  readonly columns: ReadonlyMap<number, string>
}

/** More columns than that for the sake of one broken row make every row of the file too wide. */
const MOST_EXTRA = 50

export function rejectsTable(
  header: readonly string[],
  extra: number,
  columns: ReadonlyMap<number, string> = new Map(),
): RejectsTable {
  const shown = [...header.keys()].filter((at) => !isBsnName(header[at] ?? ''))
  const holdsBsn = shown.length < header.length
  return { header, shown, holdsBsn, extra: holdsBsn ? 0 : Math.min(extra, MOST_EXTRA), columns }
}

/** The cells that a row has beyond its header, up to the last that isn't empty. */
export function countExtraCells(header: readonly string[], cells: readonly string[]): number {
  return Math.max(0, cells.findLastIndex((cell) => !isBlank(cell)) + 1 - header.length)
}

export function rejectsHeader({ header, shown, extra }: RejectsTable): readonly string[] {
  return [...shown.map((at) => safeCell(header[at] ?? '')), ...extraNames(extra), ...MARKS]
}

export function rejectsRow(
  table: RejectsTable,
  cells: readonly string[],
  findings: readonly Reject[],
): readonly string[] {
  const rejections = findings.filter(({ severity }) => severity === 'rejected')
  const misfits = rejections.some(({ code }) => code === MISFIT)
  const withheld = misfits ? whyWithheld(table, cells) : undefined
  const shown = misfits ? misfitCells(table, withheld ? [] : cells) : fittingCells(table, cells)
  return [...shown, ...marksOf(rejections, withheld)]
}

/** In a column of its own a BSN is left out; here it stands where it doesn't belong. */
function shownCell({ columns }: RejectsTable, cell: string, at: number): string {
  return safeCell(hideBsn(cell, columns.get(at) ?? null))
}

function fittingCells(table: RejectsTable, cells: readonly string[]): readonly string[] {
  const { shown, extra } = table
  const own = shown.map((at) => shownCell(table, cells[at] ?? '', at))
  return padded(own, own.length + extra, '')
}

function misfitCells(table: RejectsTable, cells: readonly string[]): readonly string[] {
  const { shown, extra } = table
  const most = shown.length + extra
  const own = cells.slice(0, most).map((cell, at) => shownCell(table, cell, at))
  return padded(padded(own, shown.length, ABSENT), most, '')
}

function padded(cells: readonly string[], width: number, padding: string): readonly string[] {
  return [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill(padding)]
}

function whyWithheld(table: RejectsTable, cells: readonly string[]): string | undefined {
  // Which of the cells is the BSN can't be told.
  if (table.holdsBsn) return 'one of its cells may be a BSN'
  return countExtraCells(table.header, cells) > table.extra ? 'it has too many cells' : undefined
}

function marksOf(rejections: readonly Reject[], withheld: string | undefined): readonly string[] {
  const join = (texts: readonly string[]) => texts.join(' | ')
  const reasons = rejections.map(({ message }) => message)
  const left = withheld
    ? [`The row is left out here, because ${withheld}; mend it from the file itself.`]
    : []
  return [
    String(rejections[0]?.line ?? ''),
    safeCell(join(rejections.map(({ column }) => column ?? ''))),
    join(rejections.map(({ code }) => code)),
    safeCell(join([...reasons, ...left])),
  ]
}
