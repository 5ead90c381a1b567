import { isDeepStrictEqual } from 'node:util'
import type { Change, ImportKind, Wanted } from './kind.ts'

/** What the file says, and for what it has no column what is stored. */
export function withStored<Row extends object>(
  row: Row,
  stored: Row | undefined,
  columnOf: ImportKind<unknown, Row>['columnOf'],
  header: ReadonlySet<string>,
): Row {
  if (!stored) return row
  const silent = Object.entries(columnOf).filter(([, column]) => !header.has(column as string))
  const kept = silent.map(([field]) => [field, stored[field as keyof Row]])
  return { ...row, ...Object.fromEntries(kept) }
}

/** The rows that are new or differ from what is stored. */
export function changesOf<Row extends object>(
  wanted: readonly Wanted<Row>[],
  stored: ReadonlyMap<string, Row>,
): readonly Change<Row>[] {
  return wanted.flatMap(({ key, name, row: after }): Change<Row>[] => {
    const before = stored.get(key)
    if (!before) return [{ key, name, after, fields: [] }]
    const fields = differences(before, after)
    return fields.length > 0 ? [{ key, name, before, after, fields }] : []
  })
}

function differences<Row extends object>(before: Row, after: Row): readonly string[] {
  return Object.keys(after).filter(
    (field) => !isDeepStrictEqual(before[field as keyof Row], after[field as keyof Row]),
  )
}
