import {
  addDays,
  type CareType,
  type Group,
  type IsoDate,
  type Location,
  weekdayOf,
} from '../../../src/rules/index.ts'
import type { Random } from './random.ts'

/** The first day of the asks; all of the past lies before it. A Monday. */
export const TODAY: IsoDate = '2026-03-02'

/** So far ahead is known who works. */
const STAFF_DAYS = 45

const GROUPS_OF_LOCATION: readonly CareType[] = ['KDV', 'KDV', 'KDV', 'VSO', 'NSO', 'NSO']

/** Most children, and staff on a usual day, by care type. */
const SIZES: Partial<Record<CareType, { readonly places: number; readonly staff: number }>> = {
  KDV: { places: 12, staff: 3 },
  VSO: { places: 12, staff: 2 },
  NSO: { places: 16, staff: 2 },
}

/** A location with a whole day and a part of a day on which it is closed while the asks come in. */
export function makeLocation(id: string): Location {
  return {
    id,
    closures: [
      { date: '2025-10-10', name: 'study day' },
      { date: '2026-03-20', name: 'study day' },
      { date: '2026-03-27', name: 'early end', from: '13:00' },
    ],
    schoolHolidays: [
      { from: '2025-10-18', until: '2025-10-26', name: 'autumn' },
      { from: '2025-12-20', until: '2026-01-04', name: 'winter' },
      { from: '2026-02-14', until: '2026-02-22', name: 'spring' },
    ],
  }
}

/** The six groups of a location. Staff and children who are only counted are known on some days. */
export function makeGroups(location: Location, random: Random): readonly Group[] {
  return GROUPS_OF_LOCATION.map((careType, at) => {
    const { places, staff } = SIZES[careType] ?? { places: 16, staff: 2 }
    const known = comingDays().filter(() => random.chance(0.9))
    const counted = known.filter(() => random.chance(0.15))
    return {
      id: `${location.id}/${careType}-${at}`,
      location: location.id,
      careType,
      places: random.chance(0.04) ? 'unknown' : places,
      staff: Object.fromEntries(known.map((date) => [date, random.chance(0.1) ? staff - 1 : staff])),
      occupied: Object.fromEntries(counted.map((date) => [date, 1])),
      ages: Object.fromEntries(
        counted.filter(() => random.chance(0.8)).map((date) => [date, oneChildOf(careType)]),
      ),
    }
  })
}

function comingDays(): readonly IsoDate[] {
  return Array.from({ length: STAFF_DAYS }, (_, ahead) => addDays(TODAY, ahead)).filter(
    (date) => !['sat', 'sun'].includes(weekdayOf(date)),
  )
}

/** Counts by age, from 0 on: a baby in day care, or a child of five. */
function oneChildOf(careType: CareType): readonly number[] {
  return careType === 'KDV' ? [1] : [0, 0, 0, 0, 0, 1]
}
