import type { ExpressionBuilder, Insertable, Selectable, Updateable } from 'kysely'
import type { Moment } from '../rules/index.ts'
import { anyNumber, anyText, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Queue } from './queue.ts'
import type { Mails, Tables } from './tables.ts'

export type StoredMail = Selectable<Mails>

/** A mail to be sent: who and about what by id, never an address, a name or a token. */
export interface NewMail {
  readonly id: string
  /** Made of content: a mail that is there already, by its key, is not made again. */
  readonly key: string
  readonly template: string
  readonly guardian_id: number | null
  readonly location_id: number | null
  readonly data: Readonly<Record<string, unknown>>
}

/** Tries of a mail of which nobody can say whether it arrived; after these a person decides. */
const UNKNOWN_TRIES = 3

/** Stores the mails and queues each once, in the transaction of their cause. */
export async function queueMails(
  write: WriteDb,
  queue: Queue,
  mails: readonly NewMail[],
  at: Moment,
): Promise<void> {
  const languages = await languagesOf(write, mails)
  for (const batch of batchesOf(mails)) {
    const rows = batch.map((mail) => ({
      ...mail,
      language: languages.get(mail.guardian_id) ?? ('nl' as const),
      data: JSON.stringify(mail.data),
      message_id: mail.id,
      state: 'queued' as const,
      created_at: at.now.toString(),
    }))
    await queue.put(write, await insertMails(write, rows))
  }
}

/** Which of these keys have their mail already. */
export async function listMailKeys(read: ReadDb, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await read.selectFrom('mails').select('key').where('key', '=', anyText(keys)).execute()
  return new Set(rows.map(({ key }) => key))
}

async function insertMails(write: WriteDb, rows: readonly Insertable<Mails>[]): Promise<readonly string[]> {
  const created = await write
    .insertInto('mails')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .execute()
  return created.map(({ id }) => id)
}

async function languagesOf(write: WriteDb, mails: readonly NewMail[]) {
  const guardians = new Set(mails.flatMap((mail) => mail.guardian_id ?? []))
  const rows = await write
    .selectFrom('guardians')
    .select(['id', 'language'])
    .where('id', '=', anyNumber(guardians))
    .execute()
  return new Map<number | null, 'nl' | 'en'>(rows.map((row) => [row.id, row.language]))
}

/** The mails that a run must still try, the oldest first. */
export async function listWaiting(read: ReadDb): Promise<readonly string[]> {
  const rows = await read
    .selectFrom('mails')
    .select('id')
    .where(isWaiting)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** As `listWaiting`, without those that another process is sending now, and holding the rest until the end of the transaction. */
export async function lockWaiting(write: WriteDb): Promise<readonly string[]> {
  const rows = await write
    .selectFrom('mails')
    .select('id')
    .where(isWaiting)
    .orderBy('created_at')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Marks a waiting mail as being sent. Undefined when it is settled, or another process has it. The
 * first time its Message-ID gets its host, and from then on a retry carries the same.
 */
export async function claimMail(write: WriteDb, id: string, host: string): Promise<StoredMail | undefined> {
  const mail = await write
    .selectFrom('mails')
    .selectAll()
    .where('id', '=', id)
    .where(isWaiting)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!mail) return undefined
  const message_id = mail.message_id.includes('@') ? mail.message_id : `${mail.message_id}@${host}`
  await write.updateTable('mails').set({ state: 'sending', message_id }).where('id', '=', id).execute()
  return { ...mail, message_id }
}

/** Holds a claimed mail until the transaction ends, with the life of this process: a dead one holds nothing. */
export async function holdMail(write: WriteDb, id: string): Promise<boolean> {
  const mail = await write
    .selectFrom('mails')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return mail !== undefined
}

export async function updateMail(write: WriteDb, id: string, change: Updateable<Mails>): Promise<void> {
  await write.updateTable('mails').set(change).where('id', '=', id).where('state', '=', 'sending').execute()
}

export async function isMailWaiting(read: ReadDb, id: string): Promise<boolean> {
  const mail = await read
    .selectFrom('mails')
    .select('id')
    .where('id', '=', id)
    .where(isWaiting)
    .executeTakeFirst()
  return mail !== undefined
}

/** `sending` without a process that sends is what a crash leaves behind. */
function isWaiting({ eb, and, or }: ExpressionBuilder<Tables, 'mails'>) {
  return or([
    eb('state', 'in', ['queued', 'sending']),
    and([eb('state', '=', 'unknown'), eb('attempts', '<', UNKNOWN_TRIES)]),
  ])
}
