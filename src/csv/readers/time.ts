import type { TimeSpan, WallMoment, WallTime } from '../../rules/time.ts'
import type { Reader } from '../column.ts'
import { parseDate } from './date.ts'

/** A time as 07:30, 7:30 or 07.30, or undefined. */
function parseTime(text: string): WallTime | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text) ?? []
  return hour && minute ? (`${hour.padStart(2, '0')}:${minute}` as WallTime) : undefined
}

export const time: Reader<WallTime> = (cell) => {
  const value = parseTime(cell)
  return value === undefined ? { fault: 'invalid-time' } : { value }
}

/** Two times with a dash between them; the end lies after the beginning. */
export const timeSpan: Reader<TimeSpan> = (cell) => {
  const [from, until, ...more] = cell.split(/\s*[-–]\s*/).map(parseTime)
  if (!from || !until || more.length > 0 || from >= until) return { fault: 'invalid-time-span' }
  return { value: { from, until }, comparable: `${from}-${until}` }
}

/** A day and a time with white space or a T between them; the seconds may be left out. */
export const wallMoment: Reader<WallMoment> = (cell) => {
  const [, day = '', clock = '', seconds = '00'] =
    /^(\S+?)(?:\s+|T)(\d{1,2}[:.]\d{2})(?::([0-5]\d))?$/.exec(cell) ?? []
  const [date, time] = [parseDate(day), parseTime(clock)]
  if (date && time) return { value: `${date}T${time}:${seconds}` as WallMoment }
  return date || day === ''
    ? { fault: 'invalid-time', remedy: 'write it as 31-12-2025 10:15' }
    : { fault: 'invalid-date', remedy: 'write it as 31-12-2025 10:15' }
}
