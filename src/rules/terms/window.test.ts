import { describe, expect, test } from 'vitest'
import { sampleChild, sampleContract, sampleLocation, samplePolicy } from '../test-world.ts'
import type { IsoDate } from '../time.ts'
import type { Child, Contract } from '../world.ts'
import { daysOf, includes, type WindowEnd, yearOfCare } from './window.ts'

const calendar = { location: sampleLocation(), policy: samplePolicy }

function childWith(...stretches: readonly (readonly [IsoDate, IsoDate?])[]): Child {
  const contracts = stretches.map(
    ([from, until]): Contract => sampleContract({ from, ...(until && { until }) }),
  )
  return sampleChild('Femke', ...contracts)
}

function daysFrom(end: WindowEnd, absentOn: IsoDate, child = childWith(['2025-09-01'])) {
  const anchor = { absentOn, reportedOn: '2026-01-31', child, careType: 'KDV', calendar } as const
  return daysOf({ from: [end], until: [end] }, anchor)
}

function careYear(child: Child, absentOn: IsoDate) {
  return yearOfCare({ child, careType: 'KDV', absentOn })
}

describe('a window over months', () => {
  test.each([
    ['an absence of 31 January', 'absence', '2026-01-31', '2026-02-28'],
    ['an absence of 29 February', 'absence', '2028-02-29', '2028-03-29'],
    ['a report of 31 January', 'report', '2026-03-05', '2026-02-28'],
  ] as const)('is counted from %s to the same day of the month, or the last', (_, of, absentOn, day) => {
    const end = { kind: 'length', length: { count: 1, unit: 'months' }, side: 'after', of } as const
    expect(daysFrom(end, absentOn).until).toBe(day)
  })

  test.each([
    ['2026-12-25', 'year', 0, '2026-01-01', '2026-12-31'],
    ['2026-12-25', 'year', 3, '2026-01-01', '2027-03-31'],
    ['2026-12-25', 'year', 2, '2026-01-01', '2027-02-28'],
    ['2028-02-29', 'month', 0, '2028-02-01', '2028-02-29'],
    ['2028-02-29', 'month', 1, '2028-02-01', '2028-03-31'],
    ['2026-03-01', 'week', 0, '2026-02-23', '2026-03-01'],
  ] as const)(
    'of %s has the %s, with %i months more, from %s to %s',
    (absentOn, period, monthsLater, from, until) => {
      expect(daysFrom({ kind: 'period', period, monthsLater }, absentOn)).toEqual({ from, until })
    },
  )
})

describe('a year of care', () => {
  const leap = childWith(['2028-02-29'])

  test.each([
    ['2028-02-29', '2028-02-29', '2029-02-27'],
    ['2029-02-27', '2028-02-29', '2029-02-27'],
    ['2029-02-28', '2029-02-28', '2030-02-27'],
    ['2032-02-28', '2031-02-28', '2032-02-28'],
    ['2032-02-29', '2032-02-29', '2033-02-27'],
  ] as const)('that began on 29 February holds %s from %s to %s', (absentOn, from, until) => {
    expect(careYear(leap, absentOn)).toEqual({ from, until })
  })

  test('is counted over contracts that follow each other without a gap', () => {
    const chain = childWith(['2025-03-10', '2025-12-31'], ['2026-01-01'])
    expect(careYear(chain, '2026-03-09')).toEqual({ from: '2025-03-10', until: '2026-03-09' })
    expect(careYear(chain, '2026-03-10')).toEqual({ from: '2026-03-10', until: '2027-03-09' })
  })

  test('begins anew after a gap of a day', () => {
    const gap = childWith(['2025-03-10', '2025-12-30'], ['2026-01-01'])
    expect(careYear(gap, '2026-03-09')).toEqual({ from: '2026-01-01', until: '2026-12-31' })
  })

  test('is none on a day without care', () => {
    expect(careYear(childWith(['2026-01-01']), '2025-12-31')).toBeUndefined()
    expect(daysFrom({ kind: 'contract-year' }, '2025-01-01')).toEqual({})
    expect(daysFrom({ kind: 'contract' }, '2025-01-01')).toEqual({})
  })
})

describe('the contract', () => {
  test('reaches over all that follow each other, in any order and overlapping too', () => {
    const chain = childWith(
      ['2026-07-01', '2026-12-31'],
      ['2025-01-01', '2026-03-31'],
      ['2026-03-01', '2026-06-30'],
    )
    expect(daysFrom({ kind: 'contract' }, '2026-05-01', chain)).toEqual({
      from: '2025-01-01',
      until: '2026-12-31',
    })
  })

  test('has no end when the last of the chain has none', () => {
    const open = childWith(['2025-01-01', '2025-12-31'], ['2026-01-01'])
    expect(daysFrom({ kind: 'contract' }, '2025-05-01', open)).toEqual({ from: '2025-01-01' })
  })

  test('of other care is not in the chain', () => {
    const both = sampleChild(
      'Femke',
      sampleContract({ from: '2026-01-01', until: '2026-06-30' }),
      sampleContract({ from: '2026-07-01', careType: 'NSO', group: 'Uilen' }),
    )
    expect(daysFrom({ kind: 'contract' }, '2026-05-01', both).until).toBe('2026-06-30')
  })
})

test('of several ends the narrowest counts, and both ends are included', () => {
  const end = (count: number, side: 'before' | 'after'): WindowEnd => ({
    kind: 'length',
    length: { count, unit: 'days' },
    side,
    of: 'absence',
  })
  const anchor = {
    absentOn: '2026-03-05',
    reportedOn: '2026-03-05',
    child: childWith(['2025-01-01']),
    careType: 'KDV',
    calendar,
  } as const
  const days = daysOf(
    { from: [end(9, 'before'), end(2, 'before')], until: [end(9, 'after'), end(3, 'after')] },
    anchor,
  )
  expect(days).toEqual({ from: '2026-03-03', until: '2026-03-08' })
  const around = ['2026-03-02', '2026-03-03', '2026-03-08', '2026-03-09'] as const
  expect(around.map((date) => includes(days, date))).toEqual([false, true, true, false])
  expect(includes({}, '2026-03-02')).toBe(true)
})
