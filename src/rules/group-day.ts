import type { Ask } from './ask.ts'
import { careOn } from './care.ts'
import { sameCareType } from './care-type.ts'
import { childrenOf, groupOf, requestsOnDay } from './lookup.ts'
import type { Policy } from './policy.ts'
import { remember, rememberFor } from './remember.ts'
import type { Case } from './rule.ts'
import { type AgeCounts, afterSchoolRatioOn, isDayCare, requiredStaff, sum } from './staff-ratio.ts'
import { dateTaken, isTaking, takenDay } from './taken-day.ts'
import { ageOn, type IsoDate } from './time.ts'
import type { Child, Group, GroupId, World } from './world.ts'

/** Groups on a day with the child who asks; one in two of the groups counts once. */
export interface GroupDay {
  readonly children: number
  /** Members of staff planned; undefined when that is not known of all. */
  readonly staff: number | undefined
  /** Members of staff that the law requires, 0 when no number will do; undefined when not all ages are known. */
  readonly required: number | undefined
}

/** Who is in groups on a day, whoever asks. */
interface Present {
  readonly children: ReadonlySet<Child>
  /** Children who are only counted. */
  readonly occupied: number
  readonly staff: number | undefined
  /** Of all; undefined when those of the children who are only counted are not known. */
  readonly ages: AgeCounts | undefined
  /** What the law requires with a child of that age more; of `NOBODY_MORE` as it is. */
  readonly requiredWith: (age: number) => number
}

const NOBODY_MORE = -1

/** Counts who is in the groups together on a day with the case's own child. */
export function groupDay(groups: readonly Group[], date: IsoDate, asked: Case): GroupDay {
  const { children, occupied, staff, ages, requiredWith } = presentIn(groups, date, asked)
  const isCounted = children.has(asked.child)
  return {
    children: children.size + occupied + (isCounted ? 0 : 1),
    staff,
    required: ages && requiredWith(isCounted ? NOBODY_MORE : ageOn(asked.child.born, date)),
  }
}

/** Counts who is in the groups together on a day, by contract and granted requests, with nobody asking for a place. */
export function groupDayAsItIs(
  groups: readonly Group[],
  date: IsoDate,
  world: World,
  policy: Policy,
): GroupDay {
  const { children, occupied, staff, ages, requiredWith } = presentAnyway(groups, date, world, policy)
  return { children: children.size + occupied, staff, required: ages && requiredWith(NOBODY_MORE) }
}

/** Who comes by contract and granted requests is the same for all who ask; who else holds a place depends on the ask. */
function presentIn(groups: readonly Group[], date: IsoDate, asked: Case): Present {
  const { world, policy } = asked
  if (policy.place.order === 'none') return presentAnyway(groups, date, world, policy)
  const holds = (child: Child, group: Group) =>
    comes(child, group, date, world, policy) || goesBefore(child, group, date, asked)
  return counted(groups, date, holds, world)
}

function presentAnyway(groups: readonly Group[], date: IsoDate, world: World, policy: Policy): Present {
  const days = presentDays(groups, world, policy)
  const known =
    days.get(date) ?? counted(groups, date, (child, group) => comes(child, group, date, world, policy), world)
  days.set(date, known)
  return known
}

/** Of one policy in one world, which don't change: their groups are counted once a day. */
interface Presence {
  readonly policy: Policy
  readonly byGroups: Map<string, Map<IsoDate, Present>>
}

const presence = new WeakMap<World, Presence>()

/** A name of a group may have spaces, but not this. */
const BETWEEN_IDS = '\u0000'

function presentDays(groups: readonly Group[], world: World, policy: Policy): Map<IsoDate, Present> {
  const known = presence.get(world)
  const { byGroups } =
    known?.policy === policy ? known : { byGroups: new Map<string, Map<IsoDate, Present>>() }
  if (known?.policy !== policy) presence.set(world, { policy, byGroups })
  const [only, other] = groups
  const key = only && !other ? only.id : groups.map(({ id }) => id).join(BETWEEN_IDS)
  const days = byGroups.get(key) ?? new Map<IsoDate, Present>()
  byGroups.set(key, days)
  return days
}

