import type { IsoDate } from '../rules/time.ts'
import { HIDDEN_BSN } from './bsn.ts'
import type { Column, Outcome } from './column.ts'
import { type Fault, rejectionAt } from './finding.ts'
import type { Kind } from './kind.ts'
import { type Layout, textOf } from './layout.ts'
import type { Finding, Lines, Parsed, ReasonCode } from './report.ts'
import { isBlank, type Row } from './rows.ts'

/** A row on its own, before it is compared with the others of the file. */
export interface ReadRow<R> extends Lines {
  readonly record: number
  /** Undefined when the cells cannot tell it. */
  readonly key: string | undefined
  /** The cells of the key as written. */
  readonly keyText: string
  /** What the cells say, in the order of the columns: equal for rows that say the same. Empty cells are empty texts. */
  readonly content: readonly string[]
  readonly findings: readonly Finding[]
  /** Of equal rows the lowest counts, else the first. */
  readonly rank?: string
  /** Undefined when there are findings. */
  readonly parsed: Parsed<R> | undefined
}

export type RowReader<R> = (row: Row) => ReadRow<R>

/** Reads the rows of one file, whose header is known. */
export function rowReader<R>(kind: Kind<R>, layout: Layout, today: IsoDate): RowReader<R> {
  const columns = Object.entries(kind.columns).map(([name, column]) => ({ name, column }))
  const key = kind.key.map((name) => columns.findIndex((column) => column.name === name))
  return (row) => {
    if (!fits(row, layout)) return misfit(row)
    const cells = columns.map(({ name, column }) =>
      readCell(name, column, textOf(layout, row.cells, name), today),
    )
    const keyCells = key.map((at) => cells[at] as Cell)
    const rowKey = keyOf(keyCells)
    const values = valuesOf(cells)
    const findings = faultsOf(cells, kind, values).map((fault) => rejectionAt(row, fault))
    const { record, line, lastLine } = row
    const isRight = findings.length === 0 && rowKey !== undefined
    return {
      record,
      line,
      lastLine,
      key: rowKey,
      keyText: keyCells.map((cell) => cell.written.trim()).join(' / '),
      content: cells.map((cell) => cell.comparable),
      findings,
      parsed: isRight ? { line, lastLine, key: rowKey, record: kind.toRecord(values) } : undefined,
    }
  }
}

interface Cell {
  readonly name: string
  readonly written: string
  readonly outcome: Outcome<unknown>
  readonly comparable: string
}

/** Every column with a name has its cell, and cells beyond the header are empty. */
function fits({ cells }: Row, { fewest, most }: Layout): boolean {
  return cells.length >= fewest && (cells.length <= most || cells.slice(most).every(isBlank))
}

function misfit({ record, line, lastLine }: Row): ReadRow<never> {
  // Its cells may have moved to other columns, so none is shown.
  const finding = rejectionAt({ line, lastLine }, { code: 'column-count', column: null, value: '' })
  return {
    record,
    line,
    lastLine,
    key: undefined,
    keyText: '',
    content: [],
    findings: [finding],
    parsed: undefined,
  }
}

function readCell(name: string, column: Column<unknown>, written: string, today: IsoDate): Cell {
  const text = written.trim()
  const outcome = outcomeOf(text, column, today)
  return { name, written, outcome, comparable: comparableOf(text, outcome) }
}

const HIDDEN: Outcome<never> = {
  fault: 'invalid-value',
  remedy: 'fill in what belongs there; a BSN stood there and was left out',
}

function outcomeOf(text: string, column: Column<unknown>, today: IsoDate): Outcome<unknown> {
  if (text === '') return column.empty
  if (text === HIDDEN_BSN) return HIDDEN
  return isLonger(text, column.longest) ? { fault: 'value-too-long' } : column.read(text, today)
}

/** What the reader made of the text; the text itself of a cell that is empty or wrong. */
function comparableOf(text: string, outcome: Outcome<unknown>): string {
  if (text === '' || !('value' in outcome)) return text
  const said = outcome.comparable ?? outcome.value
  return typeof said === 'string' ? said : JSON.stringify(said)
}

/** In characters: an emoji counts once, not for its two code units. */
function isLonger(text: string, longest: number): boolean {
  return text.length > longest && [...text].length > longest
}

function valuesOf(cells: readonly Cell[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const { name, outcome } of cells) if ('value' in outcome) values[name] = outcome.value
  return values
}

const NONE: readonly Fault[] = []

function faultsOf<R>(
  cells: readonly Cell[],
  kind: Kind<R>,
  values: Record<string, unknown>,
): readonly Fault[] {
  const between = kind.contradictions?.(values) ?? []
  if (between.length === 0 && cells.every(({ outcome }) => 'value' in outcome)) return NONE
  const own = cells.flatMap(({ name, written, outcome }) =>
    'value' in outcome ? [] : [{ ...outcome, code: outcome.fault, column: name, value: written }],
  )
  return [...own, ...between.map((contradiction) => contradictionIn(cells, contradiction))]
}

function contradictionIn(
  cells: readonly Cell[],
  contradiction: { readonly column: string; readonly code: ReasonCode },
): Fault {
  const { written = '' } = cells.find(({ name }) => name === contradiction.column) ?? {}
  return { ...contradiction, value: written }
}

/** One cell as it is; several as JSON, so that no two keys run into each other. */
function keyOf(cells: readonly Cell[]): string | undefined {
  const missing = cells.some(({ outcome }) => 'fault' in outcome && outcome.fault === 'missing-value')
  if (missing) return undefined
  const parts = cells.map((cell) => cell.comparable)
  return parts.length === 1 ? parts[0] : JSON.stringify(parts)
}
