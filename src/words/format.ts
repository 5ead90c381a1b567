import { Temporal } from 'temporal-polyfill'
import type { IsoDate, WallMoment } from '../rules/index.ts'

const LONG_DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const

/** A day in full, for instance `vrijdag 6 maart 2026`. Runtimes differ on a comma after the English weekday: none here. */
export function longDay(date: IsoDate, locale: 'nl-NL' | 'en-GB'): string {
  return Temporal.PlainDate.from(date).toLocaleString(locale, LONG_DAY).replace(',', '')
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
