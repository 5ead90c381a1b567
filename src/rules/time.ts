import { Temporal } from 'temporal-polyfill'
import { dateOfNumber, dayNumber } from './day-number.ts'
import { remember } from './remember.ts'

/** A calendar day in ISO 8601, for instance `2026-03-02`. Compares as text: an earlier day is less. */
export type IsoDate = `${number}-${number}-${number}`

/** A day of any year, `MM-DD`. Compares as text. */
export type MonthDay = `${number}-${number}`

/** A time on the wall clock, `HH:MM` with two digits each, for instance `07:30`. Compares as text. */
export type WallTime = `${number}:${number}`

/** A moment on the wall clock in Europe/Amsterdam, `YYYY-MM-DDTHH:MM:SS`, without a zone. Compares as text. */
export type WallMoment = `${IsoDate}T${number}:${number}:${number}`

/** Hours of care on one day: `from` is included, `until` is the first minute that is not. */
export interface TimeSpan {
  readonly from: WallTime
  readonly until: WallTime
}

/** A weekday; Monday is the first. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/**
 * The one moment of a run: read once at the door, passed on as an argument, never read again.
 * `now` is the instant, `wall` the same on the wall clock in Europe/Amsterdam (whole seconds,
 * rounded down), `today` its calendar day.
 */
export interface Moment extends WallClock {
  readonly now: Temporal.Instant
}

/** A moment as rules see it: hours in rules are read off the wall clock. */
export interface WallClock {
  readonly wall: WallMoment
  readonly today: IsoDate
}

const MINUTES_IN_DAY = 24 * 60

/** All hours in rules are read off this wall clock (DOMAIN: Time). */
export const ZONE = 'Europe/Amsterdam'

/** Monday first. */
export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The place of Thursday, which 1 January 1970 was. */
const EPOCH_WEEKDAY = 3

/** The moment of an instant, given as an instant or as ISO 8601 text with an offset or `Z`. Throws RangeError on other text. */
export function momentOf(instant: Temporal.Instant | string): Moment {
  const now = Temporal.Instant.from(instant)
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const local = seconds + secondsAhead(seconds)
  const today = dateOfNumber(Math.floor(local / SECONDS_IN_DAY))
  const second = local - Math.floor(local / SECONDS_IN_DAY) * SECONDS_IN_DAY
  const time = timeOfMinute(Math.floor(second / 60))
  return { now, wall: `${today}T${time}:${String(second % 60).padStart(2, '0')}` as WallMoment, today }
}

const SECONDS_IN_DAY = 24 * 60 * 60

/** How far the wall clock is ahead of UTC: a calendar is asked only on days on which that changes, as it takes long. */
function secondsAhead(seconds: number): number {
  const day = Math.floor(seconds / SECONDS_IN_DAY)
  const atBegin = aheadAtBegin(day)
  return atBegin === aheadAtBegin(day + 1) ? atBegin : aheadAt(seconds)
}

const aheadAtBegin = remember((day: number) => aheadAt(day * SECONDS_IN_DAY))

function aheadAt(seconds: number): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(ZONE)
  return zoned.offsetNanoseconds / 1_000_000_000
}

/**
 * The moment of a wall-clock time in Europe/Amsterdam, for instance `2026-03-02 07:29`. A time that
 * does not exist (clock forward) is moved on by the gap; a time that exists twice is the first of the two.
 * Throws RangeError on text that is no date and time.
 */
export function momentAtWall(text: string): Moment {
  return momentOf(Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).toInstant())
}

/** The day `days` after `date`; before it when negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfNumber(dayNumber(date) + days)
}

/** The same day of the month `months` later, or earlier when negative; the last day of a shorter month. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const first = monthStart(month)
  const last = addDays(monthStart(month + 1), -1)
  return date.slice(8) < last.slice(8) ? (`${first.slice(0, 8)}${date.slice(8)}` as IsoDate) : last
}

/** A part of the calendar; a week begins on Monday. */
export type Period = 'week' | 'month' | 'year'

/** The first day of the week, month or year that the day lies in. */
export function startOf(period: Period, date: IsoDate): IsoDate {
  if (period === 'week') return addDays(date, -WEEKDAYS.indexOf(weekdayOf(date)))
  return `${date.slice(0, 4)}-${period === 'month' ? date.slice(5, 7) : '01'}-01` as IsoDate
}

