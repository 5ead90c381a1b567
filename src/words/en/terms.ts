import type { Ahead, Deadline, DecisionDay, Exchange, Length, Period } from '../../rules/index.ts'
import { counted } from '../format.ts'
import { length } from './amounts.ts'
import { careTypes, clock, weekday } from './nouns.ts'

export const PERIODS: Readonly<Record<Period, string>> = {
  week: 'the week',
  month: 'the month',
  year: 'the calendar year',
}

export function ahead(value: Ahead): string {
  return 'same' in value ? `only within ${PERIODS[value.same]} of asking` : `at most ${length(value)} ahead`
}

/** The last moment for care on a day, as a part of a sentence. */
export function deadline(value: Deadline): string {
  switch (value.kind) {
    case 'clock':
      return `before ${clock(value.time)} on ${dayBefore(value.before)}`
    case 'weekday':
      return `before ${clock(value.time)} on the ${weekday(value.weekday)} of ${weekBefore(value.weeksBefore)}`
    case 'hours':
      return hoursBefore(value)
    case 'days':
      return daysBefore(value)
  }
}

export function decisionDay(value: DecisionDay): string {
  if (value.kind === 'length') return `from ${length(value.length)} before the day`
  return `from day ${value.dayOfMonth} of ${monthBefore(value.monthsBefore)}`
}

/** Between which kinds of care, as a part of a sentence. */
export function exchange(value: Exchange): string {
  if (value === 'any') return 'between all kinds of care'
  if (value === 'same') return 'only within one kind of care'
  return ['within one kind of care', ...value.map((set) => `between ${careTypes(set)}`)].join(', and ')
}

function hoursBefore({ hours, before, exactly }: Extract<Deadline, { kind: 'hours' }>): string {
  const start = before === 'care' ? 'the care starts' : 'the day begins'
  if (hours === 0) return exactly ? `no later than when ${start}` : `before ${start}`
  return `${least(exactly)} ${counted(hours, 'hour', 'hours')} before ${start}`
}

function daysBefore({ length: long, exactly }: Extract<Deadline, { kind: 'days' }>): string {
  if (long.count === 0) return exactly ? 'no later than on the day itself' : 'no later than the day before'
  return `${least(exactly)} ${length(long)} before`
}

function least(exactly: boolean): string {
  return exactly ? 'at least' : 'more than'
}

function dayBefore({ count, unit }: Length): string {
  if (count === 0) return 'the day itself'
  return count === 1 && unit === 'days' ? 'the day before' : `the day ${length({ count, unit })} earlier`
}

function weekBefore(weeks: number): string {
  if (weeks === 0) return 'the same week'
  return weeks === 1 ? 'the week before' : `the week ${weeks} weeks earlier`
}

function monthBefore(months: number): string {
  if (months === 0) return 'the same month'
  return months === 1 ? 'the month before' : `the month ${months} months earlier`
}