function counted(
  groups: readonly Group[],
  date: IsoDate,
  isPresent: (child: Child, group: Group) => boolean,
  world: World,
): Present {
  const children = new Set(
    groups.flatMap((group) => childrenOf(world, group.id).filter((child) => isPresent(child, group))),
  )
  const staff = groups.map((group) => group.staff?.[date]).filter((one) => one !== undefined)
  const others = groups.map((group) => occupiedAges(group, date)).filter((ages) => ages !== undefined)
  const ages = addedUp([...others, agesOn([...children], date)])
  const careType = groups[0]?.careType ?? 'KDV'
  return {
    children,
    occupied: sum(groups.map((group) => occupiedIn(group, date))),
    staff: staff.length < groups.length ? undefined : sum(staff),
    ages: others.length < groups.length ? undefined : ages,
    requiredWith: remember((age) => requiredStaff(careType, date, withAge(ages, age)) ?? 0),
  }
}

/** Children who are only counted in a group on a day. */
function occupiedIn({ occupied, ages }: Group, date: IsoDate): number {
  return occupied?.[date] ?? sum(ages?.[date] ?? [])
}

/** The ages of the children who are only counted; undefined when they are not all known. */
function occupiedAges(group: Group, date: IsoDate): AgeCounts | undefined {
  const ages = group.ages?.[date] ?? []
  return sum(ages) === occupiedIn(group, date) ? ages : undefined
}

function withAge(ages: AgeCounts, age: number): AgeCounts {
  return age === NOBODY_MORE ? ages : addedUp([ages, [...Array<number>(age).fill(0), 1]])
}

function comes(child: Child, group: Group, date: IsoDate, world: World, policy: Policy): boolean {
  return careOn(child, date, world, policy).some((care) => care.group === group.id)
}

/** Where requests are answered in an order, one that waits holds its place against those that come after it. */
function goesBefore(other: Child, group: Group, date: IsoDate, { world, policy, asking }: Case): boolean {
  const { order } = policy.place
  if (order === 'none') return false
  const rank = ({ kind }: Ask) => order.findIndex((kinds) => kinds.includes(kind))
  return requestsOnDay(world, other.id, date).some(
    ({ ask, state, askedAt }) =>
      state === 'open' &&
      isTaking(ask) &&
      dateTaken(ask) === date &&
      takenDay(other, ask).group === group.id &&
      askedAt <= asking.at.wall &&
      rank(ask) <= rank(asking.ask),
  )
}

/** The groups that the staff of this group is counted with: in after-school care, since 2024, all of the centre. */
export function groupsCountedTogether(group: Group, date: IsoDate, world: World): readonly Group[] {
  if (isDayCare(group.careType) || afterSchoolRatioOn(date).per === 'group') return [group]
  return centreOf(world, group.id)
}

const centreOf = rememberFor((world: World, id: GroupId): readonly Group[] => {
  const group = groupOf(world, id)
  return [...world.groups.values()].filter(
    (other) => other.location === group.location && sameCareType(other.careType, group.careType),
  )
})

/** How many of the children are of which age on that day. */
function agesOn(children: readonly Child[], date: IsoDate): AgeCounts {
  const ages = children.map((child) => Math.max(0, ageOn(child.born, date)))
  const counts: number[] = Array(Math.max(0, ...ages) + 1).fill(0)
  for (const age of ages) counts[age] = (counts[age] ?? 0) + 1
  return counts
}

/** The counts added up, age by age. */
function addedUp(counts: readonly AgeCounts[]): AgeCounts {
  const total: number[] = []
  for (const ages of counts) {
    for (const [age, count] of ages.entries()) total[age] = (total[age] ?? 0) + count
  }
  return total
}
