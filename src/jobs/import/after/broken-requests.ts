import {
  type Ask,
  type Asking,
  type AskKind,
  type ChildId,
  decide,
  type IsoDate,
  type LocationId,
  locationOf,
  momentOf,
  type Policy,
  type RequestId,
  type RuleId,
  type Verdict,
  type World,
} from '../../../rules/index.ts'
import { readChildren } from '../../../store/after-import/children.ts'
import { listChildrenIn } from '../../../store/after-import/coming.ts'
import { listRequestsToJudge, type RequestToJudge } from '../../../store/after-import/requests.ts'
import type { ReadDb } from '../../../store/open.ts'
import { peopled, readPlaces } from './world.ts'

/** A request, open or granted, that broke none of these rules when it was asked, and does now. */
export interface BrokenRequest {
  readonly request: RequestId
  readonly child: ChildId
  readonly kind: AskKind
  readonly state: 'open' | 'granted'
  /** The day that it is about; of a swap the day taken. */
  readonly date: IsoDate
  /** The rules that it breaks now. */
  readonly rules: readonly RuleId[]
}

/** Whose requests are looked at. */
interface Concerned {
  readonly childIds: Iterable<number>
  readonly groupIds: readonly number[]
}

/**
 * What children, contracts, groups and closures decide. When it was asked doesn't change with an import, nor what was
 * paid with.
 */
const MAY_HAVE_CHANGED: readonly RuleId[] = [
  'request.offered',
  'day.planned',
  'day.free',
  'day.open',
  'contract.in-force',
  'swap.same-size',
  'swap.same-care-type',
  'swap.same-product',
  'swap.not-closed-day',
  'group.consented',
  'group.has-place',
  'group.staff-ratio',
]

/** Decides again, as they were asked, the requests with a day from today on of those who were touched and of all in their groups. */
export async function findBrokenRequests(
  read: ReadDb,
  touched: Concerned,
  today: IsoDate,
  policy: Policy,
): Promise<readonly BrokenRequest[]> {
  const requests = await listRequestsToJudge(read, touched, today)
  if (requests.length === 0) return []
  const places = await readPlaces(read)
  const broken: BrokenRequest[] = []
  for (const [locations, together] of await byLocations(read, requests, places)) {
    const world = await worldAt(read, locations.split(' '), together, places)
    broken.push(...together.flatMap((request) => judged(request, world, policy)))
  }
  return broken.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
}

/** Requests of children who go to the same locations are judged in one world. */
async function byLocations(
  read: ReadDb,
  requests: readonly RequestToJudge[],
  places: World,
): Promise<ReadonlyMap<string, readonly RequestToJudge[]>> {
  const children = await readChildren(read, new Set(requests.map(({ child }) => child)))
  return Map.groupBy(requests, ({ ask, child, group_id }) => {
    const groups = [String(group_id), ...(children.get(child)?.contracts ?? []).map(({ group }) => group)]
    const named = 'group' in ask && ask.group !== undefined ? [ask.group] : []
    const locations = [...groups, ...named].map((group) => locationOf(places, group).id)
    return [...new Set(locations)].toSorted().join(' ')
  })
}

/** The requests' own children, and all who may come to their locations on a day of the requests. */
async function worldAt(
  read: ReadDb,
  locations: readonly LocationId[],
  requests: readonly RequestToJudge[],
  places: World,
): Promise<World> {
  const groups = [...places.groups.values()].filter(({ location }) => locations.includes(location))
  const days = requests.flatMap(({ ask }) => daysOf(ask)).toSorted() as [IsoDate, ...IsoDate[]]
  const period = { from: days[0], until: days.at(-1) ?? days[0] }
  const others = await listChildrenIn(
    read,
    groups.map(({ id }) => Number(id)),
    period,
  )
  const children = new Set([...requests.map(({ child }) => child), ...others])
  return peopled(read, places, [...children], period.from)
}

function judged(request: RequestToJudge, world: World, policy: Policy): readonly BrokenRequest[] {
  const { id, child, ask, date, state } = request
  const before = new Set(brokenIn(request.verdict))
  const rules = brokenIn(decide(askingOf(request), withoutRequest(world, id), policy)).filter(
    (rule) => MAY_HAVE_CHANGED.includes(rule) && !before.has(rule),
  )
  return rules.length > 0 ? [{ request: id, child, kind: ask.kind, state, date, rules }] : []
}

/** The question is asked again as it was, so a request doesn't stand in its own way. */
function withoutRequest(world: World, id: RequestId): World {
  return { ...world, requests: world.requests.filter((request) => request.id !== id) }
}

function askingOf({ ask, asked_at, asked_by, because }: RequestToJudge): Asking {
  return { ask, at: momentOf(asked_at), by: asked_by, ...(because && { because }) }
}

function brokenIn({ reasons }: Verdict): readonly RuleId[] {
  return [...new Set(reasons.filter(({ held }) => held === false).map(({ rule }) => rule))]
}

function daysOf(ask: Ask): readonly IsoDate[] {
  return ask.kind === 'swap' ? [ask.give, ask.take] : [ask.date]
}

function sortKey({ date, child, request }: BrokenRequest): string {
  return `${date} ${child} ${request}`
}
