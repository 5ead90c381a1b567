import type { Fresh } from '../../store/fresh.ts'
import type { Change } from './kind.ts'

/** Whom an import concerns, for what follows from it. */
export interface TouchedRows {
  readonly childNumbers: Set<string>
  readonly childIds: Set<number>
  readonly groupIds: Set<number>
}

export function nobodyTouched(): TouchedRows {
  return { childNumbers: new Set(), childIds: new Set(), groupIds: new Set() }
}

/** Rows of children have a number and a group, those of contracts a child and a group; others concern nobody yet. */
interface Place {
  readonly number?: string
  readonly childId?: number
  readonly groupId?: number
}

export function touch(touched: TouchedRows, kind: string, changes: readonly Change<object>[]): void {
  if (kind !== 'children' && kind !== 'contracts') return
  for (const { before, after } of changes as readonly Change<Place>[]) {
    if (kind === 'children' && after.number !== undefined) touched.childNumbers.add(after.number)
    for (const row of [before, after]) {
      if (row?.childId !== undefined) touched.childIds.add(row.childId)
      if (row?.groupId !== undefined) touched.groupIds.add(row.groupId)
    }
  }
}

export function touchFresh({ childIds, groupIds }: TouchedRows, fresh: Fresh): void {
  for (const id of fresh.childIds) childIds.add(id)
  for (const id of fresh.groupIds) groupIds.add(id)
}
