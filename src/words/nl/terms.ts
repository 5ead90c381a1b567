import type { Ahead, Deadline, DecisionDay, Exchange, Length, Period } from '../../rules/index.ts'
import { length } from './amounts.ts'
import { careTypes, clock, weekday } from './nouns.ts'

export const PERIODS: Readonly<Record<Period, string>> = {
  week: 'de week',
  month: 'de maand',
  year: 'het kalenderjaar',
}

export function ahead(value: Ahead): string {
  return 'same' in value
    ? `alleen in ${PERIODS[value.same]} van het vragen`
    : `hooguit ${length(value)} vooruit`
}

/** The last moment for care on a day, as a part of a sentence. */
export function deadline(value: Deadline): string {
  switch (value.kind) {
    case 'clock':
      return `vóór ${clock(value.time)} op ${dayBefore(value.before)}`
    case 'weekday':
      return `vóór ${weekday(value.weekday)} ${clock(value.time)} in ${weekBefore(value.weeksBefore)}`
    case 'hours':
      return hoursBefore(value)
    case 'days':
      return daysBefore(value)
  }
}

export function decisionDay(value: DecisionDay): string {
  if (value.kind === 'length') return `vanaf ${length(value.length)} voor de dag`
  return `vanaf dag ${value.dayOfMonth} van ${monthBefore(value.monthsBefore)}`
}

/** Between which kinds of care, as a part of a sentence. */
export function exchange(value: Exchange): string {
  if (value === 'any') return 'tussen alle soorten opvang'
  if (value === 'same') return 'alleen binnen dezelfde soort opvang'
  return ['binnen dezelfde soort opvang', ...value.map((set) => `tussen ${careTypes(set)}`)].join(', en ')
}

function hoursBefore({ hours, before, exactly }: Extract<Deadline, { kind: 'hours' }>): string {
  const start = before === 'care' ? 'de opvang begint' : 'de dag begint'
  if (hours === 0) return exactly ? `op zijn laatst als ${start}` : `voordat ${start}`
  return `${least(exactly)} ${hours} uur voordat ${start}`
}

function daysBefore({ length: long, exactly }: Extract<Deadline, { kind: 'days' }>): string {
  if (long.count === 0) return exactly ? 'op zijn laatst op de dag zelf' : 'op zijn laatst de dag ervoor'
  return `${least(exactly)} ${length(long)} ervoor`
}

function least(exactly: boolean): string {
  return exactly ? 'minstens' : 'meer dan'
}

function dayBefore({ count, unit }: Length): string {
  if (count === 0) return 'de dag zelf'
  return count === 1 && unit === 'days'
    ? 'de dag ervoor'
    : `de dag die ${length({ count, unit })} eerder valt`
}

function weekBefore(weeks: number): string {
  if (weeks === 0) return 'dezelfde week'
  return weeks === 1 ? 'de week ervoor' : `de week die ${weeks} weken eerder valt`
}

function monthBefore(months: number): string {
  if (months === 0) return 'dezelfde maand'
  return months === 1 ? 'de maand ervoor' : `de maand die ${months} maanden eerder valt`
}
