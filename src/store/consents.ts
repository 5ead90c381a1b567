import type { Insertable } from 'kysely'
import { anyNumber, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Consents } from './tables.ts'

export function listConsentsOf(read: ReadDb, childIds: Iterable<number>) {
  return read.selectFrom('consents').selectAll().where('child_id', '=', anyNumber(childIds)).execute()
}

export async function saveConsents(write: WriteDb, rows: readonly Insertable<Consents>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('consents')
      .values(batch)
      .onConflict((on) =>
        on.columns(['guardian_id', 'child_id', 'purpose']).doUpdateSet(({ ref }) => ({
          given_on: ref('excluded.given_on'),
          withdrawn_on: ref('excluded.withdrawn_on'),
        })),
      )
      .execute()
  }
}
