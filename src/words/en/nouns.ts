import type {
  CareLabel,
  CareType,
  DayFacts,
  IsoDate,
  PublicHoliday,
  WallMoment,
  WallTime,
} from '../../rules/index.ts'
import { dayAndTime, enumeration, longDay } from '../format.ts'

const CARE_TYPES: Readonly<Record<CareType, string>> = {
  KDV: 'day care',
  peuter: 'playgroup',
  VSO: 'before-school care',
  NSO: 'after-school care',
  BSO: 'out-of-school care',
  TSO: 'lunch-break care',
}

const PUBLIC_HOLIDAYS: Readonly<Record<PublicHoliday, string>> = {
  'new-year': "New Year's Day",
  'good-friday': 'Good Friday',
  'easter-monday': 'Easter Monday',
  'kings-day': "King's Day",
  'liberation-day': 'Liberation Day',
  'liberation-day-lustrum': 'Liberation Day',
  ascension: 'Ascension Day',
  'whit-monday': 'Whit Monday',
  'christmas-day': 'Christmas Day',
  'boxing-day': 'Boxing Day',
}

export function day(date: IsoDate): string {
  return longDay(date, 'en-GB')
}

export function days(dates: readonly IsoDate[]): string {
  return list(dates.map(day))
}

export function clock(time: WallTime): string {
  return time
}

export function moment(at: WallMoment): string {
  const { date, time } = dayAndTime(at)
  return `${day(date)} at ${time}`
}

export function careType(type: CareType): string {
  return CARE_TYPES[type]
}

export function careTypes(types: readonly CareType[]): string {
  return list([...new Set(types)].map(careType))
}

export function care(labels: readonly CareLabel[]): string {
  return list(
    labels.map((label) => {
      const [type, span = ''] = label.split(' ')
      return `${careType(type as CareType)} from ${span.replace('-', ' to ')}`
    }),
  )
}

/** Why the location is closed, as the end of a sentence. */
export function closed(facts: DayFacts): string {
  switch (facts.closedBy) {
    case 'nothing':
      return 'the location is open'
    case 'weekend':
      return 'the location is closed at the weekend'
    case 'public-holiday':
      return `the location is closed (${PUBLIC_HOLIDAYS[facts.name]})`
    case 'closure':
      return `the location is closed (${facts.name})`
  }
}

function list(parts: readonly string[]): string {
  return enumeration(parts, 'and')
}
