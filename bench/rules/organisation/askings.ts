import {
  type Ask,
  type Asking,
  type AskKind,
  addDays,
  type Child,
  careOn,
  dateTaken,
  type IsoDate,
  isOpen,
  isTaking,
  locationOf,
  momentAtWall,
  type Policy,
  type World,
} from '../../../src/rules/index.ts'
import { clock, oneType } from './events.ts'
import { TODAY } from './places.ts'
import { type Random, randomFrom } from './random.ts'

/** What is asked most is listed most. */
const KINDS: readonly AskKind[] = [
  ...Array<AskKind>(9).fill('absence'),
  ...Array<AskKind>(4).fill('extra'),
  ...Array<AskKind>(3).fill('swap'),
  ...Array<AskKind>(3).fill('credit-day'),
  'cancel',
]

/** How well the guardians know the rules: in this share of asks the day is one that suits. */
const SUITING = 0.85

/** Times at which some limit lies exactly, and the second before the earliest report that earns nothing. */
const EDGES = ['07:00', '07:29:59', '07:30', '14:30']

/** Asks of one week by day and by night, most of them sensible, the same in every run. */
export function makeAskings(world: World, count: number, policy: Policy): readonly Asking[] {
  const random = randomFrom(2_605)
  const children = [...world.children.values()]
  const taken = comingRequests(world)
  return Array.from({ length: count }, () => {
    const today = addDays(TODAY, random.below(7))
    const kind = random.pick(KINDS)
    if (kind === 'cancel') return cancelling(random.pick(taken), today, random)
    const child = random.pick(children)
    return askedOn(today, askOf(kind, child, today, daysOf(child, world, policy), random), random)
  })
}

interface Days {
  readonly planned: (date: IsoDate) => boolean
  readonly free: (date: IsoDate) => boolean
}

/** What a guardian sees in the child's calendar. */
function daysOf(child: Child, world: World, policy: Policy): Days {
  const planned = (date: IsoDate) => careOn(child, date, world, policy).length > 0
  const [location] = child.contracts.map(({ group }) => locationOf(world, group))
  const free = (date: IsoDate) => !planned(date) && location !== undefined && isOpen(date, location, policy)
  return { planned, free }
}

/** Days taken that are still to come and were not turned down. */
function comingRequests({ requests }: World): readonly Ask[] {
  return requests
    .filter(({ state }) => state === 'open' || state === 'granted')
    .map(({ ask }) => ask)
    .filter((ask) => isTaking(ask) && dateTaken(ask) > TODAY)
}

/** Three in ten think of it on the day before. */
function cancelling(ask: Ask, today: IsoDate, random: Random): Asking {
  const taken = ask.kind === 'swap' ? ask.take : ask.date
  const date = random.chance(SUITING) ? taken : addDays(taken, 1)
  const day = random.chance(0.3) ? addDays(taken, -1) : today
  return askedOn(day, { kind: 'cancel', child: ask.child, date }, random)
}

function askOf(
  kind: Exclude<AskKind, 'cancel'>,
  child: Child,
  today: IsoDate,
  { planned, free }: Days,
  random: Random,
): Ask {
  const careType = oneType(child, random)
  const named = random.chance(0.9) ? { child: child.id, careType } : { child: child.id }
  switch (kind) {
    case 'absence': {
      const date = someDay(today, 0, random.chance(0.5) ? 1 : 14, planned, random)
      const ask = { kind, child: child.id, date } as const
      return random.chance(0.1) ? { ...ask, time: { from: '12:00', until: '18:30' } } : ask
    }
    case 'swap': {
      const give = someDay(today, 1, 21, planned, random)
      return { kind, ...named, give, take: someDay(today, 1, 28, free, random) }
    }
    case 'extra':
    case 'credit-day':
      return { kind, ...named, date: someDay(today, 2, 33, free, random) }
  }
}

/** The first day that suits from some day on or, when the guardian did not look, that day itself. */
function someDay(
  today: IsoDate,
  from: number,
  until: number,
  suits: (date: IsoDate) => boolean,
  random: Random,
): IsoDate {
  const date = addDays(today, from + random.below(until - from))
  if (!random.chance(SUITING)) return date
  return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(date, days)).find(suits) ?? date
}

/** Staff enter one in twenty, and some forget the reason. */
function askedOn(today: IsoDate, ask: Ask, random: Random): Asking {
  const time = random.chance(0.3) ? random.pick(EDGES) : clock(6, 23, random)
  const at = momentAtWall(`${today}T${time}`)
  if (!random.chance(0.05)) return { ask, at, by: 'guardian' }
  return random.chance(0.8) ? { ask, at, by: 'staff', because: 'guardian phoned' } : { ask, at, by: 'staff' }
}
