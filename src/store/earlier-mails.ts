import { anyNumber } from './batch.ts'
import type { ReadDb } from './open.ts'

/** Mails of one template to these guardians that were sent or will be, the oldest first: what they were told already. */
export function listEarlierMails(read: ReadDb, template: string, guardians: Iterable<number>) {
  return read
    .selectFrom('mails')
    .select(['guardian_id', 'data', 'created_at'])
    .$narrowType<{ guardian_id: number }>()
    .where('template', '=', template)
    .where('guardian_id', '=', anyNumber(guardians))
    .where('state', 'not in', ['failed', 'skipped'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}