/** The last day of the week, month or year that the day lies in. */
export function endOf(period: Period, date: IsoDate): IsoDate {
  const start = startOf(period, date)
  if (period === 'week') return addDays(start, 6)
  return addDays(addMonths(start, period === 'month' ? 1 : 12), -1)
}

/** Whole days from `from` to `until`; negative when `until` is earlier. */
export function daysBetween(from: IsoDate, until: IsoDate): number {
  return dayNumber(until) - dayNumber(from)
}

/** The weekday of a day. */
export function weekdayOf(date: IsoDate): Weekday {
  return WEEKDAYS[(((dayNumber(date) + EPOCH_WEEKDAY) % 7) + 7) % 7] as Weekday
}

/** Whole years of age on `date` of somebody born on `born`; born on 29 February has the birthday on 1 March in other years. */
export function ageOn(born: IsoDate, date: IsoDate): number {
  const birthdays = Number(date.slice(0, 4)) - Number(born.slice(0, 4))
  return date.slice(5) < born.slice(5) ? birthdays - 1 : birthdays
}

/** `hours` before `time` on `date`, read off the wall clock: no hour is lost or won when the clock changes. */
export function hoursBefore(date: IsoDate, time: WallTime, hours: number): WallMoment {
  const minute = minuteOfDay(time) - hours * 60
  const days = Math.floor(minute / MINUTES_IN_DAY)
  return wallAt(addDays(date, days), timeOfMinute(minute - days * MINUTES_IN_DAY))
}

/** The second before a moment on the wall clock. */
export function secondBefore(moment: WallMoment): WallMoment {
  if (!moment.endsWith(':00'))
    return `${moment.slice(0, 17)}${String(Number(moment.slice(17)) - 1).padStart(2, '0')}` as WallMoment
  return `${minutesAfter(moment, -1).slice(0, 17)}59` as WallMoment
}

/** `minutes` after a moment on the wall clock, read off that clock. */
export function minutesAfter(moment: WallMoment, minutes: number): WallMoment {
  const minute = minuteOfDay(moment.slice(11, 16) as WallTime) + minutes
  const days = Math.floor(minute / MINUTES_IN_DAY)
  const date = addDays(moment.slice(0, 10) as IsoDate, days)
  return `${date}T${timeOfMinute(minute - days * MINUTES_IN_DAY)}${moment.slice(16)}` as WallMoment
}

/** `time` on `date` as a moment on the wall clock. */
export function wallAt(date: IsoDate, time: WallTime): WallMoment {
  return `${date}T${time}:00` as WallMoment
}

/** Text as a calendar day, or undefined when it is not an existing day in the form `YYYY-MM-DD`. */
export function isoDate(text: string): IsoDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as IsoDate
  } catch {
    return undefined
  }
}

/** Text as hours of care, or undefined when it is not `HH:MM-HH:MM` with the end after the beginning. */
export function timeSpan(text: string): TimeSpan | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (!match) return undefined
  const [from, until] = text.split('-') as [WallTime, WallTime]
  return from < until ? { from, until } : undefined
}

/** Minutes from the beginning to the end of the hours. */
export function minutesOf(span: TimeSpan): number {
  return minuteOfDay(span.until) - minuteOfDay(span.from)
}

/** `month` counts from January of the year 0. */
function monthStart(month: number): IsoDate {
  const [year, inYear] = [Math.floor(month / 12), (month % 12) + 1]
  return `${String(year).padStart(4, '0')}-${String(inYear).padStart(2, '0')}-01` as IsoDate
}

function timeOfMinute(minute: number): WallTime {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'))
  return `${hours}:${minutes}` as WallTime
}

function minuteOfDay(time: WallTime): number {
  return numberAt(time, 0) * 60 + numberAt(time, 3)
}

/** Two digits as a number; hours of care are measured so often that this may not make new text. */
function numberAt(time: WallTime, place: number): number {
  return (time.charCodeAt(place) - ZERO) * 10 + time.charCodeAt(place + 1) - ZERO
}

const ZERO = '0'.charCodeAt(0)

/** True when the two share at least a minute. */
export function overlaps(one: TimeSpan, other: TimeSpan): boolean {
  return one.from < other.until && other.from < one.until
}

/** What is left of `span` when `taken` is removed: none, one or two parts, in order. */
export function without(span: TimeSpan, taken: TimeSpan): readonly TimeSpan[] {
  if (!overlaps(span, taken)) return [span]
  const before = { from: span.from, until: taken.from }
  const after = { from: taken.until, until: span.until }
  return [before, after].filter((part) => part.from < part.until)
}
