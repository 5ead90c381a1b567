import type { IsoDate } from '../rules/time.ts'
import { type Fault, rejectionAt } from './finding.ts'
import type { Kind } from './kind.ts'
import { type Layout, textReader } from './layout.ts'
import { type Cell, cellReader } from './read-cell.ts'
import type { Finding, Lines, Parsed, ReasonCode } from './report.ts'
import { isBlank, type Row } from './rows.ts'

/** A row on its own, before it is compared with the others of the file. */
export interface ReadRow<R> extends Lines {
  readonly record: number
  /** Undefined when the cells cannot tell it. */
  readonly key: string | undefined
  /** The cells of the key as written. */
  keyText(): string
  /** What the cells say, in the order of the columns: equal for rows that say the same. Empty cells are empty texts. */
  readonly content: readonly string[]
  /** What is compared of the cells is also what they say: no address is spelt in its own way. */
  readonly literal: boolean
  readonly findings: readonly Finding[]
  /** Of equal rows the lowest counts, else the first. */
  readonly rank?: string
  /** Nothing is wrong with it. */
  readonly isRight: boolean
  /** Of a row that is right. */
  parsed(): Parsed<R>
}

export type RowReader<R> = (row: Row) => ReadRow<R>

/** Reads the rows of one file, whose header is known. */
export function rowReader<R>(kind: Kind<R>, layout: Layout, today: IsoDate): RowReader<R> {
  const names = Object.keys(kind.columns)
  const columns = Object.entries(kind.columns).map(([name, column]) => ({
    written: textReader(layout, name),
    read: cellReader(name, column, today),
  }))
  const key = kind.key.map((name) => names.indexOf(name))
  return (row) => {
    if (!fits(row, layout)) return misfit(row)
    const cells = columns.map(({ written, read }) => read(written(row.cells)))
    const writtenAt = (at: number) => columns[at]?.written(row.cells) ?? ''
    const findings = faultsOf(names, cells, kind).map(({ at, ...fault }) =>
      rejectionAt(row, { ...fault, column: names[at] ?? null, value: writtenAt(at) }),
    )
    const { record, line, lastLine } = row
    const rowKey = keyOf(key.map((at) => cells[at] as Cell))
    return {
      record,
      line,
      lastLine,
      key: rowKey,
      keyText: () => key.map((at) => writtenAt(at).trim()).join(' / '),
      content: cells.map((cell) => cell.comparable),
      literal: cells.every((cell) => cell.isLiteral),
      findings,
      isRight: findings.length === 0 && rowKey !== undefined,
      parsed: () => ({ line, lastLine, key: rowKey ?? '', record: kind.toRecord(valuesOf(names, cells)) }),
    }
  }
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
    keyText: () => '',
    content: [],
    literal: false,
    findings: [finding],
    isRight: false,
    parsed: () => {
      throw new Error(finding.message)
    },
  }
}

function valuesOf(names: readonly string[], cells: readonly Cell[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  cells.forEach(({ outcome }, at) => {
    if ('value' in outcome) values[names[at] as string] = outcome.value
  })
  return values
}

/** What is wrong with the cell of a column. */
interface CellFault extends Pick<Fault, 'code' | 'remedy'> {
  readonly at: number
}

const NONE: readonly CellFault[] = []

function faultsOf(
  names: readonly string[],
  cells: readonly Cell[],
  kind: Kind<unknown>,
): readonly CellFault[] {
  const between = kind.contradictions?.(valuesOf(names, cells)) ?? []
  if (between.length === 0 && cells.every(({ outcome }) => 'value' in outcome)) return NONE
  const own = cells.flatMap(({ outcome }, at) =>
    'value' in outcome ? [] : [{ ...outcome, code: outcome.fault as ReasonCode, at }],
  )
  return [...own, ...between.map(({ column, code }) => ({ code, at: names.indexOf(column) }))]
}

/** One cell as it is; several as JSON, so that no two keys run into each other. */
function keyOf(cells: readonly Cell[]): string | undefined {
  const missing = cells.some(({ outcome }) => 'fault' in outcome && outcome.fault === 'missing-value')
  if (missing) return undefined
  const parts = cells.map((cell) => cell.comparable)
  return parts.length === 1 ? parts[0] : JSON.stringify(parts)
}
