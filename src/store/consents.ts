import type { Insertable } from 'kysely'
import { anyNumber, batchesOf, deleteMany } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Consents } from './tables.ts'

/** All that were ever given, the oldest first. */
export function listConsentsOf(read: ReadDb, childIds: Iterable<number>) {
  return read
    .selectFrom('consents')
    .selectAll()
    .where('child_id', '=', anyNumber(childIds))
    .orderBy('given_at')
    .execute()
}

/** What was given and when never changes; only that it was withdrawn is added. */
export async function saveConsents(write: WriteDb, rows: readonly Insertable<Consents>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('consents')
      .values(batch)
      .onConflict((on) =>
        on.columns(['guardian_id', 'child_id', 'purpose', 'given_at']).doUpdateSet(({ ref }) => ({
          withdrawn_at: ref('excluded.withdrawn_at'),
        })),
      )
      .execute()
  }
}

export function deleteConsents(write: WriteDb, rows: readonly Insertable<Consents>[]): Promise<void> {
  const columns = {
    guardian_id: 'integer',
    child_id: 'integer',
    purpose: 'text',
    given_at: 'timestamptz',
  } as const
  return deleteMany(write, { table: 'consents', columns }, rows)
}
