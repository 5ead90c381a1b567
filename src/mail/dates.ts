import type { IsoDate, WallMoment } from '../rules/time.ts'
import type { Language } from './letter.ts'

// A day has no zone: it is written and read back in UTC, so the machine's own zone can't move it.
const DAY: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  nl: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'full', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }),
}

const AT: Readonly<Record<Language, (day: string, time: string) => string>> = {
  nl: (day, time) => `${day}, ${time} uur`,
  en: (day, time) => `${day} at ${time}`,
}

/** `maandag 16 maart 2026`. Runtimes differ on a comma after the English weekday: none here. */
export function dayInWords(date: IsoDate, language: Language): string {
  return DAY[language].format(new Date(`${date}T00:00:00Z`)).replace(',', '')
}

/** `maandag 16 maart 2026, 10:15 uur`; seconds are left off. */
export function momentInWords(moment: WallMoment, language: Language): string {
  return AT[language](dayInWords(dayOf(moment), language), moment.slice(11, 16))
}

export function dayOf(moment: WallMoment): IsoDate {
  return moment.slice(0, 10) as IsoDate
}
