import { describe, expect, test } from 'vitest'
import { sampleLocation, samplePolicy } from '../test-world.ts'
import type { IsoDate, WallMoment, WallTime } from '../time.ts'
import { checkDeadline, type Deadline } from './deadline.ts'

const calendar = { location: sampleLocation(), policy: samplePolicy }

function factsOf(deadline: Deadline, date: IsoDate, start: WallTime | undefined = '07:30') {
  return checkDeadline(deadline, `${date}T00:00:00`, { date, start, calendar }).facts
}

function isInTime(deadline: Deadline, date: IsoDate, askedAt: WallMoment) {
  return checkDeadline(deadline, askedAt, { date, start: '07:30', calendar }).held
}

const hours = (count: number, before: 'care' | 'day' = 'care', exactly = true): Deadline => ({
  kind: 'hours',
  hours: count,
  before,
  exactly,
})

describe('hours before care are read off the wall clock', () => {
  test.each([
    ['24 hours', 24, 'forward', '2026-03-29', '2026-03-28T07:30:00'],
    ['48 hours', 48, 'forward', '2026-03-30', '2026-03-28T07:30:00'],
    ['24 hours', 24, 'back', '2026-10-25', '2026-10-24T07:30:00'],
    ['48 hours', 48, 'back', '2026-10-26', '2026-10-24T07:30:00'],
  ] as const)('%s (%i) over the night in which it goes %s', (_, count, __, date, limit) => {
    expect(factsOf(hours(count), date)).toMatchObject({ limit, limitIncluded: true, startOfCare: '07:30' })
  })

  test('over the year end and a leap day', () => {
    expect(factsOf(hours(48), '2027-01-01')).toMatchObject({ limit: '2026-12-30T07:30:00' })
    expect(factsOf(hours(24), '2028-03-01')).toMatchObject({ limit: '2028-02-29T07:30:00' })
  })

  test('are unknown while nothing says the hours of care', () => {
    const check = checkDeadline(hours(24), '2026-03-02T00:00:00', {
      date: '2026-03-05',
      start: undefined,
      calendar,
    })
    expect(check).toEqual({
      held: 'unknown',
      facts: { date: '2026-03-05', askedAt: '2026-03-02T00:00:00', missing: ['hours'] },
    })
  })

  test('before the day need no hours of care, and name none', () => {
    expect(factsOf(hours(24, 'day'), '2026-03-30')).toEqual({
      date: '2026-03-30',
      askedAt: '2026-03-30T00:00:00',
      limit: '2026-03-29T00:00:00',
      limitIncluded: true,
    })
  })

  test('are in time exactly, unless more is asked', () => {
    const [exact, aSecondLater] = ['2026-03-04T07:30:00', '2026-03-04T07:30:01'] as const
    expect([exact, aSecondLater].map((at) => isInTime(hours(24), '2026-03-05', at))).toEqual([true, false])
    expect(isInTime(hours(24, 'care', false), '2026-03-05', exact)).toBe(false)
  })
})

describe('days before', () => {
  const days = (count: number, exactly = true): Deadline => ({
    kind: 'days',
    length: { count, unit: 'working-days' },
    exactly,
  })

  test('end with the day that they reach', () => {
    expect(factsOf(days(2), '2026-04-08')).toMatchObject({
      lastDay: '2026-04-03',
      limit: '2026-04-04T00:00:00',
      limitIncluded: false,
    })
  })

  test('of working days skip Easter, and more than so many end a day before', () => {
    expect(factsOf(days(2), '2026-04-07')).toMatchObject({ lastDay: '2026-04-02' })
    expect(factsOf(days(2, false), '2026-04-07')).toMatchObject({ lastDay: '2026-04-01' })
  })
})

describe('a weekly cut-off', () => {
  const thursday = (weeksBefore: number): Deadline => ({
    kind: 'weekday',
    weekday: 'thu',
    time: '13:00',
    weeksBefore,
  })

  test.each([
    ['Monday', '2026-03-02'],
    ['Thursday', '2026-03-05'],
    ['Sunday', '2026-03-08'],
  ] as const)('is the same for all days of a week, also %s', (_, date) => {
    expect(factsOf(thursday(3), date)).toMatchObject({ limit: '2026-02-12T13:00:00', limitIncluded: false })
  })

  test('of the week itself may come after the day', () => {
    expect(factsOf(thursday(0), '2026-03-02')).toMatchObject({ limit: '2026-03-05T13:00:00' })
  })

  test('reaches over the year end', () => {
    expect(factsOf(thursday(1), '2027-01-01')).toMatchObject({ limit: '2026-12-24T13:00:00' })
  })
})

test('a time on the clock is too late itself, on the day or on one before', () => {
  const clock: Deadline = { kind: 'clock', time: '18:30', before: { count: 1, unit: 'days' } }
  expect(isInTime(clock, '2026-03-01', '2026-02-28T18:29:59')).toBe(true)
  expect(isInTime(clock, '2026-03-01', '2026-02-28T18:30:00')).toBe(false)
  expect(factsOf(clock, '2028-03-01')).toMatchObject({ limit: '2028-02-29T18:30:00', limitIncluded: false })
})
