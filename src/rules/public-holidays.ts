import type { Policy, PublicHoliday } from './policy.ts'
import { rememberFor } from './remember.ts'
import type { IsoDate } from './time.ts'
import { addDays, weekdayOf } from './time.ts'

/** Computes the day of one public holiday; undefined in a year without it. */
type HolidayDate = (year: number, easter: IsoDate) => IsoDate | undefined

const HOLIDAY_DATES: Readonly<Record<PublicHoliday, HolidayDate>> = {
  'new-year': (year) => `${year}-01-01`,
  'good-friday': (_, easter) => addDays(easter, -2),
  'easter-monday': (_, easter) => addDays(easter, 1),
  'kings-day': (year) => kingsDay(year),
  'liberation-day': (year) => `${year}-05-05`,
  'liberation-day-lustrum': (year) => (year % 5 === 0 ? `${year}-05-05` : undefined),
  ascension: (_, easter) => addDays(easter, 39),
  'whit-monday': (_, easter) => addDays(easter, 50),
  'christmas-day': (year) => `${year}-12-25`,
  'boxing-day': (year) => `${year}-12-26`,
}

/** All names that a policy may use. */
export const PUBLIC_HOLIDAYS = Object.keys(HOLIDAY_DATES) as readonly PublicHoliday[]

/** The policy's public holidays in a year (LK-10), each with its day. Two may fall on one day; the first listed names it. */
export function publicHolidaysOf(year: number, policy: Policy): ReadonlyMap<IsoDate, PublicHoliday> {
  const easter = easterSunday(year)
  const days = new Map<IsoDate, PublicHoliday>()
  for (const holiday of policy.publicHolidays) {
    const date = HOLIDAY_DATES[holiday](year, easter)
    if (date && !days.has(date)) days.set(date, holiday)
  }
  return days
}

/** The public holiday that the policy closes on that day, or undefined. */
export function publicHolidayOn(date: IsoDate, policy: Policy): PublicHoliday | undefined {
  return holidaysOfYear(policy, Number(date.slice(0, 4))).get(date)
}

const holidaysOfYear = rememberFor((policy: Policy, year: number) => publicHolidaysOf(year, policy))

function kingsDay(year: number): IsoDate {
  return weekdayOf(`${year}-04-27`) === 'sun' ? `${year}-04-26` : `${year}-04-27`
}

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher; the letters are those of the published method). */
function easterSunday(year: number): IsoDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  const day = (h + l - 7 * m + 33 * month + 19) % 32
  return `${year}-${twoDigits(month)}-${twoDigits(day)}` as IsoDate
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
