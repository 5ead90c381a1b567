import { compose } from '../../mail/compose.ts'
import type { ComposedMail, Delivery, Sender, Transport } from '../../mail/mail.ts'
import { oneMailbox } from '../../mail/mailbox.ts'
import { type Moment, momentOf } from '../../rules/index.ts'
import { claimMail, holdMail, isMailWaiting, type StoredMail, updateMail } from '../../store/mails.ts'
import { reading, type Store, type WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import { mailKinds } from './kinds.ts'
import type { LetterSettings, Prepared } from './letter.ts'

/** What mail is sent with. */
export interface MailHands {
  readonly queue: Queue
  readonly transport: Transport
  readonly from: Sender
  readonly replyTo: string
  readonly letter: LetterSettings
}

/** What became of a mail in this run; `busy`: another process has it, `settled`: it needed no run any more. */
export type Outcome =
  | Delivery
  | { readonly state: 'skipped'; readonly reason: string }
  | { readonly state: 'busy' | 'settled' }

/**
 * Sends one mail and records what became of it. It is first marked as being sent, then held by a
 * transaction that lives as long as this process: a mail that is marked and not held was left by a
 * process that died, and whoever finds it sends it again, under the same Message-ID.
 */
export async function sendMail(store: Store, id: string, hands: MailHands, at: Moment): Promise<Outcome> {
  const host = new URL(hands.letter.portalUrl).hostname
  const mail = await store.record((write) => claimMail(write, id, host))
  if (!mail) return { state: (await isMailWaiting(store.read, id)) ? 'busy' : 'settled' }
  return store.record(async (write) => {
    if (!(await holdMail(write, id))) return { state: 'busy' }
    const outcome = await tryMail(write, mail, hands, at)
    await updateMail(write, id, changeOf(mail, outcome, at))
    return outcome
  })
}

type Tried = Exclude<Outcome, { state: 'busy' | 'settled' }>

async function tryMail(write: WriteDb, mail: StoredMail, hands: MailHands, at: Moment): Promise<Tried> {
  const kind = mailKinds.get(mail.template)
  if (!kind) return { state: 'failed', reason: `there is no template "${mail.template}"` }
  const prepared = (await kind.prepare(reading(write), [mail], hands.letter, at)).get(mail.id)
  if (!prepared) return { state: 'failed', reason: 'nothing was prepared' }
  if ('skip' in prepared) return { state: 'skipped', reason: prepared.skip }
  if ('fail' in prepared) return { state: 'failed', reason: prepared.fail }
  const composed = await composeMail(mail, prepared, hands)
  return composed instanceof Error
    ? { state: 'failed', reason: composed.message }
    : hands.transport.send(composed)
}

/** An address or a name that can't be written on a mail is a fault of that mail alone. */
async function composeMail(
  mail: StoredMail,
  { to, letter }: Extract<Prepared, { to: string }>,
  { from, replyTo }: MailHands,
): Promise<ComposedMail | Error> {
  const envelope = { messageId: mail.message_id, date: momentOf(mail.created_at).now, from, replyTo }
  try {
    return await compose({ ...letter, ...envelope, to: oneMailbox(to) })
  } catch (error) {
    return error as Error
  }
}

/** `attempts` counts the times that it may have arrived. */
function changeOf(mail: StoredMail, outcome: Tried, at: Moment) {
  if (outcome.state === 'retry') return { state: 'queued' as const, reason: outcome.reason }
  return {
    state: outcome.state,
    reason: 'reason' in outcome ? outcome.reason : null,
    attempts: mail.attempts + 1,
    ...(outcome.state === 'sent' && { sent_at: at.now.toString() }),
  }
}
