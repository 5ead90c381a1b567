import type {
  AskKind,
  CareLabel,
  CareType,
  DayFacts,
  Days,
  IsoDate,
  MonthDay,
  PublicHoliday,
  WallMoment,
  WallTime,
  Weekday,
} from '../../rules/index.ts'
import { counted, dayAndTime, dayOfYear, enumeration, longDay } from '../format.ts'

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
  'liberation-day-lustrum': 'Liberation Day once in five years',
  ascension: 'Ascension Day',
  'whit-monday': 'Whit Monday',
  'christmas-day': 'Christmas Day',
  'boxing-day': 'Boxing Day',
}

const WEEKDAYS: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

/** What is asked for: as the subject of a sentence, one, and several. */
const ASKS: Readonly<
  Record<AskKind, { readonly asked: string; readonly one: string; readonly more: string }>
> = {
  absence: { asked: 'reporting absent', one: 'absence', more: 'absences' },
  swap: { asked: 'a swap', one: 'swap', more: 'swaps' },
  extra: { asked: 'an extra day', one: 'extra day', more: 'extra days' },
  'credit-day': { asked: 'a credit day', one: 'credit day', more: 'credit days' },
  cancel: { asked: 'cancelling', one: 'cancellation', more: 'cancellations' },
}

export function day(date: IsoDate): string {
  return longDay(date, 'en-GB')
}

export function days(dates: readonly IsoDate[]): string {
  return list([...new Set(dates)].map(day))
}

/** Days of which both ends are included, for instance `up to and including Friday 6 March 2026`. */
export function period({ from, until }: Days): string {
  if (from && until) return `from ${day(from)} up to and including ${day(until)}`
  if (from) return `from ${day(from)} on`
  return until ? `up to and including ${day(until)}` : 'on any date'
}

export function monthDay(date: MonthDay): string {
  return dayOfYear(date, 'en-GB')
}

export function weekday(name: Weekday): string {
  return WEEKDAYS[name]
}

export function asked(kind: AskKind): string {
  return ASKS[kind].asked
}

export function countedAsks(count: number, kind: AskKind): string {
  const { one, more } = ASKS[kind]
  return counted(count, one, more)
}

export function asks(kind: AskKind): string {
  return ASKS[kind].more
}

export function publicHolidays(names: readonly PublicHoliday[]): string {
  return list(names.map((name) => PUBLIC_HOLIDAYS[name]))
}

export function clock(time: WallTime): string {
  return time
}

export function moment(at: WallMoment): string {
  const { date, time } = dayAndTime(at)
  return `${day(date)} at ${time}`
}

/** A moment, or the day when it is the beginning of one. */
export function dayOrMoment(at: WallMoment): string {
  return at.endsWith('T00:00:00') ? day(dayAndTime(at).date) : moment(at)
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

export function list(parts: readonly string[]): string {
  return enumeration(parts, 'and')
}

export function anyOf(parts: readonly string[]): string {
  return enumeration(parts, 'or')
}
