import type { Insertable } from 'kysely'
import type { WriteDb } from './open.ts'
import type { Audit } from './tables.ts'

/** Who did what to what, in the transaction that does it. Ids and counts only, never a name or an address. */
export async function addAudit(write: WriteDb, entry: Insertable<Audit>): Promise<void> {
  await write.insertInto('audit').values(entry).execute()
}
