import type { Policy } from '../../rules/index.ts'
import {
  type Candidate,
  type Circumstances,
  type Placement,
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
  return { invite, counts: countOf(standings.map(({ standing }) => standing)) }
}

/** The policy with the number of days that was asked for. */
export function startingWithin(policy: Policy, days: number | undefined): Policy {
  if (days === undefined) return policy
  return { ...policy, activation: { ...policy.activation, daysBeforeStart: days } }
}

function invitationOf(candidate: Candidate, circumstances: Circumstances): Invitation {
  const { guardian, activation } = candidate
  const children = startsOf(candidate, circumstances)
  return {
    guardian,
    ...(activation && { replaces: activation }),
    locationId: locationToPhone(candidate, children),
    children,
  }
}

function locationToPhone({ children }: Candidate, starts: readonly Start[]): number {
  const [first] = starts.toSorted((one, other) => (one.firstCareDay < other.firstCareDay ? -1 : 1))
  const placement = children.find(({ child }) => child.id === first?.child) ?? children[0]
  return (placement as Placement).locationId
}

function countOf(standings: readonly Standing[]): ActivationCounts {
  const count = (standing: Standing) => standings.filter((one) => one === standing).length
  return {
    guardians: standings.length,
    due: count('due'),
    active: count('active'),
    invited: count('invited'),
    failed: count('failed'),
    notYet: count('notYet'),
    noAddress: count('noAddress'),
    departed: count('departed'),
  }
}
