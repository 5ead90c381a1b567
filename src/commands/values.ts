import { UserError } from '../errors.ts'
import { CARE_TYPES, type CareType, type IsoDate, isoDate, type TimeSpan, timeSpan } from '../rules/index.ts'

/** A day as people write it: 2026-03-12 or 12-03-2026. Throws a UserError that names the flag. */
export function dateOf(text: string, flag: string): IsoDate {
  const dutch = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text)
  const iso = dutch ? [dutch[3], dutch[2]?.padStart(2, '0'), dutch[1]?.padStart(2, '0')].join('-') : text
  const date = isoDate(iso)
  if (date) return date
  throw new UserError(`${flag} "${text}" is no existing day: write it as 2026-03-12 or 12-03-2026.`)
}

/** Hours of care: 07:30-13:00. Throws a UserError that names the flag. */
export function timeOf(text: string, flag: string): TimeSpan {
  const padded = text.replace(/(?<!\d)(\d):/g, '0$1:')
  const span = timeSpan(padded)
  if (span) return span
  throw new UserError(`${flag} "${text}" are no hours: write begin and end as 07:30-13:00.`)
}

/** A care type in any case. Throws a UserError that names the flag. */
export function careTypeOf(text: string, flag: string): CareType {
  const found = CARE_TYPES.find((type) => type.toLowerCase() === text.toLowerCase())
  if (found) return found
  throw new UserError(`${flag} "${text}" is no care type: choose one of ${CARE_TYPES.join(', ')}.`)
}

/** One of a few words. Throws a UserError that lists them. */
export function choiceOf<T extends string>(text: string, flag: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text)
  if (found) return found
  throw new UserError(`${flag} "${text}" is not possible: choose one of ${choices.join(', ')}.`)
}

/** A number of days; 0 is today. Throws a UserError that names the flag. */
export function daysOf(text: string, flag: string): number {
  if (/^(0|[1-9]\d{0,3})$/.test(text)) return Number(text)
  throw new UserError(`${flag} "${text}" is no number of days: write a whole number from 0 to 9999.`)
}

/** A whole number from 1. Throws a UserError that names the flag. */
export function countOf(text: string, flag: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new UserError(`${flag} "${text}" is no number: write a whole number from 1.`)
}
