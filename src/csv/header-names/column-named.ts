import { ALIASES } from './aliases.ts'
import { aliasKey, columnKey } from './header-key.ts'

/** How a header cell names a column: in so many letters, or by another word for it. */
export interface Named {
  readonly column: string
  readonly by: 'name' | 'alias'
}

/** Which of these columns a header cell names. */
export type ColumnNamed = (cell: string) => Named | undefined

export function columnNamedBy(columns: readonly string[]): ColumnNamed {
  const exact = new Map(columns.map((column) => [columnKey(column), column]))
  const aliases = new Map(columns.flatMap((column) => aliasKeysOf(column).map((key) => [key, column])))
  return (cell) => {
    const column = exact.get(columnKey(cell))
    if (column !== undefined) return { column, by: 'name' }
    const other = aliases.get(aliasKey(cell))
    return other === undefined ? undefined : { column: other, by: 'alias' }
  }
}

const keys = new Map<string, readonly string[]>()

/** A guardian's columns have hundreds of names, and every row above a header is compared with them: made once. */
function aliasKeysOf(column: string): readonly string[] {
  const known = keys.get(column)
  if (known) return known
  const made = [...new Set([column, ...(ALIASES[column] ?? [])].map(aliasKey))]
  keys.set(column, made)
  return made
}
