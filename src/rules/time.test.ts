import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { ageOn, hoursBefore, isoDate, momentAtWall, momentOf, timeSpan, without, ZONE } from './time.ts'

describe('time', () => {
  test('48 hours before Monday 07:30 is Saturday 07:30, also when the clock goes forward in between', () => {
    expect(hoursBefore('2026-03-30', '07:30', 48)).toBe('2026-03-28T07:30:00')
  })

  test('48 hours before Monday 07:30 is Saturday 07:30, also when the clock goes back in between', () => {
    expect(hoursBefore('2026-10-26', '07:30', 48)).toBe('2026-10-24T07:30:00')
  })

  test('a moment knows its wall clock and its day in Amsterdam', () => {
    expect(momentOf('2026-03-01T23:30:00Z')).toMatchObject({
      wall: '2026-03-02T00:30:00',
      today: '2026-03-02',
    })
  })

  test('at any second the wall clock is that of the calendar of the zone', () => {
    const changes = [1_774_746_000, 1_792_890_000, -1_693_706_400].flatMap((at) => [at - 1, at, at + 3600])
    const anySecond = fc.oneof(
      fc.integer({ min: -3_000_000_000, max: 4_000_000_000 }),
      fc.constantFrom(...changes),
    )
    fc.assert(
      fc.property(anySecond, fc.integer({ min: 0, max: 999 }), (seconds, milliseconds) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(seconds * 1000 + milliseconds)
        const zoned = instant.toZonedDateTimeISO(ZONE).toPlainDateTime()
        expect(momentOf(instant).wall).toBe(zoned.toString({ smallestUnit: 'second' }))
      }),
      { numRuns: 500 },
    )
  })

  test('a wall-clock time that the clock skips is moved on by an hour', () => {
    expect(momentAtWall('2026-03-29T02:30').wall).toBe('2026-03-29T03:30:00')
  })

  test('born on a leap day, a child turns one on 1 March', () => {
    expect(ageOn('2024-02-29', '2025-02-28')).toBe(0)
    expect(ageOn('2024-02-29', '2025-03-01')).toBe(1)
  })

  test.each(['2026-02-29', '2026-13-01', '2026-3-2', '02-03-2026'])('%s is no day', (text) => {
    expect(isoDate(text)).toBeUndefined()
  })

  test.each(['18:30-07:30', '07:30-07:30', '7:30-18:30', '07:30-24:00'])('%s are no hours', (text) => {
    expect(timeSpan(text)).toBeUndefined()
  })

  test('hours taken out of the middle leave two parts', () => {
    const span = { from: '07:30', until: '18:30' } as const
    expect(without(span, { from: '12:00', until: '13:00' })).toEqual([
      { from: '07:30', until: '12:00' },
      { from: '13:00', until: '18:30' },
    ])
  })
})
