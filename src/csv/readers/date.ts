import { Temporal } from 'temporal-polyfill'
import type { IsoDate } from '../../rules/time.ts'
import type { Reader } from '../column.ts'

const OLDEST_YEARS = 13

/** A day as dd-mm-yyyy, d-m-yyyy or yyyy-mm-dd, or undefined when it is written otherwise or does not exist. */
export function parseDate(text: string): IsoDate | undefined {
  const dutch = /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>[1-9]\d{3})$/.exec(text)
  const iso = /^(?<year>[1-9]\d{3})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text)
  const parts = (dutch ?? iso)?.groups
  if (!parts) return undefined
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return `${year}-${pad(month)}-${pad(day)}` as IsoDate
}

/** Day 0 of the next month; by Temporal it takes half the time of reading a file. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

export const date: Reader<IsoDate> = (cell) => {
  const value = parseDate(cell)
  return value === undefined ? { fault: 'invalid-date' } : { value }
}

/** Not after today, and at most 13 years before it: 13 years to the day is right. */
export const birthDate: Reader<IsoDate> = (cell, today) => {
  const born = parseDate(cell)
  if (born === undefined) return { fault: 'invalid-date' }
  return born > today || born < earliestBirth(today) ? { fault: 'birth-date-out-of-range' } : { value: born }
}

const earliest = new Map<IsoDate, string>()

/** Worked out once for each day of importing, not for each row. */
function earliestBirth(today: IsoDate): string {
  const known =
    earliest.get(today) ?? Temporal.PlainDate.from(today).subtract({ years: OLDEST_YEARS }).toString()
  earliest.set(today, known)
  return known
}
