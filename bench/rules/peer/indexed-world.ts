import {
  type Child,
  type ChildId,
  type Credit,
  careOn,
  type Group,
  type GroupId,
  type IsoDate,
  type PastRequest,
  type Policy,
  sameCareType,
  type World,
} from '../../../src/rules/index.ts'

/** A world by the keys that the facts of a case are looked up with. */
export interface IndexedWorld {
  readonly world: World
  readonly policy: Policy
  readonly requests: ReadonlyMap<ChildId, readonly PastRequest[]>
  readonly credits: ReadonlyMap<ChildId, readonly Credit[]>
  /** The groups that the staff of a group is counted with: in day care itself, in after-school care all of the centre. */
  readonly countedTogether: ReadonlyMap<GroupId, readonly Group[]>
  /** The children who come to a group on a day, looked up once for all cases. */
  readonly attendance: (group: GroupId, date: IsoDate) => readonly Child[]
}

/** Sorts a world once, for all cases that are decided in it. */
export function indexWorld(world: World, policy: Policy): IndexedWorld {
  const groups = [...world.groups.values()]
  return {
    world,
    policy,
    requests: Map.groupBy(world.requests, ({ ask }) => ask.child),
    credits: Map.groupBy(world.credits, ({ child }) => child),
    countedTogether: new Map(
      groups.map((group) => [group.id, groups.filter((other) => areCountedTogether(group, other))]),
    ),
    attendance: attendanceOf(world, policy),
  }
}

function attendanceOf(world: World, policy: Policy): IndexedWorld['attendance'] {
  const placed = [...world.children.values()].flatMap((child) =>
    [...new Set(child.contracts.map(({ group }) => group))].map((group) => ({ group, child })),
  )
  const byGroup = Map.groupBy(placed, ({ group }) => group)
  const known = new Map<string, readonly Child[]>()
  return (group, date) => {
    const key = `${group} ${date}`
    const found =
      known.get(key) ??
      (byGroup.get(group) ?? [])
        .map(({ child }) => child)
        .filter((child) => careOn(child, date, world, policy).some((care) => care.group === group))
    known.set(key, found)
    return found
  }
}

function areCountedTogether(group: Group, other: Group): boolean {
  if (group.careType === 'KDV') return other.id === group.id
  return other.location === group.location && sameCareType(other.careType, group.careType)
}

export function childIn({ world }: IndexedWorld, id: ChildId): Child {
  const child = world.children.get(id)
  if (!child) throw new RangeError(`The world has no child ${id}`)
  return child
}
