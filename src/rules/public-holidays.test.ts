import { describe, expect, test } from 'vitest'
import { publicHolidayOn, publicHolidaysOf } from './public-holidays.ts'
import { samplePolicy } from './test-world.ts'

describe('public holidays', () => {
  test.each([
    [2026, ['2026-04-06', '2026-05-14', '2026-05-25']],
    [2027, ['2027-03-29', '2027-05-06', '2027-05-17']],
    [2028, ['2028-04-17', '2028-05-25', '2028-06-05']],
  ])('the days that move with Easter in %i are those of the calendar', (year, dates) => {
    const moving = [...publicHolidaysOf(year, samplePolicy)].filter(([, holiday]) =>
      ['easter-monday', 'ascension', 'whit-monday'].includes(holiday),
    )
    expect(moving.map(([date]) => date)).toEqual(dates)
  })

  test("King's Day is on the 26th when the 27th is a Sunday", () => {
    expect(publicHolidayOn('2025-04-26', samplePolicy)).toBe('kings-day')
    expect(publicHolidayOn('2025-04-27', samplePolicy)).toBeUndefined()
    expect(publicHolidayOn('2026-04-27', samplePolicy)).toBe('kings-day')
  })

  test('Liberation Day closes only in years that can be divided by five', () => {
    expect(publicHolidayOn('2025-05-05', samplePolicy)).toBe('liberation-day-lustrum')
    expect(publicHolidayOn('2026-05-05', samplePolicy)).toBeUndefined()
  })

  test('where the policy says so, Liberation Day closes every year and Good Friday too', () => {
    const policy = { ...samplePolicy, publicHolidays: ['liberation-day', 'good-friday'] as const }
    expect([...publicHolidaysOf(2026, policy).keys()]).toEqual(['2026-05-05', '2026-04-03'])
  })
})
