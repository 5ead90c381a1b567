import type { Insertable } from 'kysely'
import type { Store } from '../../src/store/open.ts'
import type { MailState, Mails } from '../../src/store/tables.ts'

/** A stored mail about nothing, for what looks at mails without sending them. */
export interface SomeMail extends Partial<Insertable<Mails>> {
  readonly state: MailState
}

/** The id whose first digit is this; the fixtures of `bounces/` name mails so. */
export function mailId(digit: number): string {
  return `${digit}0000000-0000-4000-8000-000000000000`
}

export async function addMail(store: Store, digit: number, mail: SomeMail): Promise<string> {
  const id = mailId(digit)
  const isSent = mail.state === 'sent' || mail.state === 'unknown'
  const row: Insertable<Mails> = {
    id,
    key: `test/${id}`,
    template: 'activation',
    language: 'nl',
    data: '{}',
    message_id: `${id}@portaal.example`,
    created_at: `2026-03-02 07:0${digit}:00Z`,
    ...(isSent && { sent_at: '2026-03-02 07:30:00Z', attempts: 1 }),
    ...mail,
  }
  await store.record((write) => write.insertInto('mails').values(row).execute())
  return id
}

/** How the mails stand, by the first digit of their ids. */
export async function standings(store: Store): Promise<Readonly<Record<string, string>>> {
  const rows = await store.read.selectFrom('mails').select(['id', 'state', 'reason']).execute()
  return Object.fromEntries(
    rows.map(({ id, state, reason }) => [id[0], reason === null ? state : `${state}: ${reason}`]),
  )
}
