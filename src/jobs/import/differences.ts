import type { Cells, Change } from './kind.ts'

/** What is different of one row, as its file would say it. */
export interface Difference {
  /** children, contracts and so on. */
  readonly kind: string
  /** The key as people know it. */
  readonly name: string
  readonly cells: readonly {
    readonly column: string
    readonly from: string | null
    readonly to: string | null
  }[]
}

/** None for a new row: it is in the file. */
export function differenceOf<Row>(
  kind: string,
  change: Change<Row>,
  cellsOf: (row: Row) => Cells,
): Difference[] {
  if (change.before === undefined) return []
  const [before, after] = [cellsOf(change.before), cellsOf(change.after)]
  const columns = Object.keys(after).filter((column) => before[column] !== after[column])
  return [
    {
      kind,
      name: change.name,
      cells: columns.map((column) => ({ column, from: before[column] ?? null, to: after[column] ?? null })),
    },
  ]
}
