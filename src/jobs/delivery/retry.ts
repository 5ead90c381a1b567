import { createHash } from 'node:crypto'
import { type Moment, momentOf } from '../../rules/index.ts'
import type { MailChange } from '../../store/mail-claims.ts'
import { isTrouble, type Outcome } from './outcome.ts'

/** A mail as far as its next try depends on it. */
export interface TriedMail {
  readonly id: string
  /** How often it may have arrived, before this try. */
  readonly attempts: number
  /** How often the server was asked, before this try. */
  readonly tries: number
  readonly first_tried_at: string | null
}

/** Minutes until the next try, after the first, the second and so on; the last goes on. */
const WAITS = [1, 5, 15, 30, 60, 120, 240]

/** After so many hours of trying a server that says "later" is taken for one that says "no" (RFC 5321, 4.5.4.1). */
const GIVE_UP_HOURS = 48

/** Copies of a mail of which nobody knows whether it arrived; after these a person decides. */
const MOST_COPIES = 3

/** Why a mail waits that goes to nobody on this system; these words stand in its row. */
export const HELD_REASON = 'held back: its address does not fit --only-to'

type Refused = Extract<Outcome, { state: 'failed' }>

/** The outcome of a try, beside those before it: whoever said "later" for two days is not asked again. */
export function inTheEnd<T extends Outcome>(mail: TriedMail, outcome: T, at: Moment): T | Refused {
  if (outcome.state !== 'retry' || isTrouble(outcome)) return outcome
  if (hoursSince(mail.first_tried_at, at) < GIVE_UP_HOURS) return outcome
  return { state: 'failed', reason: `given up after two days: ${outcome.reason}` }
}

/** What becomes of a mail's row after a try. `onUnknown` is what its kind wants when it may have arrived. */
export function changeOf(
  mail: TriedMail,
  outcome: Exclude<Outcome, { state: 'busy' }>,
  onUnknown: 'resend' | 'leave',
  at: Moment,
): MailChange {
  switch (outcome.state) {
    case 'sent':
      return { ...asked(mail, at), state: 'sent', attempts: mail.attempts + 1, sentAt: at.now.toString() }
    case 'failed':
      return { ...asked(mail, at), state: 'failed', reason: outcome.reason }
    case 'skipped':
      return { ...untouched(mail), state: 'skipped', reason: outcome.reason }
    case 'held':
      return { ...untouched(mail), reason: HELD_REASON }
    case 'put-back':
      return untouched(mail)
    case 'unknown':
      return afterUnknown(mail, outcome.reason, onUnknown, at)
    case 'retry':
      return afterRefusal(mail, outcome, at)
  }
}

/** A server that was away, or a mail that never came to it, is no try of the mail. */
function untouched({ id, attempts, tries, first_tried_at }: TriedMail): MailChange {
  return {
    id,
    state: 'queued',
    reason: null,
    attempts,
    tries,
    firstTriedAt: first_tried_at,
    sentAt: null,
    tryAfter: null,
  }
}

function asked(mail: TriedMail, at: Moment): MailChange {
  return {
    ...untouched(mail),
    tries: mail.tries + 1,
    firstTriedAt: mail.first_tried_at ?? at.now.toString(),
  }
}

function afterRefusal(
  mail: TriedMail,
  outcome: Extract<Outcome, { state: 'retry' }>,
  at: Moment,
): MailChange {
  const { reason } = outcome
  if (isTrouble(outcome)) return { ...untouched(mail), reason }
  return { ...asked(mail, at), reason, tryAfter: nextTry(mail, at) }
}

function afterUnknown(
  mail: TriedMail,
  reason: string,
  onUnknown: 'resend' | 'leave',
  at: Moment,
): MailChange {
  const change = { ...asked(mail, at), state: 'unknown' as const, reason, attempts: mail.attempts + 1 }
  const isLeft = onUnknown === 'leave' || change.attempts >= MOST_COPIES
  return isLeft ? change : { ...change, tryAfter: nextTry(mail, at) }
}

function nextTry(mail: TriedMail, at: Moment): string {
  const minutes = WAITS[Math.min(mail.tries, WAITS.length - 1)] as number
  return at.now.add({ seconds: Math.round(minutes * 60 * (0.75 + 0.5 * shareOf(mail))) }).toString()
}

/** Between 0 and 1, spread over mails and tries, so that a thousand refused mails do not come back in one second. */
function shareOf({ id, tries }: TriedMail): number {
  return createHash('sha256').update(`${id}/${tries}`).digest().readUInt32BE() / 2 ** 32
}

function hoursSince(moment: string | null, at: Moment): number {
  if (moment === null) return 0
  return (at.now.epochMilliseconds - momentOf(moment).now.epochMilliseconds) / 3_600_000
}
