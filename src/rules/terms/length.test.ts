import { describe, expect, test } from 'vitest'
import { sampleLocation, samplePolicy } from '../test-world.ts'
import { latestDay } from './ahead.ts'
import { type Calendar, type Length, lengthAfter, lengthBefore } from './length.ts'

const location = sampleLocation({
  closures: [
    { date: '2026-04-08', name: 'Studiedag' },
    { date: '2026-04-09', name: 'Feest', from: '12:00' },
  ],
})
const here: Calendar = { location, policy: samplePolicy }
const anywhere: Calendar = { location: undefined, policy: samplePolicy }

const length = (count: number, unit: Length['unit']): Length => ({ count, unit })

describe('months', () => {
  test.each([
    ['31 January', '2026-01-31', 1, '2026-02-28'],
    ['31 January of a leap year', '2028-01-31', 1, '2028-02-29'],
    ['31 January, three months on', '2026-01-31', 3, '2026-04-30'],
    ['29 February', '2028-02-29', 1, '2028-03-29'],
    ['29 February, a year on', '2028-02-29', 12, '2029-02-28'],
    ['29 February, four years on', '2028-02-29', 48, '2032-02-29'],
    ['30 November, over the year end', '2026-11-30', 3, '2027-02-28'],
    ['31 December', '2026-12-31', 2, '2027-02-28'],
  ] as const)('after %s end on the same day, or on the last of a shorter month', (_, from, count, until) => {
    expect(lengthAfter(from, length(count, 'months'), here)).toBe(until)
  })

  test.each([
    ['2026-03-31', 1, '2026-02-28'],
    ['2026-05-31', 3, '2026-02-28'],
    ['2026-01-15', 2, '2025-11-15'],
  ] as const)('before %s, %i of them, begin on %s', (until, count, from) => {
    expect(lengthBefore(until, length(count, 'months'), here)).toBe(from)
  })
})

describe('weeks and days', () => {
  test('count over the change of the clock and the end of the year', () => {
    expect(lengthAfter('2026-03-26', length(1, 'weeks'), here)).toBe('2026-04-02')
    expect(lengthBefore('2026-10-26', length(2, 'days'), here)).toBe('2026-10-24')
    expect(lengthBefore('2027-01-01', length(1, 'days'), here)).toBe('2026-12-31')
  })
})

describe('working days', () => {
  test.each([
    ['over Easter', '2026-04-02', 2, '2026-04-07'],
    ['over a whole-day closure, not over one for a part of the day', '2026-04-07', 1, '2026-04-09'],
    ['over the year end', '2026-12-31', 1, '2027-01-04'],
    ['none', '2026-04-04', 0, '2026-04-04'],
  ] as const)('after a day, %s', (_, from, count, until) => {
    expect(lengthAfter(from, length(count, 'working-days'), here)).toBe(until)
  })

  test.each([
    ['over Easter', '2026-04-07', 2, '2026-04-02'],
    ["over King's Day, which is a Monday", '2026-04-28', 1, '2026-04-24'],
    ['over Ascension', '2026-05-15', 1, '2026-05-13'],
  ] as const)('before a day, %s', (_, until, count, from) => {
    expect(lengthBefore(until, length(count, 'working-days'), here)).toBe(from)
  })

  test("before the Monday after King's Day on a Saturday are counted from the Friday before", () => {
    expect(lengthBefore('2025-04-28', length(1, 'working-days'), here)).toBe('2025-04-25')
  })

  test('where the location is not known are those on which all are open', () => {
    expect(lengthAfter('2026-04-02', length(4, 'working-days'), anywhere)).toBe('2026-04-09')
    expect(lengthAfter('2026-04-02', length(4, 'working-days'), here)).toBe('2026-04-10')
  })
})

describe('how far ahead', () => {
  test.each([
    ['this week', '2026-03-04', 'week', '2026-03-08'],
    ['this week, on its Sunday', '2026-03-08', 'week', '2026-03-08'],
    ['this week, on its Monday', '2026-03-09', 'week', '2026-03-15'],
    ['this month, in a leap year', '2028-02-01', 'month', '2028-02-29'],
    ['this month, in December', '2026-12-31', 'month', '2026-12-31'],
    ['this year', '2026-01-01', 'year', '2026-12-31'],
  ] as const)('%s reaches up to its last day', (_, today, same, latest) => {
    expect(latestDay({ same }, today, here)).toBe(latest)
  })

  test('a length reaches up to the day that comes so long after today', () => {
    expect(latestDay(length(1, 'months'), '2026-01-31', here)).toBe('2026-02-28')
  })
})
