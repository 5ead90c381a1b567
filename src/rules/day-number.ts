import { remember } from './remember.ts'
import type { IsoDate } from './time.ts'

/** From 1 March of the year 0, with which the count begins, to 1 January 1970. */
const EPOCH = 719_468

/** The mean over the 400 years after which the calendar repeats itself. */
const DAYS_IN_YEAR = 365.2425

/** Days since 1 January 1970 in the Gregorian calendar; negative before. */
export const dayNumber: (date: IsoDate) => number = remember(numberOf)

/** The day of that number: the reverse of `dayNumber`, for the years 0 to 9999. */
export const dateOfNumber: (number: number) => IsoDate = remember(dateOf)

function numberOf(date: IsoDate): number {
  const month = Number(date.slice(5, 7))
  const year = yearFromMarch(Number(date.slice(0, 4)), month)
  const sinceMarch = daysBeforeMonth((month + 9) % 12) + Number(date.slice(8, 10)) - 1
  return daysBeforeYear(year) + sinceMarch - EPOCH
}

function dateOf(number: number): IsoDate {
  const day = number + EPOCH
  const year = yearOfDay(day)
  const inYear = day - daysBeforeYear(year)
  const fromMarch = Math.floor((5 * inYear + 2) / 153)
  const month = ((fromMarch + 2) % 12) + 1
  return isoText(fromMarch < 10 ? year : year + 1, month, inYear - daysBeforeMonth(fromMarch) + 1)
}

/** Years are counted from March, so that the leap day is the last day of its year. */
function yearFromMarch(year: number, month: number): number {
  return month > 2 ? year : year - 1
}

/** The mean is at most two days off, so the first guess can only be too late. */
function yearOfDay(day: number): number {
  let year = Math.floor(day / DAYS_IN_YEAR) + 1
  while (daysBeforeYear(year) > day) year -= 1
  return year
}

function daysBeforeYear(year: number): number {
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
}

/** Of a year that begins in March; its months of 31, 30, 31, 30, 31 days come twice and a bit. */
function daysBeforeMonth(fromMarch: number): number {
  return Math.floor((153 * fromMarch + 2) / 5)
}

function isoText(year: number, month: number, day: number): IsoDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as IsoDate
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
