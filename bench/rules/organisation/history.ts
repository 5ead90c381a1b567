import {
  addDays,
  type Child,
  consequencesOf,
  daysBetween,
  type IsoDate,
  type Policy,
  record,
  type World,
} from '../../../src/rules/index.ts'
import { type Event, eventsOn } from './events.ts'
import { TODAY } from './places.ts'
import type { Random } from './random.ts'
import { withTexts } from './with-texts.ts'

/** How far the past reaches back, and how far ahead of today was asked already. */
const DAYS_BACK = 730
const DAYS_AHEAD = 25

/** The first and last day of the child's care about which something was asked. */
export function daysAskedAbout({ contracts }: Child): readonly [IsoDate, IsoDate] {
  const earliest = addDays(TODAY, -DAYS_BACK)
  const first = contracts[0]?.from ?? earliest
  return [first < earliest ? earliest : first, addDays(TODAY, DAYS_AHEAD)]
}

/** So many events in the life of one child as they come to be recorded, with the credits that they earned and spent. */
export function makeHistory(
  child: Child,
  count: number,
  places: Pick<World, 'locations' | 'groups'>,
  policy: Policy,
  random: Random,
): World {
  const blank: World = { ...places, children: new Map([[child.id, child]]), requests: [], credits: [] }
  const events = makeEvents(child, count, blank, policy, random)
  const lived = events.reduce((world, event) => afterEvent(world, event, policy), blank)
  const named = (text: string) => text.replace(/^(request|credit)-\d+$/, `${child.id}/$&`)
  const { requests, credits } = lived
  return { ...lived, ...withTexts({ requests, credits }, named) }
}

/** In order of asking; no day is asked about twice. */
function makeEvents(
  child: Child,
  count: number,
  world: World,
  policy: Policy,
  random: Random,
): readonly Event[] {
  const [first, last] = daysAskedAbout(child)
  const days = daysBetween(first, last) + 1
  const seen = new Set<IsoDate>()
  const events: Event[] = []
  while (events.length < count && seen.size < days) {
    const date = addDays(first, random.below(days))
    if (!seen.has(date)) events.push(...eventsOn(date, child, world, policy, random))
    seen.add(date)
  }
  return events.slice(0, count).toSorted((one, other) => (one.asking.at.wall < other.asking.at.wall ? -1 : 1))
}

/** A day that no credit can pay is asked as an extra day. */
function afterEvent(world: World, { asking, answer }: Event, policy: Policy): World {
  const { ask } = asking
  const unpaid = ask.kind === 'credit-day' && consequencesOf(asking, world, policy).spends.length === 0
  return record(world, unpaid ? { ...asking, ask: { ...ask, kind: 'extra' } } : asking, policy, answer)
}
