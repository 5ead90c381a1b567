import { addDays, type Moment, type Policy } from '../../rules/index.ts'
import {
  type Candidate,
  type Circumstances,
  type LiveInvitation,
  locationOf,
  standingOf,
  startsOf,
} from './standing.ts'

/** A link that works shorter than this is no help to who reads the mail at the weekend. */
const LINK_DAYS_LEFT = 3

/** One reminder, to one guardian. */
export interface Reminder {
  readonly guardian: number
  /** The invitation that it is about, of which the link goes along or is replaced. */
  readonly activation: string
  readonly link: 'same' | 'new'
  /** The first is 1. */
  readonly number: number
  readonly locationId: number
  readonly location: string
}

/**
 * `invited` is the sum of the others: reminded with the same link, reminded with a new one (`renewed`), not yet
 * owed a reminder, and reminded often enough.
 */
export type ReminderCounts = Readonly<Record<'invited' | 'reminded' | 'renewed' | 'later' | 'enough', number>>

export interface ReminderPlan {
  readonly remind: readonly Reminder[]
  readonly counts: ReminderCounts
}

type Answer = 'reminded' | 'renewed' | 'later' | 'enough'

/** Who was invited, can be reached and did not come: whether a reminder is owed now, and with which link (LK-11). */
export function planReminders(candidates: readonly Candidate[], circumstances: Circumstances): ReminderPlan {
  const invited = candidates.flatMap((candidate) => {
    const { invitation } = candidate
    if (!invitation || !isOpen(candidate, circumstances)) return []
    return [{ candidate, invitation, answer: answerOf(invitation, circumstances) }]
  })
  const remind = invited.flatMap(({ candidate, invitation, answer }) =>
    answer === 'reminded' || answer === 'renewed'
      ? [reminderOf(candidate, invitation, answer, circumstances)]
      : [],
  )
  const count = (answer: Answer) => invited.filter((one) => one.answer === answer).length
  const counts = {
    invited: invited.length,
    reminded: count('reminded'),
    renewed: count('renewed'),
    later: count('later'),
    enough: count('enough'),
  }
  return { remind, counts }
}

function isOpen(candidate: Candidate, circumstances: Circumstances): boolean {
  const standing = standingOf(candidate, circumstances)
  return standing === 'invited' || standing === 'reminded' || standing === 'expired'
}

function answerOf(invitation: LiveInvitation, { policy, at }: Circumstances): Answer {
  if (invitation.reminders >= policy.activation.reminders) return 'enough'
  if (invitation.mail === 'waiting' || remindedFrom(invitation, policy) > at.today) return 'later'
  return worksLongEnough(invitation, at) ? 'reminded' : 'renewed'
}

/** The day from which a reminder is owed; however many were missed, it is one. */
function remindedFrom({ remindedAt, invitedAt }: LiveInvitation, { activation }: Policy) {
  return addDays((remindedAt ?? invitedAt).today, activation.remindAfterDays)
}

function worksLongEnough({ validUntil }: LiveInvitation, { now }: Moment): boolean {
  return validUntil.now.epochMilliseconds >= now.add({ hours: 24 * LINK_DAYS_LEFT }).epochMilliseconds
}

function reminderOf(
  candidate: Candidate,
  { id, reminders }: LiveInvitation,
  answer: 'reminded' | 'renewed',
  circumstances: Circumstances,
): Reminder {
  const { location, locationId } = locationOf(candidate, startsOf(candidate, circumstances))
  return {
    guardian: candidate.guardian,
    activation: id,
    link: answer === 'reminded' ? 'same' : 'new',
    number: reminders + 1,
    locationId,
    location,
  }
}
