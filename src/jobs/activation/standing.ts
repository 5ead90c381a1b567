import {
  activationDueOn,
  type Child,
  firstCareDay,
  type IsoDate,
  type Policy,
  type World,
} from '../../rules/index.ts'

/** A guardian with the children in view, as far as an invitation depends on it. */
export interface Candidate {
  readonly guardian: number
  readonly hasAddress: boolean
  readonly hasActiveAccount: boolean
  /** The invitation that was neither used nor replaced, live or expired. */
  readonly activation?: string
  /** Its mail can't be delivered, so that the guardian knows nothing of it. */
  readonly hasFailedMail: boolean
  readonly children: readonly Placement[]
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
export type Standing = 'due' | 'active' | 'invited' | 'failed' | 'notYet' | 'noAddress' | 'departed'

/** What decides about an invitation, beside the guardian. */
export interface Circumstances {
  readonly today: IsoDate
  readonly world: World
  readonly policy: Policy
  /** Who was invited and did not come is due again. */
  readonly resend: boolean
}

/** The first obstacle counts; without one, a guardian is due when care of one of the children starts soon or has started. */
export function standingOf(candidate: Candidate, circumstances: Circumstances): Standing {
  if (candidate.hasActiveAccount) return 'active'
  if (isDeparted(candidate, circumstances.today)) return 'departed'
  if (!candidate.hasAddress) return 'noAddress'
  if (candidate.activation) return standingOfInvited(candidate, circumstances)
  return isStartNear(candidate, circumstances) ? 'due' : 'notYet'
}

function standingOfInvited({ hasFailedMail }: Candidate, { resend }: Circumstances): Standing {
  if (resend) return 'due'
  return hasFailedMail ? 'failed' : 'invited'
}

/** The children whose care has not ended, with the first day of it. */
export function startsOf(candidate: Candidate, { today, world, policy }: Circumstances): readonly Start[] {
  return candidate.children.flatMap(({ child, location }) => {
    const first = firstCareDay(withoutEnded(child, today), world, policy)
    return first ? [{ child: child.id, location, firstCareDay: first }] : []
  })
}

function isStartNear(candidate: Candidate, circumstances: Circumstances): boolean {
  const { today, policy } = circumstances
  return startsOf(candidate, circumstances).some(
    (start) => activationDueOn(start.firstCareDay, policy) <= today,
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
