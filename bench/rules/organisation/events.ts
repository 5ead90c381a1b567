import {
  type Answer,
  type Ask,
  type Asking,
  addDays,
  type CareType,
  type Child,
  careOn,
  type IsoDate,
  momentAtWall,
  type Policy,
  type World,
  weekdayOf,
} from '../../../src/rules/index.ts'
import { TODAY } from './places.ts'
import type { Random } from './random.ts'

/** Something that was asked, and what the location answered. */
export interface Event {
  readonly asking: Asking
  readonly answer: Answer
}

/** What a guardian asked about a day: nothing of a day on which care is closed, a cancellation after what it takes back. */
export function eventsOn(
  date: IsoDate,
  child: Child,
  world: World,
  policy: Policy,
  random: Random,
): readonly Event[] {
  if (isWeekend(date)) return []
  const isPlanned = (day: IsoDate) => careOn(child, day, world, policy).length > 0
  if (!isPlanned(date)) return taken(freeDay(date, child, random), date, random)
  if (random.chance(0.85)) return [absence(date, child, random)]
  const take = [1, 2, 3, 4].map((days) => addDays(date, days)).find((day) => !isPlanned(day))
  if (!take) return []
  return taken(
    { kind: 'swap', child: child.id, give: date, take, careType: oneType(child, random) },
    date,
    random,
  )
}

function freeDay(date: IsoDate, child: Child, random: Random): Ask {
  const kind = random.chance(0.5) ? 'credit-day' : 'extra'
  return { kind, child: child.id, date, careType: oneType(child, random) }
}

/** Seven in ten are reported in time. */
function absence(date: IsoDate, { id: child }: Child, random: Random): Event {
  const time = random.chance(0.7) ? clock(6, 7, random) : clock(8, 10, random)
  return { asking: askedOn(date, time, { kind: 'absence', child, date }), answer: undefined }
}

/** Asked three days to three weeks ahead; the last days' requests are still open, one in ten that were granted is taken back. */
function taken(ask: Ask, date: IsoDate, random: Random): readonly Event[] {
  const day = addDays(date, -3 - random.below(18))
  const asking = askedOn(day, clock(8, 22, random), ask)
  const answer = random.chance(0.12) ? 'declined' : 'granted'
  if (asking.at.today >= addDays(TODAY, -3)) return [{ asking, answer: undefined }]
  const event = { asking, answer } as const
  const cancelled = answer === 'granted' && date < TODAY && random.chance(0.1)
  return cancelled ? [event, cancellation(ask, random)] : [event]
}

function cancellation(ask: Ask, random: Random): Event {
  const date = ask.kind === 'swap' ? ask.take : ask.date
  const day = addDays(date, -2)
  const cancel: Ask = {
    kind: 'cancel',
    child: ask.child,
    date,
    ...(ask.kind !== 'cancel' && ask.careType && { careType: ask.careType }),
  }
  return { asking: askedOn(day, clock(8, 22, random), cancel), answer: undefined }
}

/** Nothing of the past was asked today or later. */
function askedOn(day: IsoDate, time: string, ask: Ask): Asking {
  const yesterday = addDays(TODAY, -1)
  return { ask, at: momentAtWall(`${day < yesterday ? day : yesterday}T${time}`), by: 'guardian' }
}

/** A time from one hour up to, but not including, another. */
export function clock(from: number, until: number, random: Random): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(from + random.below(until - from))}:${two(random.below(60))}`
}

/** One of the child's care types. */
export function oneType({ contracts }: Child, random: Random): CareType {
  return random.pick(contracts.map(({ careType }) => careType))
}

function isWeekend(date: IsoDate): boolean {
  return ['sat', 'sun'].includes(weekdayOf(date))
}
