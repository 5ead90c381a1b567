import type { Insertable, Selectable } from 'kysely'
import type { Moment } from '../rules/index.ts'
import { anyNumber, anyText, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Queue } from './queue.ts'
import type { Mails } from './tables.ts'

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

/** Stores the mails and queues each once, in the transaction of their cause. */
export async function queueMails(
  write: WriteDb,
  queue: Queue,
  mails: readonly NewMail[],
  at: Moment,
): Promise<void> {
  const languages = await languagesOf(write, mails)
  const created_at = at.now.toString()
  for (const batch of batchesOf(mails)) {
    const rows = batch.map((mail) => ({
      ...mail,
      language: languages.get(mail.guardian_id) ?? ('nl' as const),
      data: JSON.stringify(mail.data),
      message_id: mail.id,
      state: 'queued' as const,
      created_at,
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
