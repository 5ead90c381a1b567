import type { Policy } from '../../rules/index.ts'
import {
  type Candidate,
  type Circumstances,
  locationOf,
  STANDINGS,
  type Standing,
  type Start,
  standingOf,
  startsOf,
} from './standing.ts'

export interface ActivationOptions {
  /** In place of the policy's number of days before the first care day. */
  readonly startingWithin?: number
  /** Only guardians of this child, by its number. */
  readonly child?: string
  /** Only this guardian, by its own number. */
  readonly guardian?: number
  /** Only guardians of children at this location, by its name. */
  readonly location?: string
  /** Replace invitations that were not used. */
  readonly resend?: boolean
}

/** One mail, to one guardian. */
export interface Invitation {
  readonly guardian: number
  /** The invitation that this one replaces. */
  readonly replaces?: string
  /** The location that the guardian can phone: where care starts first. */
  readonly locationId: number
  readonly children: readonly Start[]
}

/** `guardians` is the sum of the others. */
export type ActivationCounts = Readonly<Record<'guardians' | Standing, number>>

export interface ActivationPlan {
  readonly invite: readonly Invitation[]
  readonly counts: ActivationCounts
}

export function planActivation(
  candidates: readonly Candidate[],
  circumstances: Circumstances,
): ActivationPlan {
  const standings = candidates.map((candidate) => ({
    candidate,
    standing: standingOf(candidate, circumstances),
  }))
  const invite = standings
    .filter(({ standing }) => standing === 'due')
    .map(({ candidate }) => invitationOf(candidate, circumstances))
  return { invite, counts: countStandings(standings.map(({ standing }) => standing)) }
}

/** The policy with the number of days that was asked for. */
export function startingWithin(policy: Policy, days: number | undefined): Policy {
  if (days === undefined) return policy
  return { ...policy, activation: { ...policy.activation, daysBeforeStart: days } }
}

export function countStandings(standings: readonly Standing[]): ActivationCounts {
  const counts = Object.fromEntries(
    STANDINGS.map((standing) => [standing, standings.filter((one) => one === standing).length]),
  ) as Record<Standing, number>
  return { guardians: standings.length, ...counts }
}

function invitationOf(candidate: Candidate, circumstances: Circumstances): Invitation {
  const { guardian, invitation } = candidate
  const children = startsOf(candidate, circumstances)
  return {
    guardian,
    ...(invitation && { replaces: invitation.id }),
    locationId: locationOf(candidate, children).locationId,
    children,
  }
}
