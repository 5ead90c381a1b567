import type { Insertable } from 'kysely'
import type { ReadDb, WriteDb } from '../open.ts'
import { userOfProcess } from '../runs.ts'
import type { RetentionConfirmations } from '../tables.ts'

/** The last time that somebody confirmed what these settings remove. */
export function findConfirmation(read: ReadDb, settings: string) {
  return read
    .selectFrom('retention_confirmations')
    .selectAll()
    .where('settings', '=', settings)
    .orderBy('confirmed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertConfirmation(
  write: WriteDb,
  row: Omit<Insertable<RetentionConfirmations>, 'actor'>,
): Promise<void> {
  await write
    .insertInto('retention_confirmations')
    .values({ ...row, actor: userOfProcess() })
    .execute()
}
