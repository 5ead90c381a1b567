import { compose } from '../../mail/compose.ts'
import type { ComposedMail, Sender } from '../../mail/mail.ts'
import { oneMailbox } from '../../mail/mailbox.ts'
import type { Signer } from '../../mail/sign.ts'
import { type Moment, momentOf } from '../../rules/index.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import { mailKinds } from './kinds.ts'
import type { LetterSettings, Prepared, ReadyMail } from './letter.ts'
import type { Outcome } from './outcome.ts'

/** What stands on every mail of the organisation. */
export interface Stationery {
  readonly letter: LetterSettings
  readonly from: Sender
  readonly replyTo: string
  readonly bounces?: string | undefined
  readonly sign?: Signer | undefined
  readonly redirectAll?: string | undefined
  readonly onlyTo?: RegExp | undefined
}

/** A mail that can go over the wire. */
export interface Sendable {
  readonly mail: StoredMail
  readonly composed: ComposedMail
  /** The address as it is stored. */
  readonly to: string
}

/** A mail of which it is clear already what becomes of it. */
export interface Settled {
  readonly mail: StoredMail
  readonly outcome: Exclude<Outcome, { state: 'busy' }>
}

/** Writes the letters of claimed mails, all of one kind at once, and puts each in its envelope. */
export async function prepareMails(
  read: ReadDb,
  mails: readonly StoredMail[],
  stationery: Stationery,
  at: Moment,
): Promise<readonly (Sendable | Settled)[]> {
  const prepared = new Map<string, Prepared>()
  for (const [template, same] of Map.groupBy(mails, (mail) => mail.template)) {
    const letters = await mailKinds.get(template)?.prepare(read, same, stationery.letter, at)
    for (const [id, letter] of letters ?? []) prepared.set(id, letter)
  }
  const done: (Sendable | Settled)[] = []
  for (const mail of mails) done.push(await finish(mail, prepared.get(mail.id), stationery))
  return done
}

async function finish(
  mail: StoredMail,
  prepared: Prepared | undefined,
  stationery: Stationery,
): Promise<Sendable | Settled> {
  if (!prepared) return settle(mail, { state: 'failed', reason: `there is no template "${mail.template}"` })
  if ('skip' in prepared) return settle(mail, { state: 'skipped', reason: prepared.skip })
  if ('fail' in prepared) return settle(mail, { state: 'failed', reason: prepared.fail })
  if (stationery.onlyTo && !stationery.onlyTo.test(prepared.to)) return settle(mail, { state: 'held' })
  try {
    return { mail, to: prepared.to, composed: await putInEnvelope(mail, prepared, stationery) }
  } catch (error) {
    // An address or a name that can't be written on a mail is a fault of that mail alone.
    return settle(mail, { state: 'failed', reason: (error as Error).message })
  }
}

function settle(mail: StoredMail, outcome: Settled['outcome']): Settled {
  return { mail, outcome }
}

/** The mail as it goes over the wire. Throws on an address or a name that can't be written on a mail. */
export async function putInEnvelope(
  mail: StoredMail,
  { to, letter, replyTo, unsubscribe }: ReadyMail,
  { from, bounces, redirectAll, sign, ...stationery }: Stationery,
): Promise<ComposedMail> {
  const composed = compose({
    ...letter,
    messageId: mail.message_id,
    date: momentOf(mail.created_at).now,
    from,
    bounces,
    replyTo: replyTo ?? stationery.replyTo,
    to: redirectAll ?? oneMailbox(to),
    unsubscribe,
  })
  return sign ? { ...composed, bytes: await sign(composed.bytes) } : composed
}
