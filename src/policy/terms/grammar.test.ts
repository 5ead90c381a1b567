import { describe, expect, test } from 'vitest'
import { complaintOf, readBy } from '../test-grammar.ts'
import { amount } from './amount.ts'
import { deadline } from './deadline.ts'
import { decidedFrom } from './decision-day.ts'
import { ahead } from './lengths.ts'

const length = (count: number, unit: string) => ({ count, unit })

describe('a deadline', () => {
  test.each<readonly [string, unknown]>([
    ['before 07:30', { kind: 'clock', time: '07:30', before: length(0, 'days') }],
    ['before 18:30 the day before', { kind: 'clock', time: '18:30', before: length(1, 'days') }],
    [
      'before 16:00, 1 working day before',
      { kind: 'clock', time: '16:00', before: length(1, 'working-days') },
    ],
    ['before 12:00, 3 days before', { kind: 'clock', time: '12:00', before: length(3, 'days') }],
    ['before thursday 13:00', { kind: 'weekday', weekday: 'thu', time: '13:00', weeksBefore: 0 }],
    [
      'before sunday 00:00, 3 weeks before',
      { kind: 'weekday', weekday: 'sun', time: '00:00', weeksBefore: 3 },
    ],
    [
      'before monday 12:00, 1 week before',
      { kind: 'weekday', weekday: 'mon', time: '12:00', weeksBefore: 1 },
    ],
    ['before care', { kind: 'hours', hours: 0, before: 'care', exactly: false }],
    ['24 hours before care', { kind: 'hours', hours: 24, before: 'care', exactly: true }],
    ['1 hour before care', { kind: 'hours', hours: 1, before: 'care', exactly: true }],
    ['more than 24 hours before care', { kind: 'hours', hours: 24, before: 'care', exactly: false }],
    ['24 hours before the day', { kind: 'hours', hours: 24, before: 'day', exactly: true }],
    ['5 days before', { kind: 'days', length: length(5, 'days'), exactly: true }],
    ['more than 10 days before', { kind: 'days', length: length(10, 'days'), exactly: false }],
    ['10 working days before', { kind: 'days', length: length(10, 'working-days'), exactly: true }],
    ['1 month before', { kind: 'days', length: length(1, 'months'), exactly: true }],
    ['  2 weeks before  ', { kind: 'days', length: length(2, 'weeks'), exactly: true }],
  ])('"%s" is read', (text, value) => {
    expect(readBy(deadline, text)).toEqual(value)
  })

  test.each<readonly [unknown]>([
    ['before 7:30'],
    ['before 24:00'],
    ['before 07:60'],
    ['07:30'],
    ['before 07:30 the day'],
    ['before 07:30, 1 hour before'],
    ['before thursday'],
    ['before donderdag 13:00'],
    ['before thursday 25:00'],
    ['before thursday 13:00, 3 days before'],
    ['24 hours'],
    ['24 hours before'],
    ['24 minutes before care'],
    ['-24 hours before care'],
    ['1.5 hours before care'],
    ['less than 24 hours before care'],
    ['5 days'],
    ['5 days after'],
    ['before'],
    [''],
    [null],
    [48],
    [['before care']],
  ])('%j is none', (value) => {
    expect(complaintOf(deadline, value)).toMatch(/^expected a deadline like `before 07:30`, .*, found /)
  })
})

describe('how far ahead', () => {
  test.each<readonly [string, unknown]>([
    ['30 days', length(30, 'days')],
    ['1 day', length(1, 'days')],
    ['12 weeks', length(12, 'weeks')],
    ['3 months', length(3, 'months')],
    ['10 working days', length(10, 'working-days')],
    ['this week', { same: 'week' }],
    ['this month', { same: 'month' }],
    ['this year', { same: 'year' }],
  ])('"%s" is read', (text, value) => {
    expect(readBy(ahead, text)).toEqual(value)
  })

  test.each([
    '30',
    '30 hours',
    '30day',
    '-1 days',
    '1 year',
    'this day',
    'next week',
    '30 days ahead',
    '12345 days',
  ])('"%s" is none', (text) => {
    expect(complaintOf(ahead, text)).toBe(
      `expected how far ahead, like \`30 days\`, \`3 months\` or \`this year\`, found "${text}"`,
    )
  })
})

describe('an amount of credit', () => {
  test.each<readonly [string, unknown]>([
    ['45 hours', { unit: 'minutes', count: 2700 }],
    ['7.5 hours', { unit: 'minutes', count: 450 }],
    ['1 hour', { unit: 'minutes', count: 60 }],
    ['90 minutes', { unit: 'minutes', count: 90 }],
    ['7 points', { unit: 'points', count: 7 }],
    ['2.5 points', { unit: 'points', count: 2.5 }],
    ['1 point', { unit: 'points', count: 1 }],
    ['5 days', { unit: 'days', count: 5 }],
    ['4 day-parts', { unit: 'day-parts', count: 4 }],
  ])('"%s" is read', (text, value) => {
    expect(readBy(amount, text)).toEqual(value)
  })

  test.each(['45', '45 uur', '0.333 hours', '0.01 hours', '7,5 hours', '-1 points', '3 weeks', 'hours'])(
    '"%s" is none',
    (text) => {
      expect(complaintOf(amount, text)).toContain(
        `like \`45 hours\`, \`7 points\`, \`5 days\` or \`4 day-parts\`, found`,
      )
    },
  )
})

describe('the day of deciding', () => {
  test.each<readonly [string, unknown]>([
    ['14 days before', { kind: 'length', length: length(14, 'days') }],
    ['1 month before', { kind: 'length', length: length(1, 'months') }],
    ['day 15 of the month before', { kind: 'month', dayOfMonth: 15, monthsBefore: 1 }],
    ['day 1 of the same month', { kind: 'month', dayOfMonth: 1, monthsBefore: 0 }],
    ['day 31, 2 months before', { kind: 'month', dayOfMonth: 31, monthsBefore: 2 }],
  ])('"%s" is read', (text, value) => {
    expect(readBy(decidedFrom, text)).toEqual(value)
  })

  test.each([
    '14 days',
    'day 0 of the month before',
    'day 32 of the month before',
    'day 15',
    '15 before',
    'monthly',
  ])('"%s" is none', (text) => {
    expect(complaintOf(decidedFrom, text)).toContain(
      'expected from when it is decided, like `14 days before`',
    )
  })
})
