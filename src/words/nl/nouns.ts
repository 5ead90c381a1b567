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
  'liberation-day-lustrum': 'Bevrijdingsdag',
  ascension: 'Hemelvaartsdag',
  'whit-monday': 'tweede pinksterdag',
  'christmas-day': 'eerste kerstdag',
  'boxing-day': 'tweede kerstdag',
}

export function day(date: IsoDate): string {
  return longDay(date, 'nl-NL')
}

export function days(dates: readonly IsoDate[]): string {
  return list(dates.map(day))
}

export function clock(time: WallTime): string {
  return `${time} uur`
}

export function moment(at: WallMoment): string {
  const { date, time } = dayAndTime(at)
  return `${day(date)} om ${time} uur`
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

function list(parts: readonly string[]): string {
  return enumeration(parts, 'en')
}
