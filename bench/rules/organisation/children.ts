import {
  addDays,
  type CareType,
  type Child,
  type Contract,
  type Group,
  type IsoDate,
  type TimeSpan,
  type Weekday,
} from '../../../src/rules/index.ts'
import { TODAY } from './places.ts'
import type { Random } from './random.ts'

/** Half of them in day care, half after school. */
export const CHILDREN_OF_LOCATION = 100

const YEAR = 365

const HOURS: Partial<Record<CareType, TimeSpan>> = {
  KDV: { from: '07:30', until: '18:30' },
  VSO: { from: '07:00', until: '08:30' },
  NSO: { from: '14:30', until: '18:30' },
}

/** Monday, Tuesday and Thursday are the days that everybody wants. */
const WEEKS: readonly (readonly Weekday[])[] = [
  ['mon', 'tue'],
  ['mon', 'thu'],
  ['tue', 'thu'],
  ['mon', 'tue', 'thu'],
  ['wed', 'fri'],
  ['tue', 'wed', 'thu'],
  ['thu', 'fri'],
  ['mon', 'tue', 'wed', 'thu'],
]

/** The children of one location, spread over its groups. */
export function makeChildren(groups: readonly Group[], random: Random): readonly Child[] {
  return Array.from({ length: CHILDREN_OF_LOCATION }, (_, at) => {
    const id = `${groups[0]?.location}/child-${at}`
    const younger = at < CHILDREN_OF_LOCATION / 2
    return younger ? inDayCare(id, at, groups, random) : atSchool(id, at, groups, random)
  })
}

function inDayCare(id: string, at: number, groups: readonly Group[], random: Random): Child {
  const age = 150 + random.below(3.6 * YEAR)
  const born = addDays(TODAY, -age)
  const group = groupFor('KDV', at, groups)
  return { id, born, contracts: [makeContract(group, addDays(born, 100), 52, random.pick(WEEKS))] }
}

/** One in four comes before school too, on the same days. */
function atSchool(id: string, at: number, groups: readonly Group[], random: Random): Child {
  const sinceFourth = 30 + random.below(7 * YEAR)
  const from = addDays(TODAY, -Math.min(sinceFourth, 4 * YEAR))
  const days = random.pick(WEEKS)
  const weeks = random.chance(0.3) ? 40 : 52
  const careTypes: readonly CareType[] = at % 4 === 0 ? ['VSO', 'NSO'] : ['NSO']
  const contracts = careTypes.map((type) => makeContract(groupFor(type, at, groups), from, weeks, days))
  return { id, born: addDays(TODAY, -sinceFourth - 4 * YEAR - 1), contracts }
}

function groupFor(careType: CareType, at: number, groups: readonly Group[]): Group {
  const fitting = groups.filter((group) => group.careType === careType)
  return fitting[at % fitting.length] as Group
}

function makeContract(group: Group, from: IsoDate, weeks: number, days: readonly Weekday[]): Contract {
  const { id, careType } = group
  const span = HOURS[careType] as TimeSpan
  const hours = Object.fromEntries(days.map((day) => [day, span]))
  return { group: id, careType, from, weeks, kind: 'fixed', days: hours }
}
