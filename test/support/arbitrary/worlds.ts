import fc from 'fast-check'
import { addDays, type IsoDate, type WallTime } from '../../../src/rules/time.ts'
import type { Child, Closure, Contract, Group, Location, World } from '../../../src/rules/world.ts'
import { daysFrom, maybe, spans, withoutGaps } from './days.ts'

/** Few children in few groups, so that they meet. */
export const CHILDREN = ['Femke', 'Daan', 'Sem'] as const

const GROUPS = [
  { id: 'Vlinders', careType: 'KDV', location: 'Lelie' },
  { id: 'Bijen', careType: 'KDV', location: 'Roos' },
  { id: 'Spechten', careType: 'VSO', location: 'Lelie' },
  { id: 'Uilen', careType: 'NSO', location: 'Lelie' },
  { id: 'Dassen', careType: 'BSO', location: 'Lelie' },
] as const

export const GROUP_IDS = GROUPS.map(({ id }) => id)

function closuresAfter(start: IsoDate): fc.Arbitrary<Closure> {
  const ends = maybe(fc.constantFrom<WallTime[]>('10:00', '13:00', '15:00'))
  return fc
    .record({ date: daysFrom(start, 3, 21), name: fc.constant('Studiedag'), from: ends, until: ends })
    .filter(({ from, until }) => !from || !until || from < until)
    .map((closure) => withoutGaps(closure))
}

function locationsAfter(id: string, start: IsoDate): fc.Arbitrary<Location> {
  const holiday = fc
    .tuple(daysFrom(start, 10, 21), fc.integer({ min: 0, max: 14 }))
    .map(([from, days]) => ({ from, until: addDays(from, days), name: 'Vakantie' }))
  return fc.record({
    id: fc.constant(id),
    closures: fc.array(closuresAfter(start), { maxLength: 4 }),
    schoolHolidays: fc.array(holiday, { maxLength: 2 }),
  })
}

function groupsAfter(group: (typeof GROUPS)[number], start: IsoDate): fc.Arbitrary<Group> {
  const perDay = <T>(values: fc.Arbitrary<T>) =>
    maybe(
      fc
        .array(fc.tuple(daysFrom(start, 0, 14), values), { minLength: 5, maxLength: 10 })
        .map((days): Readonly<Record<IsoDate, T>> => Object.fromEntries(days)),
    )
  return fc
    .record({
      places: fc.constantFrom(undefined, undefined, 'unknown' as const, 2, 3),
      occupied: perDay(fc.integer({ min: 0, max: 4 })),
      ages: perDay(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 })),
      staff: perDay(fc.integer({ min: 0, max: 4 })),
    })
    .map((known) => ({ ...group, ...withoutGaps(known) }))
}

function contractsAround(start: IsoDate): fc.Arbitrary<Contract> {
  const days = fc.record({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans }, { requiredKeys: [] })
  return fc
    .record({
      group: fc.constantFrom(...GROUPS),
      from: daysFrom(start, 500, 5),
      until: maybe(daysFrom(start, 20, 60)),
      weeks: fc.constantFrom(40, 46, 52),
      kind: fc.constantFrom('fixed', 'flexible'),
      days,
    })
    .filter(({ from, until }) => !until || from <= until)
    .map(({ group, ...contract }) => ({
      ...withoutGaps(contract),
      group: group.id,
      careType: group.careType,
    }))
}

function childrenAround(id: string, start: IsoDate): fc.Arbitrary<Child> {
  return fc.record({
    id: fc.constant(id),
    born: daysFrom(start, 3000, -100),
    contracts: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(contractsAround(start)) },
      fc.array(contractsAround(start), { maxLength: 3 }),
    ),
    secondGroups: fc.subarray(GROUP_IDS, { maxLength: 2 }),
  })
}

/** A world without a past, around a day. */
export function worldsAround(start: IsoDate): fc.Arbitrary<World> {
  return fc
    .tuple(
      fc.tuple(...['Lelie', 'Roos'].map((id) => locationsAfter(id, start))),
      fc.tuple(...GROUPS.map((group) => groupsAfter(group, start))),
      fc.tuple(...CHILDREN.map((id) => childrenAround(id, start))),
    )
    .map(([locations, groups, children]) => ({
      locations: byId(locations),
      groups: byId(groups),
      children: byId(children),
      requests: [],
      credits: [],
    }))
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}

/** The world with one child more, of a location of its own, with a past of its own. */
export function withStranger(world: World): World {
  const location = { id: 'Elders', closures: [], schoolHolidays: [] }
  const group: Group = { id: 'Egels', careType: 'KDV', location: location.id, places: 0 }
  const [femke] = world.children.values()
  const contracts = (femke?.contracts ?? []).map((contract) => ({ ...contract, group: group.id }))
  const child: Child = { id: 'Guus', born: '2024-02-29', contracts }
  return {
    locations: new Map([[location.id, location], ...world.locations]),
    groups: new Map([[group.id, group], ...world.groups]),
    children: new Map([[child.id, child], ...world.children]),
    requests: world.requests.flatMap((one) => [
      one,
      { ...one, id: `${one.id} too`, ask: { ...one.ask, child: child.id } },
    ]),
    credits: world.credits.flatMap((one) => [one, { ...one, id: `${one.id} too`, child: child.id }]),
  }
}
