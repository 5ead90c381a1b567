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
  KDV: 'dagopvang',
  peuter: 'peuteropvang',
  VSO: 'voorschoolse opvang',
  NSO: 'naschoolse opvang',
  BSO: 'buitenschoolse opvang',
  TSO: 'tussenschoolse opvang',
}

const PUBLIC_HOLIDAYS: Readonly<Record<PublicHoliday, string>> = {
  'new-year': 'Nieuwjaarsdag',
  'good-friday': 'Goede Vrijdag',
  'easter-monday': 'tweede paasdag',
  'kings-day': 'Koningsdag',
  'liberation-day': 'Bevrijdingsdag',
  'liberation-day-lustrum': 'Bevrijdingsdag in een lustrumjaar',
  ascension: 'Hemelvaartsdag',
  'whit-monday': 'tweede pinksterdag',
  'christmas-day': 'eerste kerstdag',
  'boxing-day': 'tweede kerstdag',
}

const WEEKDAYS: Readonly<Record<Weekday, string>> = {
  mon: 'maandag',
  tue: 'dinsdag',
  wed: 'woensdag',
  thu: 'donderdag',
  fri: 'vrijdag',
  sat: 'zaterdag',
  sun: 'zondag',
}

/** What is asked for: as the subject of a sentence, one, and several. */
const ASKS: Readonly<
  Record<AskKind, { readonly asked: string; readonly one: string; readonly more: string }>
> = {
  absence: { asked: 'afmelden', one: 'afmelding', more: 'afmeldingen' },
  swap: { asked: 'ruilen', one: 'ruildag', more: 'ruildagen' },
  extra: { asked: 'een extra dag', one: 'extra dag', more: 'extra dagen' },
  'credit-day': { asked: 'een dag met tegoed', one: 'dag met tegoed', more: 'dagen met tegoed' },
  cancel: { asked: 'afzeggen', one: 'afzegging', more: 'afzeggingen' },
}

export function day(date: IsoDate): string {
  return longDay(date, 'nl-NL')
}

export function days(dates: readonly IsoDate[]): string {
  return list([...new Set(dates)].map(day))
}

/** Days of which both ends are included, for instance `tot en met vrijdag 6 maart 2026`. */
export function period({ from, until }: Days): string {
  if (from && until) return `van ${day(from)} tot en met ${day(until)}`
  if (from) return `vanaf ${day(from)}`
  return until ? `tot en met ${day(until)}` : 'op elke datum'
}

export function monthDay(date: MonthDay): string {
  return dayOfYear(date, 'nl-NL')
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
  return `${time} uur`
}

export function moment(at: WallMoment): string {
  const { date, time } = dayAndTime(at)
  return `${day(date)} om ${time} uur`
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
      return `${careType(type as CareType)} van ${span.replace('-', ' tot ')} uur`
    }),
  )
}

/** Why the location is closed, as the end of a sentence. */
export function closed(facts: DayFacts): string {
  switch (facts.closedBy) {
    case 'nothing':
      return 'de locatie is open'
    case 'weekend':
      return 'in het weekend is de locatie dicht'
    case 'public-holiday':
      return `de locatie is dicht (${PUBLIC_HOLIDAYS[facts.name]})`
    case 'closure':
      return `de locatie is dicht (${facts.name})`
  }
}

export function list(parts: readonly string[]): string {
  return enumeration(parts, 'en')
}

export function anyOf(parts: readonly string[]): string {
  return enumeration(parts, 'of')
}
