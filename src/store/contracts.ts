import type { Insertable } from 'kysely'
import { anyText, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Contracts } from './tables.ts'

/** The contracts with one of the numbers, and all contracts of the children with one of theirs. */
export function listContracts(read: ReadDb, numbers: Iterable<string>, childNumbers: Iterable<string>) {
  return read
    .selectFrom('contracts')
    .innerJoin('children', 'children.id', 'contracts.child_id')
    .selectAll('contracts')
    .where(({ eb, or }) =>
      or([eb('contracts.number', '=', anyText(numbers)), eb('children.number', '=', anyText(childNumbers))]),
    )
    .execute()
}

export async function saveContracts(write: WriteDb, rows: readonly Insertable<Contracts>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('contracts')
      .values(batch)
      .onConflict((on) =>
        on.column('number').doUpdateSet(({ ref }) => ({
          child_id: ref('excluded.child_id'),
          group_id: ref('excluded.group_id'),
          care_type: ref('excluded.care_type'),
          first_day: ref('excluded.first_day'),
          last_day: ref('excluded.last_day'),
          weeks: ref('excluded.weeks'),
          days: ref('excluded.days'),
        })),
      )
      .execute()
  }
}
