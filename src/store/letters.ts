import { sql } from 'kysely'
import { anyText } from './batch.ts'
import type { ReadDb } from './open.ts'

/** Whom a letter greets, and where it goes now. */
export async function findGuardian(read: ReadDb, id: number | null) {
  if (id === null) return undefined
  return read
    .selectFrom('guardians')
    .select(['first_name', 'email', 'language'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function findLocation(read: ReadDb, id: number | null) {
  if (id === null) return undefined
  return read.selectFrom('locations').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Of these requests those that still wait for an answer, the oldest first. */
export async function listOpenRequests(read: ReadDb, ids: readonly string[]) {
  return read
    .selectFrom('requests')
    .select(['id', 'kind', 'asked_at'])
    .where(sql<string>`id::text`, '=', anyText(ids))
    .where('state', '=', 'open')
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
}
