import type { Ask } from './ask.ts'
import type { IsoDate, WallMoment } from './time.ts'
import type {
  Child,
  ChildId,
  Credit,
  Group,
  GroupId,
  Location,
  LocationId,
  PastRequest,
  World,
} from './world.ts'

/** What is known of each child, so that a decision looks at none of the others and at no more of the past than it needs. */
interface Lookup {
  readonly children: ReadonlyMap<GroupId, readonly Child[]>
  readonly requests: ReadonlyMap<ChildId, ChildRequests>
  readonly credits: ReadonlyMap<ChildId, ChildCredits>
}

interface ChildRequests {
  lastAskedAt: WallMoment
  /** Those that take, give up or report that day. */
  readonly onDay: Map<IsoDate, PastRequest[]>
  /** The same by year. */
  readonly inYear: Map<string, PastRequest[]>
}

interface ChildCredits {
  readonly all: Credit[]
  readonly onDay: Map<IsoDate, Credit[]>
  readonly inYear: Map<string, Credit[]>
  /** Something is left of these; what lapses last comes first. */
  readonly unspent: Credit[]
}

/** Built once for a world, which is a value and doesn't change: one verdict looks at many days of many children. */
const lookups = new WeakMap<World, Lookup>()

/** The child of that number. Throws RangeError when the world lacks it. */
export function childOf(world: World, id: ChildId): Child {
  return required(world.children.get(id), 'child', id)
}

/** The group of that id. Throws RangeError when the world lacks it. */
export function groupOf(world: World, id: GroupId): Group {
  return required(world.groups.get(id), 'group', id)
}

/** The location of a group. Throws RangeError when the world lacks either. */
export function locationOf(world: World, group: GroupId): Location {
  const id: LocationId = groupOf(world, group).location
  return required(world.locations.get(id), 'location', id)
}

/** The requests of a child that take, give up or report that day, in order of asking. */
export function requestsOnDay(world: World, child: ChildId, date: IsoDate): readonly PastRequest[] {
  return lookupOf(world).requests.get(child)?.onDay.get(date) ?? []
}

/** True when anything was asked for the child after that moment. */
export function askedAfter(world: World, child: ChildId, moment: WallMoment): boolean {
  const last = lookupOf(world).requests.get(child)?.lastAskedAt
  return last !== undefined && last > moment
}

/** The requests of a child about days of the years that the two days lie in. */
export function requestsInYears(
  world: World,
  child: ChildId,
  from: IsoDate,
  until: IsoDate,
): readonly PastRequest[] {
  const { inYear } = lookupOf(world).requests.get(child) ?? {}
  return [...new Set(yearsOf(from, until).flatMap((year) => inYear?.get(year) ?? []))]
}

/** The credits of a child, spent ones too. */
export function creditsOf(world: World, child: ChildId): readonly Credit[] {
  return lookupOf(world).credits.get(child)?.all ?? []
}

/** The credits of a child for that absent day, spent ones too. */
export function creditsOnDay(world: World, child: ChildId, absentOn: IsoDate): readonly Credit[] {
  return lookupOf(world).credits.get(child)?.onDay.get(absentOn) ?? []
}

/** The credits of a child for absent days of the years that the two days lie in, spent ones too. */
export function creditsInYears(
  world: World,
  child: ChildId,
  from: IsoDate,
  until: IsoDate,
): readonly Credit[] {
  const { inYear } = lookupOf(world).credits.get(child) ?? {}
  return yearsOf(from, until).flatMap((year) => inYear?.get(year) ?? [])
}

/** The credits of a child that something is left of and that had not lapsed before that day. */
export function unspentCredits(world: World, child: ChildId, since: IsoDate): readonly Credit[] {
  const unspent = lookupOf(world).credits.get(child)?.unspent ?? []
  const lapsed = unspent.findIndex(({ expiresOn }) => expiresOn !== undefined && expiresOn < since)
  return lapsed < 0 ? unspent : unspent.slice(0, lapsed)
}

/** The children with a contract in the group, in force or not, and those for whom it is a second group. */
export function childrenOf(world: World, group: GroupId): readonly Child[] {
  return lookupOf(world).children.get(group) ?? []
}

function required<T>(found: T | undefined, what: string, id: string): T {
  if (found === undefined) throw new RangeError(`The world has no ${what} ${id}`)
  return found
}

function lookupOf(world: World): Lookup {
  const known = lookups.get(world)
  if (known) return known
  const lookup: Lookup = {
    children: groupedBy([...world.children.values()], groupsOf),
    requests: requestsByChild(world.requests),
    credits: creditsByChild(world.credits),
  }
  lookups.set(world, lookup)
  return lookup
}

function groupsOf({ contracts, secondGroups = [] }: Child): readonly GroupId[] {
  return [...contracts.map(({ group }) => group), ...secondGroups]
}

function requestsByChild(requests: readonly PastRequest[]): Map<ChildId, ChildRequests> {
  const byChild = new Map<ChildId, ChildRequests>()
  for (const request of requests) {
    const known = entryOf(byChild, request.ask.child, () => ({
      lastAskedAt: request.askedAt,
      onDay: new Map(),
      inYear: new Map(),
    }))
    if (request.askedAt > known.lastAskedAt) known.lastAskedAt = request.askedAt
    for (const date of daysOfAsk(request.ask)) {
      pushTo(known.onDay, date, request)
      pushTo(known.inYear, date.slice(0, 4), request)
    }
  }
  return byChild
}

function creditsByChild(credits: readonly Credit[]): Map<ChildId, ChildCredits> {
  const byChild = new Map<ChildId, ChildCredits>()
  for (const credit of credits) {
    const known = entryOf(byChild, credit.child, () => ({
      all: [],
      onDay: new Map(),
      inYear: new Map(),
      unspent: [],
    }))
    known.all.push(credit)
    pushTo(known.onDay, credit.absentOn, credit)
    pushTo(known.inYear, credit.absentOn.slice(0, 4), credit)
    if (credit.left > 0) known.unspent.push(credit)
  }
  for (const { unspent } of byChild.values()) unspent.sort(lapsesLater)
  return byChild
}

function lapsesLater(one: Credit, other: Credit): number {
  const [ends, otherEnds] = [one.expiresOn ?? NEVER, other.expiresOn ?? NEVER]
  return ends === otherEnds ? 0 : ends > otherEnds ? -1 : 1
}

/** Stands after every day. */
const NEVER = '9999-99-99'

function yearsOf(from: IsoDate, until: IsoDate): readonly string[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))]
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, number) => String(first + number))
}

function daysOfAsk(ask: Ask): readonly IsoDate[] {
  if (ask.kind !== 'swap') return [ask.date]
  return ask.give === ask.take ? [ask.take] : [ask.give, ask.take]
}

function entryOf<K, T>(entries: Map<K, T>, key: K, make: () => T): T {
  const known = entries.get(key) ?? make()
  entries.set(key, known)
  return known
}

function pushTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

function groupedBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keysOf(item))) pushTo(grouped, key, item)
  }
  return grouped
}
