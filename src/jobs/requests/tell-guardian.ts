import { randomUUID } from 'node:crypto'
import type { Moment } from '../../rules/index.ts'
import { findLocationOf } from '../../store/children.ts'
import { queueMails } from '../../store/mails.ts'
import { reading, type WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'

/** A request that a guardian is to hear of; null: nobody knows which guardian asked. */
export interface Told {
  readonly request: string
  readonly childId: number
  readonly guardianId: number | null
}

/** Queues the mail about a request, in the transaction of its cause; the same one is queued once. */
export async function tellGuardian(
  write: WriteDb,
  queue: Queue,
  template: 'request-received' | 'request-answered',
  { request, childId, guardianId }: Told,
  at: Moment,
): Promise<void> {
  if (guardianId === null) return
  const mail = {
    id: randomUUID(),
    key: `${template}/${request}`,
    template,
    guardian_id: guardianId,
    location_id: await findLocationOf(reading(write), childId),
    data: { request },
  }
  await queueMails(write, queue, [mail], at)
}
