import {
  type Ask,
  type Child,
  type ChildId,
  type IsoDate,
  locationOf,
  type World,
} from '../../rules/index.ts'
import type { ReplayRequest, StoredHistory } from '../../store/replay.ts'

/** Whom a decision on a child has to look at: the children of the locations that it goes to. */
export interface Neighbours {
  readonly childrenAround: (child: ChildId) => World['children']
  /** All earlier requests of the child, and of the children around it those for a day from the day of asking on; in order of asking. */
  readonly requestsBefore: (request: ReplayRequest) => readonly ReplayRequest[]
}

interface Placed {
  readonly request: ReplayRequest
  /** Its place in the order of asking. */
  readonly number: number
  readonly lastDay: IsoDate
}

/** Sorts a history by location once, so that no decision looks at all of it. */
export function openNeighbours({ placements, requests }: StoredHistory): Neighbours {
  const childrenAround = openChildrenAround(placements)
  const placed = requests.map((request, number) => ({
    request,
    number,
    lastDay: lastDay(request.asking.ask),
  }))
  const numbers = new Map(placed.map(({ request, number }) => [request.id, number]))
  const known = new Map<World['children'], readonly Placed[]>()
  const requestsOf = (children: World['children']) => {
    const found =
      known.get(children) ?? placed.filter(({ request }) => children.has(request.asking.ask.child))
    known.set(children, found)
    return found
  }
  return {
    childrenAround,
    requestsBefore(request) {
      const { ask, at } = request.asking
      const number = numbers.get(request.id) ?? 0
      return requestsOf(childrenAround(ask.child))
        .filter((one) => one.number < number && (one.lastDay >= at.today || isOf(ask.child, one)))
        .map((one) => one.request)
    },
  }
}

function isOf(child: ChildId, { request }: Placed): boolean {
  return request.asking.ask.child === child
}

/** Children of the same locations share one map. A child without a contract has only itself around it. */
function openChildrenAround(placements: World): Neighbours['childrenAround'] {
  const children = [...placements.children.values()]
  const locationsOf = new Map(children.map((child) => [child.id, locationsOfChild(child, placements)]))
  const known = new Map<string, World['children']>()
  return (id) => {
    const locations = locationsOf.get(id) ?? []
    const key = locations.length > 0 ? locations.join(' ') : `child ${id}`
    const isAround = (other: ChildId) =>
      other === id || locationsOf.get(other)?.some((one) => locations.includes(one))
    const found = known.get(key) ?? new Map([...placements.children].filter(([other]) => isAround(other)))
    known.set(key, found)
    return found
  }
}

function locationsOfChild({ contracts }: Child, placements: World): readonly string[] {
  return [...new Set(contracts.map(({ group }) => locationOf(placements, group).id))].toSorted()
}

function lastDay(ask: Ask): IsoDate {
  if (ask.kind !== 'swap') return ask.date
  return ask.give > ask.take ? ask.give : ask.take
}
