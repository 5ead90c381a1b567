import type { Moment } from '../../rules/index.ts'
import { listMailsByKey, type NewMail, queueMails, queueMailsAgain } from '../../store/mails.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import type { MailState } from '../../store/tables.ts'
import { blamesAddress } from '../delivery/address-fault.ts'

/**
 * Whether a mail that is owed to a guardian whose address works now may go under the key of this earlier one: that one
 * reached nobody, because its address did not work then or because it was not needed for a while. One that failed by
 * itself is left to whoever looks at it (`mail retry`), and one that was sent is never sent again.
 */
export function mayGoAgain({ state, reason }: { readonly state: MailState; readonly reason: string | null }) {
  return state === 'skipped' || (state === 'failed' && blamesAddress(reason))
}

/** Of what is owed that of which the mail is not there yet, or may go again. */
export async function listOwed<Row>(
  read: ReadDb,
  rows: readonly Row[],
  mailOf: (row: Row) => NewMail,
): Promise<readonly Row[]> {
  const withMails = await findMails(read, rows, mailOf)
  return withMails.flatMap(({ row, mail }) => (mail === undefined || mayGoAgain(mail) ? [row] : []))
}

/** Of what was told when it happened that of which the mail reached nobody, and may go again. */
export async function listUntold<Row>(
  read: ReadDb,
  rows: readonly Row[],
  mailOf: (row: Row) => NewMail,
): Promise<readonly Row[]> {
  const withMails = await findMails(read, rows, mailOf)
  return withMails.flatMap(({ row, mail }) => (mail && mayGoAgain(mail) ? [row] : []))
}

async function findMails<Row>(read: ReadDb, rows: readonly Row[], mailOf: (row: Row) => NewMail) {
  const keyed = rows.map((row) => ({ row, key: mailOf(row).key }))
  const earlier = await listMailsByKey(
    read,
    keyed.map(({ key }) => key),
  )
  const byKey = new Map(earlier.map((mail) => [mail.key, mail]))
  return keyed.map(({ row, key }) => ({ row, mail: byKey.get(key) }))
}

/** Queues mails that `listOwed` let through, new or again. Gives those that were really queued. */
export async function queueOwed(
  write: WriteDb,
  queue: Queue,
  mails: readonly NewMail[],
  at: Moment,
): Promise<readonly NewMail[]> {
  const created = new Set(await queueMails(write, queue, mails, at))
  const again = new Set(
    await queueMailsAgain(
      write,
      queue,
      mails.filter(({ key }) => !created.has(key)),
    ),
  )
  return mails.filter(({ key }) => created.has(key) || again.has(key))
}
