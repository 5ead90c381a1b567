import { type Insertable, type Selectable, sql } from 'kysely'
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

/** Stores the mails and queues each once, in the transaction of their cause. Gives the keys of those that were not there yet. */
export async function queueMails(
  write: WriteDb,
  queue: Queue,
  mails: readonly NewMail[],
  at: Moment,
): Promise<readonly string[]> {
  const languages = await languagesOf(write, mails)
  const keys: string[] = []
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
    const created = await insertMails(write, rows)
    await queue.put(write, created)
    keys.push(...created.map(({ key }) => key))
  }
  return keys
}

/**
 * Queues mails anew, by their keys, that reached nobody: failed or skipped, never one that was sent or waits. What they
 * say is what is said now. Gives the keys of those that were queued.
 */
export async function queueMailsAgain(
  write: WriteDb,
  queue: Queue,
  mails: readonly NewMail[],
): Promise<readonly string[]> {
  const wanted = mails.map(({ key, location_id, data }) => ({ key, location_id, data }))
  const { rows } = await sql<{ id: string; key: string; template: string }>`
    update mails set state = 'queued', reason = null, tries = 0, first_tried_at = null, try_after = null,
      location_id = again.location_id, data = again.data
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as again(key text, location_id integer, data jsonb)
    where mails.key = again.key and state in ('failed', 'skipped') and worker is null
    returning mails.id::text, mails.key, mails.template`.execute(write)
  await queue.put(write, rows)
  return rows.map(({ key }) => key)
}

/** How the mails with these keys stand. */
export function listMailsByKey(read: ReadDb, keys: readonly string[]) {
  return read
    .selectFrom('mails')
    .select(['key', 'state', 'reason'])
    .where('key', '=', anyText(keys))
    .execute()
}

function insertMails(write: WriteDb, rows: readonly Insertable<Mails>[]) {
  return write
    .insertInto('mails')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning(['id', 'key', 'template'])
    .execute()
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
