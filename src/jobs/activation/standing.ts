import {
  activationDueOn,
  type Child,
  firstCareDay,
  type IsoDate,
  type Moment,
  type Policy,
  type World,
} from '../../rules/index.ts'

/** A guardian with the children in view, as far as an invitation depends on it. */
export interface Candidate {
  readonly guardian: number
  readonly hasAddress: boolean
  /** When mail to the address came back. */
  readonly bouncedAt?: Moment
  readonly hasActiveAccount: boolean
  /** When the password was set; of an account that an earlier portal made it may not be known. */
  readonly activatedAt?: Moment
  readonly invitation?: LiveInvitation
  readonly children: readonly Placement[]
}

/** An invitation that was neither used nor replaced; its link may have expired. */
export interface LiveInvitation {
  readonly id: string
  /** When its mail went out, or was to go out. */
  readonly invitedAt: Moment
  readonly validUntil: Moment
  /** What became of the last mail about it; of one that failed the guardian knows nothing. `unreached`: its address was to blame. */
  readonly mail: 'waiting' | 'sent' | 'failed' | 'unreached'
  /** When that mail was made. */
  readonly mailedAt: Moment
  readonly reminders: number
  readonly remindedAt?: Moment
}

export interface Placement {
  readonly locationId: number
  readonly location: string
  readonly child: Child
}

/** Of whom the first care day is known. */
export interface Start {
  readonly child: string
  readonly location: string
  readonly firstCareDay: IsoDate
}

/** How a guardian stands with the invitation to the portal (LK-11). */
export const STANDINGS = [
  'due',
  'invited',
  'reminded',
  'expired',
  'failed',
  'bounced',
  'active',
  'notYet',
  'noAddress',
  'departed',
] as const

export type Standing = (typeof STANDINGS)[number]

/** What decides about an invitation, beside the guardian. */
export interface Circumstances {
  readonly at: Moment
  readonly world: World
  readonly policy: Policy
  /** Who was invited and did not come is due again. */
  readonly resend?: boolean
}

/** The first obstacle counts; without one, a guardian is due when care of one of the children starts soon or has started. */
export function standingOf(candidate: Candidate, circumstances: Circumstances): Standing {
  const { invitation } = candidate
  if (candidate.hasActiveAccount) return 'active'
  if (isDeparted(candidate, circumstances.at.today)) return 'departed'
  if (!candidate.hasAddress) return 'noAddress'
  if (candidate.bouncedAt) return 'bounced'
  if (invitation) return circumstances.resend ? 'due' : standingOfInvited(invitation, circumstances.at)
  return isStartNear(candidate, circumstances) ? 'due' : 'notYet'
}

function standingOfInvited({ mail, validUntil, reminders }: LiveInvitation, at: Moment): Standing {
  // The address is there and works by now, or the guardian would stand otherwise.
  if (mail === 'unreached') return 'due'
  if (mail === 'failed') return 'failed'
  if (validUntil.now.epochMilliseconds < at.now.epochMilliseconds) return 'expired'
  return reminders > 0 ? 'reminded' : 'invited'
}

/** The children whose care has not ended, with the first day of it. */
export function startsOf(candidate: Candidate, { at, world, policy }: Circumstances): readonly Start[] {
  return candidate.children.flatMap(({ child, location }) => {
    const first = firstCareDay(withoutEnded(child, at.today), world, policy)
    return first ? [{ child: child.id, location, firstCareDay: first }] : []
  })
}

/** Where care starts first: the location that the guardian can phone. */
export function locationOf({ children }: Candidate, starts: readonly Start[]): Placement {
  const [first] = starts.toSorted((one, other) => (one.firstCareDay < other.firstCareDay ? -1 : 1))
  return (children.find(({ child }) => child.id === first?.child) ?? children[0]) as Placement
}

function isStartNear(candidate: Candidate, circumstances: Circumstances): boolean {
  const { at, policy } = circumstances
  return startsOf(candidate, circumstances).some(
    (start) => activationDueOn(start.firstCareDay, policy) <= at.today,
  )
}

/** Every child had a place and has none any more; a child without a contract so far is still to come. */
function isDeparted({ children }: Candidate, today: IsoDate): boolean {
  return children.every(
    ({ child }) => child.contracts.length > 0 && withoutEnded(child, today).contracts.length === 0,
  )
}

/** A child that returns starts anew: what ended before today says nothing about when it comes. */
function withoutEnded(child: Child, today: IsoDate): Child {
  return { ...child, contracts: child.contracts.filter(({ until }) => until === undefined || until >= today) }
}
