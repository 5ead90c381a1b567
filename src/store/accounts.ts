import { type Insertable, sql } from 'kysely'
import { anyUuid, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Activations } from './tables.ts'

export async function insertActivations(
  write: WriteDb,
  activations: readonly Insertable<Activations>[],
): Promise<void> {
  for (const batch of batchesOf(activations)) {
    await write.insertInto('activations').values(batch).execute()
  }
}

/** From then on the links of these activations are dead; gives those of which the link still could be used. */
export async function replaceActivations(
  write: WriteDb,
  ids: readonly string[],
  at: string,
): Promise<ReadonlySet<string>> {
  const rows = await write
    .updateTable('activations')
    .set({ replaced_at: at })
    .where('id', '=', anyUuid(ids))
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .returning('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Counts a reminder of each of these; gives those of which the link still could be used. */
export async function countReminder(
  write: WriteDb,
  ids: readonly string[],
  at: string,
): Promise<ReadonlySet<string>> {
  const rows = await write
    .updateTable('activations')
    .set(({ eb }) => ({ reminders: eb('reminders', '+', 1), reminded_at: at }))
    .where('id', '=', anyUuid(ids))
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .returning('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export interface NewAddress {
  readonly id: number
  readonly email: string | null
  readonly email_key: string | null
}

/**
 * Gives guardians another address, one that nobody has. Whoever reads the old one may be somebody else, so the
 * links that were sent there are dead from then on.
 */
export async function changeAddresses(
  write: WriteDb,
  rows: readonly NewAddress[],
  at: string,
): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await sql`
      with moved as (
        update guardians set email = wanted.email, email_key = wanted.email_key
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as wanted(id integer, email text, email_key text)
        where guardians.id = wanted.id
        returning guardians.id
      )
      update activations set replaced_at = ${at}::timestamptz
      from moved
      where guardian_id = moved.id and used_at is null and replaced_at is null`.execute(write)
  }
}

/** Activations with how the account of each guardian stands. */
export async function listActivations(read: ReadDb, ids: readonly string[]) {
  return read
    .selectFrom('activations')
    .leftJoin('accounts', 'accounts.guardian_id', 'activations.guardian_id')
    .select(['activations.id', 'valid_until', 'used_at', 'replaced_at', 'accounts.state as account'])
    .where('activations.id', '=', anyUuid(ids))
    .execute()
}
