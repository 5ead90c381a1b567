import { describe, expect, test } from 'vitest'
import { careChain, daysAWeek, isPaused, nearestContracts, usualDay } from './contract.ts'
import { shareOfYear } from './share-of-year.ts'
import { sampleChild, sampleContract, sampleLocation } from './test-world.ts'
import type { IsoDate } from './time.ts'
import type { Contract } from './world.ts'

const stretch = (from: IsoDate, until?: IsoDate): Contract =>
  sampleContract({ from, ...(until && { until }) })

function chainOn(date: IsoDate, ...contracts: readonly Contract[]) {
  return careChain(sampleChild('Femke', ...contracts), 'KDV', date)
}

describe('contracts that follow each other', () => {
  const first = stretch('2025-01-01', '2025-12-31')
  const second = stretch('2026-01-01', '2026-06-30')
  const third = stretch('2026-07-01')

  test.each([
    ['first', '2025-05-01'],
    ['second', '2026-03-01'],
    ['last', '2027-01-01'],
  ] as const)('are one stretch, seen from the %s', (_, date) => {
    expect(chainOn(date, third, first, second)).toEqual({ from: '2025-01-01' })
  })

  test('end where a day is missing', () => {
    const late = stretch('2026-01-02', '2026-06-30')
    expect(chainOn('2025-05-01', first, late)).toEqual({ from: '2025-01-01', until: '2025-12-31' })
    expect(chainOn('2026-05-01', first, late)).toEqual({ from: '2026-01-02', until: '2026-06-30' })
  })

  test('may overlap, and a short one inside a long one changes nothing', () => {
    const inside = stretch('2025-03-01', '2025-04-30')
    expect(chainOn('2025-03-15', inside, first)).toEqual({ from: '2025-01-01', until: '2025-12-31' })
    expect(chainOn('2025-03-15', first, inside)).toEqual({ from: '2025-01-01', until: '2025-12-31' })
  })

  test('have no last day when one of them has none', () => {
    expect(chainOn('2026-08-01', third, stretch('2026-08-01', '2026-08-31'))).toEqual({ from: '2026-07-01' })
    expect(chainOn('2026-08-01', stretch('2026-08-01', '2026-08-31'), third)).toEqual({ from: '2026-07-01' })
  })

  test('are none on a day without contract, nor of other care', () => {
    expect(chainOn('2024-12-31', first)).toBeUndefined()
    expect(careChain(sampleChild('Femke', first), 'NSO', '2025-05-01')).toBeUndefined()
  })
})

describe('the share of a year', () => {
  const year = { from: '2026-01-01', until: '2026-12-31' } as const
  const daysOf = (...contracts: readonly Contract[]) => Math.round(shareOfYear(contracts, year) * 365)

  test('is of the days on which a contract is in force, both ends included', () => {
    expect(shareOfYear([stretch('2026-01-01', '2026-12-31')], year)).toBe(1)
    expect(shareOfYear([stretch('2020-01-01')], year)).toBe(1)
    expect(shareOfYear([stretch('2026-05-01', '2026-05-01')], year)).toBe(1 / 365)
    expect(shareOfYear([stretch('2026-12-31')], year)).toBe(1 / 365)
  })

  test('adds up contracts with and without gaps, in any order', () => {
    expect(daysOf(stretch('2026-02-01', '2026-02-28'), stretch('2026-03-01', '2026-03-31'))).toBe(59)
    expect(daysOf(stretch('2026-03-11', '2026-03-20'), stretch('2026-02-01', '2026-02-10'))).toBe(20)
  })

  test('counts a day once, however many contracts are in force on it', () => {
    expect(daysOf(stretch('2026-02-01', '2026-02-10'), stretch('2026-02-10', '2026-02-20'))).toBe(20)
    expect(daysOf(stretch('2026-02-01', '2026-02-20'), stretch('2026-02-05', '2026-02-10'))).toBe(20)
    expect(
      daysOf(
        stretch('2026-02-01', '2026-02-20'),
        stretch('2026-02-05', '2026-02-10'),
        stretch('2026-02-15', '2026-02-28'),
      ),
    ).toBe(28)
    expect(daysOf(stretch('2026-02-01', '2026-02-20'), stretch('2026-02-01', '2026-02-20'))).toBe(20)
  })

  test('leaves out contracts of other years', () => {
    expect(daysOf(stretch('2025-01-01', '2025-12-31'), stretch('2027-01-01'))).toBe(0)
    expect(daysOf(stretch('2025-01-01', '2026-01-10'), stretch('2026-12-22', '2027-01-10'))).toBe(20)
    expect(daysOf()).toBe(0)
  })

  test('of a leap year is of 366 days', () => {
    const leap = { from: '2028-01-01', until: '2028-12-31' } as const
    expect(shareOfYear([stretch('2028-02-29', '2028-02-29')], leap)).toBe(1 / 366)
  })
})

describe('a contract', () => {
  const location = sampleLocation({
    schoolHolidays: [{ from: '2026-02-14', until: '2026-02-22', name: 'Voorjaar' }],
  })

  test.each([
    [40, '2026-02-14', true],
    [41, '2026-02-22', true],
    [42, '2026-02-22', false],
    [40, '2026-02-13', false],
    [40, '2026-02-23', false],
  ] as const)('of %i weeks on %s pauses: %s', (weeks, date, paused) => {
    expect(isPaused(sampleContract({ weeks }), date, location)).toBe(paused)
  })

  test('counts its days a week with those of others in force, of the same care', () => {
    const child = sampleChild(
      'Femke',
      sampleContract({ until: '2026-03-31' }),
      sampleContract({ days: { fri: { from: '08:00', until: '12:00' } } }),
      sampleContract({ careType: 'VSO' }),
    )
    expect(daysAWeek(child, 'KDV', '2026-03-31')).toBe(3)
    expect(daysAWeek(child, 'KDV', '2026-04-01')).toBe(1)
  })

  test('has its usual hours on a weekday of its own, else those of its longest day', () => {
    const short = { from: '08:00', until: '12:00' } as const
    const long = { from: '08:00', until: '18:00' } as const
    const contract = sampleContract({ days: { mon: short, tue: long } })
    const other = sampleContract({ days: { wed: short, fri: long } })
    expect(usualDay([contract, other], 'mon')?.span).toBe(short)
    expect(usualDay([contract, other], 'wed')).toEqual({ contract: other, span: short })
    expect(usualDay([contract, other], 'thu')).toEqual({ contract, span: long })
    expect(usualDay([sampleContract({ days: {} })], 'mon')).toBeUndefined()
  })
})

describe('the nearest contracts', () => {
  const [past, gone, coming, later] = [
    stretch('2025-01-01', '2025-03-31'),
    stretch('2025-06-01', '2025-09-30'),
    stretch('2026-03-01', '2026-04-30'),
    stretch('2026-09-01'),
  ] as const

  test('are those in force, else the last before the day, else the first after it', () => {
    const all = [later, gone, past, coming]
    expect(nearestContracts(all, '2026-03-15')).toEqual([coming])
    expect(nearestContracts(all, '2025-12-01')).toEqual([gone])
    expect(nearestContracts(all, '2024-12-01')).toEqual([past])
    expect(nearestContracts([], '2024-12-01')).toEqual([])
  })
})
