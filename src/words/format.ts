import { Temporal } from 'temporal-polyfill'
import type { IsoDate, MonthDay, WallMoment } from '../rules/index.ts'

export type Locale = 'nl-NL' | 'en-GB'

const LONG_DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const

/** A day in full, for instance `vrijdag 6 maart 2026`. Runtimes differ on a comma after the English weekday: none here. */
export function longDay(date: IsoDate, locale: Locale): string {
  return Temporal.PlainDate.from(date).toLocaleString(locale, LONG_DAY).replace(',', '')
}

/** A day of any year, for instance `24 december`. A leap year, so that 29 February is one. */
export function dayOfYear(day: MonthDay, locale: Locale): string {
  return Temporal.PlainDate.from(`2000-${day}`).toLocaleString(locale, { day: 'numeric', month: 'long' })
}

/** Day and time of a moment; the seconds only when there are any. */
export function dayAndTime(moment: WallMoment): { readonly date: IsoDate; readonly time: string } {
  const [date, time = ''] = moment.split('T')
  return { date: date as IsoDate, time: time.replace(/:00$/, '') }
}

/** The parts as one enumeration, for instance `a, b and c`. */
export function enumeration(parts: readonly string[], and: string): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`
}

/** `1 place`, `2 places`. */
export function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}

/** A number with two decimals at most, for instance `2,5`. */
export function decimal(value: number, locale: Locale): string {
  return value.toLocaleString(locale, { maximumFractionDigits: 2, useGrouping: false })
}

/** Whole hours and what is left in minutes, for instance of 630: 10 and 30. */
export function hoursAndMinutes(minutes: number): { readonly hours: number; readonly minutes: number } {
  const whole = Math.round(minutes)
  return { hours: Math.floor(whole / 60), minutes: whole % 60 }
}

/** The text with a capital, as the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The end of a range of moments: a whole day, up to a moment, or before one where it ends a second earlier. */
export type LastMoment =
  | { readonly day: IsoDate }
  | { readonly upTo: WallMoment }
  | { readonly before: WallMoment }

/** The last second of a day or a minute is read as the end of it, for instance `07:29:59` as before `07:30`. */
export function lastMoment(moment: WallMoment): LastMoment {
  if (moment.endsWith('T23:59:59')) return { day: dayAndTime(moment).date }
  if (!moment.endsWith(':59')) return { upTo: moment }
  const next = Temporal.PlainDateTime.from(moment).add({ seconds: 1 })
  return { before: next.toString({ smallestUnit: 'second' }) as WallMoment }
}
