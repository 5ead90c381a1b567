import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { dateOfNumber, dayNumber } from './day-number.ts'
import type { IsoDate } from './time.ts'

const FIRST = '1896-01-01'

test('days are numbered as Temporal counts them, through leap years and centuries', () => {
  const first = Temporal.PlainDate.from(FIRST)
  const numbers = Array.from({ length: 310 * 366 }, (_, number) => dayNumber(FIRST) + number)
  const wrong = numbers.filter((number, ahead) => {
    if (dayNumber(dateOfNumber(number)) !== number) return true
    const sampled = ahead % 97 === 0 || /-(02-2[89]|03-01|12-31|01-01)$/.test(dateOfNumber(number))
    return sampled && first.add({ days: ahead }).toString() !== dateOfNumber(number)
  })
  expect(wrong).toEqual([])
})

test.each([
  ['1970-01-01', 0],
  ['1969-12-31', -1],
  ['2000-02-29', 11_016],
] as const)('%s has the number %i', (date, number) => {
  expect(dayNumber(date)).toBe(number)
  expect(dateOfNumber(number)).toBe<IsoDate>(date)
})
