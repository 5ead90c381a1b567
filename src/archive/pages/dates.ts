import type { IsoDate, WallMoment } from '../../rules/time.ts'

type Style = Intl.DateTimeFormatOptions

const DAY: Style = { dateStyle: 'long' }
const SHORT_DAY: Style = { day: 'numeric', month: 'long' }
const WEEKDAY: Style = { weekday: 'long', day: 'numeric', month: 'long' }
const MOMENT: Style = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }
const MONTH: Style = { month: 'long', year: 'numeric' }

/** Making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** `6 januari 2025` */
export const dayLabel = (date: IsoDate, locale: string) => label(`${date}T00:00`, locale, DAY)

/** `dinsdag 3 juni` */
export const weekdayLabel = (date: IsoDate, locale: string) => label(`${date}T00:00`, locale, WEEKDAY)

/** `dinsdag 3 juni om 10:15` */
export const momentLabel = (moment: WallMoment, locale: string) => label(moment, locale, MOMENT)

/** `3 juni`, and in another year than this `3 juni 2025`. */
export const shortDayLabel = (date: IsoDate, locale: string, beside: IsoDate) =>
  date.slice(0, 4) === beside.slice(0, 4) ? label(`${date}T00:00`, locale, SHORT_DAY) : dayLabel(date, locale)

/** `juni 2025` of a month such as `2025-06`. */
export const monthLabel = (month: string, locale: string) => label(`${month}-01T00:00`, locale, MONTH)

/** `juni` of a month such as `2025-06`. */
export const monthNameLabel = (month: string, locale: string) =>
  label(`${month}-01T00:00`, locale, { month: 'long' })

export const dateOf = (moment: WallMoment) => moment.slice(0, 10) as IsoDate

export const timeLabel = (moment: WallMoment) => moment.slice(11, 16)

/** A wall clock has no zone: it is read and written as if it were UTC's. */
function label(wall: string, locale: string, style: Style): string {
  const key = `${locale} ${JSON.stringify(style)}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' })
  formats.set(key, format)
  return format.format(Date.parse(`${wall}Z`))
}
