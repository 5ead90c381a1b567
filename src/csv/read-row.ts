import type { IsoDate } from '../rules/time.ts'
import type { Column, Outcome } from './column.ts'
import { type Fault, rejectionAt } from './finding.ts'
import type { Layout } from './header.ts'
import type { Kind } from './kind.ts'
import type { Finding, Lines, Parsed } from './report.ts'
import { isBlank, type Row } from './rows.ts'

/** A row on its own, before it is compared with the others of the file. */
export interface ReadRow<R> extends Lines {
  /** Undefined when the cells cannot tell it. */
  readonly key: string | undefined
  /** The cells of the key as written. */
  readonly keyText: string
  /** Equal for rows that say the same. */
  readonly content: string
  readonly findings: readonly Finding[]
  /** Undefined when there are findings. */
  readonly parsed: Parsed<R> | undefined
}

interface Cell {
  readonly name: string
  readonly written: string
  readonly outcome: Outcome<unknown>
  readonly comparable: unknown
}

export function readRow<R>(row: Row, layout: Layout, kind: Kind<R>, today: IsoDate): ReadRow<R> {
  if (!fits(row, layout)) return misfit(row)
  const cells = Object.entries(kind.columns).map(([name, column]) =>
    readCell(name, column, written(row, layout, name), today),
  )
  const values = Object.fromEntries(
    cells.flatMap(({ name, outcome }) => ('value' in outcome ? [[name, outcome.value]] : [])),
  )
  const findings = faultsOf(cells, kind, values).map((fault) => rejectionAt(row, fault))
  const keyCells = cells.filter(({ name }) => kind.key.includes(name))
  const key = keyOf(keyCells)
  const parsed = findings.length === 0 && key !== undefined
  return {
    ...linesOf(row),
    key,
    keyText: keyCells.map((cell) => cell.written.trim()).join(' / '),
    content: JSON.stringify(cells.map((cell) => cell.comparable)),
    findings,
    parsed: parsed ? { ...linesOf(row), key, record: kind.toRecord(values) } : undefined,
  }
}

/** Every column with a name has its cell, and cells beyond the header are empty. */
function fits({ cells }: Row, { fewest, most }: Layout): boolean {
  return cells.length >= fewest && cells.slice(most).every(isBlank)
}

function misfit(row: Row): ReadRow<never> {
  // Its cells may have moved to other columns, so none is shown.
  const finding = rejectionAt(row, { code: 'column-count', column: null, value: '' })
  return { ...linesOf(row), key: undefined, keyText: '', content: '', findings: [finding], parsed: undefined }
}

function written(row: Row, layout: Layout, name: string): string {
  const position = layout.positions.get(name)
  return position === undefined ? '' : (row.cells[position] ?? '')
}

function readCell(name: string, column: Column<unknown>, written: string, today: IsoDate): Cell {
  const text = written.trim()
  const outcome = outcomeOf(text, column, today)
  const comparable = 'value' in outcome ? (outcome.comparable ?? outcome.value) : text
  return { name, written, outcome, comparable }
}

function outcomeOf(text: string, column: Column<unknown>, today: IsoDate): Outcome<unknown> {
  if (text === '') return column.empty
  return isLonger(text, column.longest) ? { fault: 'value-too-long' } : column.read(text, today)
}

/** In characters: an emoji counts once, not for its two code units. */
function isLonger(text: string, longest: number): boolean {
  return text.length > longest && [...text].length > longest
}

function faultsOf<R>(cells: readonly Cell[], kind: Kind<R>, values: Record<string, unknown>): Fault[] {
  const own = cells.flatMap(({ name, written, outcome }) =>
    'value' in outcome ? [] : [{ ...outcome, code: outcome.fault, column: name, value: written }],
  )
  const between = (kind.contradictions?.(values) ?? []).map((contradiction) => ({
    ...contradiction,
    value: cells.find((cell) => cell.name === contradiction.column)?.written ?? '',
  }))
  return [...own, ...between]
}

/** One cell as it is; several as JSON, so that no two keys run into each other. */
function keyOf(cells: readonly Cell[]): string | undefined {
  const missing = cells.some(({ outcome }) => 'fault' in outcome && outcome.fault === 'missing-value')
  if (missing) return undefined
  const parts = cells.map((cell) => cell.comparable)
  return parts.length === 1 ? String(parts[0]) : JSON.stringify(parts)
}

function linesOf({ line, lastLine }: Lines): Lines {
  return { line, lastLine }
}
