import { expect, test } from 'vitest'
import { time, timeSpan, wallMoment } from './time.ts'

const TODAY = '2026-11-23'

test.each([
  ['07:30', '07:30'],
  ['7:30', '07:30'],
  ['07.30', '07:30'],
  ['23:59', '23:59'],
])('%s is the time %s', (text, value) => expect(time(text, TODAY)).toEqual({ value }))

test.each(['24:00', '07:60', '7', '0730', '07:30:00', 'half acht'])('%s is no time', (text) =>
  expect(time(text, TODAY)).toEqual({ fault: 'invalid-time' }),
)

test.each(['07:30-18:30', '7:30 - 18:30', '07.30–18.30'])('%s is a span', (text) =>
  expect(timeSpan(text, TODAY)).toMatchObject({ value: { from: '07:30', until: '18:30' } }),
)

test.each(['18:30-07:30', '12:00-12:00', '07:30', '07:30-', '07:30-12:00-18:30', 'ja'])(
  '%s is no span',
  (text) => expect(timeSpan(text, TODAY)).toEqual({ fault: 'invalid-time-span' }),
)

test.each([
  ['2025-06-03 10:15', '2025-06-03T10:15:00'],
  ['03-06-2025 10:15', '2025-06-03T10:15:00'],
  ['3-6-2025  9:05:59', '2025-06-03T09:05:59'],
  ['2025-06-03T10:15:30', '2025-06-03T10:15:30'],
])('%s is the moment %s', (text, value) => expect(wallMoment(text, TODAY)).toEqual({ value }))

test.each([
  ['31-02-2025 10:15', 'invalid-date'],
  ['03-06-2025 25:15', 'invalid-time'],
  ['03-06-2025 10:15:60', 'invalid-time'],
  ['03-06-2025', 'invalid-time'],
])('%s is %s', (text, fault) => expect(wallMoment(text, TODAY)).toMatchObject({ fault }))
