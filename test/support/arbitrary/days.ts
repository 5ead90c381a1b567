import fc from 'fast-check'
import {
  addDays,
  type IsoDate,
  minutesAfter,
  type TimeSpan,
  type WallClock,
  type WallMoment,
  wallAt,
} from '../../../src/rules/time.ts'

/** Days around which something happens on the calendar: a change of the clock, Easter, King's Day on a Sunday, a leap day, the end of a year. */
const TURNING_POINTS: readonly IsoDate[] = [
  '2025-04-24',
  '2025-12-22',
  '2026-03-26',
  '2026-04-01',
  '2026-10-22',
  '2028-02-24',
]

export const starts: fc.Arbitrary<IsoDate> = fc.constantFrom(...TURNING_POINTS)

/** Days from so many before the start up to and including so many after it. */
export function daysFrom(start: IsoDate, before: number, after: number): fc.Arbitrary<IsoDate> {
  return fc.integer({ min: -before, max: after }).map((days) => addDays(start, days))
}

/** The wall clock so many minutes after the start of a day. */
export function clockAfter(start: IsoDate, minutes: number): WallClock {
  return clockAt(minutesAfter(wallAt(start, '00:00'), minutes))
}

export function clockAt(wall: WallMoment): WallClock {
  return { wall, today: wall.slice(0, 10) as IsoDate }
}

/** Hours that touch, overlap and lie apart; some run across 13:00. */
export const spans: fc.Arbitrary<TimeSpan> = fc.constantFrom<TimeSpan[]>(
  { from: '07:00', until: '08:30' },
  { from: '07:30', until: '13:00' },
  { from: '13:00', until: '18:30' },
  { from: '07:30', until: '18:30' },
  { from: '10:00', until: '15:15' },
  { from: '14:30', until: '18:30' },
)

/** A value, or half of the time none. */
export function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(fc.constant(undefined), value)
}

/** An object without the keys that have no value. */
export function withoutGaps<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never
}
