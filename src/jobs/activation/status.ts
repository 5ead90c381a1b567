import {
  activationDueOn,
  type IsoDate,
  type Moment,
  type Policy,
  type WallMoment,
} from '../../rules/index.ts'
import { mapGuardianNames } from '../../store/guardians.ts'
import type { Store } from '../../store/open.ts'
import { readPlacements } from '../../store/world/placements.ts'
import { locationNamed, readCandidates } from './candidates.ts'
import { type ActivationCounts, countStandings } from './plan.ts'
import {
  type Candidate,
  type Circumstances,
  type LiveInvitation,
  locationOf,
  type Standing,
  standingOf,
  startsOf,
} from './standing.ts'

export interface StatusOptions {
  /** Only guardians with a child at this location. */
  readonly location?: string | undefined
  /** Only guardians who stand so; `bounced` takes in everybody whose address does not work. */
  readonly standings?: readonly Standing[] | undefined
  readonly withNames?: boolean | undefined
}

/** How one guardian stands with the invitation to the portal. */
export interface GuardianStanding {
  readonly standing: Standing
  readonly guardian: number
  /** Only when names were asked for. */
  readonly name?: string
  readonly children: readonly string[]
  readonly location: string
  /** When that standing began, where a day or a moment of it is known. */
  readonly since: WallMoment | IsoDate | null
  readonly linkValidUntil: WallMoment | null
  /** Since when mail to the address comes back, also of who is active; null: it does not. */
  readonly bouncedSince: WallMoment | null
}

export interface ActivationStatus {
  readonly guardians: readonly GuardianStanding[]
  /** Each guardian counts once, at one location, so that these add up. */
  readonly byLocation: Readonly<Record<string, ActivationCounts>>
  readonly counts: ActivationCounts
  /** Guardians whose address does not work, whatever their standing. */
  readonly bouncedAddresses: number
}

/** Tells how every guardian stands with the invitation (LK-11); without names unless they are asked for. */
export async function viewActivations(
  { read }: Pick<Store, 'read'>,
  policy: Policy,
  { location: written, standings, withNames = false }: StatusOptions,
  at: Moment,
): Promise<ActivationStatus> {
  const location = written === undefined ? undefined : await locationNamed(read, written)
  const world = await readPlacements(read)
  const everybody = (await readCandidates(read, world)).filter(({ children }) => children.length > 0)
  const asked = everybody.filter(
    ({ children }) => location === undefined || children.some((child) => child.location === location),
  )
  const lines = asked
    .map((candidate) => lineOf(candidate, { at, world, policy }, location))
    .filter((line) => isWanted(line, standings))
  const names = withNames ? await mapGuardianNames(read, lines.map(idOf)) : undefined
  const guardians = lines.map((line) => (names ? { ...line, name: names.get(line.guardian) ?? '' } : line))
  return {
    guardians,
    byLocation: countByLocation(guardians),
    counts: countStandings(guardians.map(standing)),
    bouncedAddresses: guardians.filter(({ bouncedSince }) => bouncedSince !== null).length,
  }
}

function isWanted({ standing, bouncedSince }: GuardianStanding, wanted: StatusOptions['standings']): boolean {
  if (wanted === undefined || wanted.includes(standing)) return true
  return bouncedSince !== null && wanted.includes('bounced')
}

const idOf = ({ guardian }: GuardianStanding) => guardian
const standing = ({ standing }: GuardianStanding) => standing

function lineOf(
  candidate: Candidate,
  circumstances: Circumstances,
  location: string | undefined,
): GuardianStanding {
  const standing = standingOf(candidate, circumstances)
  const { guardian, children, invitation } = candidate
  return {
    standing,
    guardian,
    children: children.map(({ child }) => child.id),
    location: location ?? locationOf(candidate, startsOf(candidate, circumstances)).location,
    since: SINCE[standing](candidate, circumstances),
    linkValidUntil: INVITED.has(standing) ? (invitation?.validUntil.wall ?? null) : null,
    bouncedSince: candidate.bouncedAt?.wall ?? null,
  }
}

const INVITED: ReadonlySet<Standing> = new Set(['invited', 'reminded', 'expired', 'failed'])

type Since = (candidate: Candidate, circumstances: Circumstances) => WallMoment | IsoDate | null

const ofInvitation =
  (moment: (invitation: LiveInvitation) => Moment | undefined): Since =>
  ({ invitation }) =>
    (invitation && moment(invitation)?.wall) ?? null

const SINCE: Readonly<Record<Standing, Since>> = {
  due: dueSince,
  invited: ofInvitation(({ invitedAt }) => invitedAt),
  reminded: ofInvitation(({ remindedAt }) => remindedAt),
  expired: ofInvitation(({ validUntil }) => validUntil),
  failed: ofInvitation(({ mailedAt }) => mailedAt),
  bounced: ({ bouncedAt }) => bouncedAt?.wall ?? null,
  active: ({ activatedAt }) => activatedAt?.wall ?? null,
  notYet: () => null,
  noAddress: () => null,
  departed: lastCareDay,
}

function dueSince(candidate: Candidate, circumstances: Circumstances): IsoDate | null {
  const starts = startsOf(candidate, circumstances)
  const days = starts.map(({ firstCareDay }) => activationDueOn(firstCareDay, circumstances.policy))
  return days.toSorted()[0] ?? null
}

function lastCareDay({ children }: Candidate): IsoDate | null {
  const ends = children.flatMap(({ child }) => child.contracts.flatMap(({ until }) => until ?? []))
  return ends.toSorted().at(-1) ?? null
}

function countByLocation(guardians: readonly GuardianStanding[]): Readonly<Record<string, ActivationCounts>> {
  const groups = [...Map.groupBy(guardians, ({ location }) => location)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  return Object.fromEntries(
    groups.map(([location, lines]) => [location, countStandings(lines.map(standing))]),
  )
}
