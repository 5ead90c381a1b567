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

interface Lookup {
  readonly children: ReadonlyMap<GroupId, readonly Child[]>
  readonly requests: ReadonlyMap<ChildId, readonly PastRequest[]>
  readonly credits: ReadonlyMap<ChildId, readonly Credit[]>
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

/** The requests of a child, in order of asking. */
export function requestsOf(world: World, child: ChildId): readonly PastRequest[] {
  return lookupOf(world).requests.get(child) ?? []
}

/** The credits of a child, spent ones too. */
export function creditsOf(world: World, child: ChildId): readonly Credit[] {
  return lookupOf(world).credits.get(child) ?? []
}

/** The children with a contract in the group, in force or not. */
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
    children: groupedBy([...world.children.values()], (child) => child.contracts.map(({ group }) => group)),
    requests: groupedBy(world.requests, (request) => [request.ask.child]),
    credits: groupedBy(world.credits, (credit) => [credit.child]),
  }
  lookups.set(world, lookup)
  return lookup
}

function groupedBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = grouped.get(key)
      if (group) group.push(item)
      else grouped.set(key, [item])
    }
  }
  return grouped
}
