import { describe, expect, test } from 'vitest'
import type { Ask } from '../../rules/ask.ts'
import { record } from '../../rules/record.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleLocation,
  sampleWorld,
} from '../../rules/test-world.ts'
import type { TimeSpan } from '../../rules/time.ts'
import { brokenIn, creditOf, followsFrom, policyOf, verdictBy } from '../test-policy.ts'

const morning: TimeSpan = { from: '07:30', until: '12:00' }
const absence = { kind: 'absence', child: 'Femke', date: '2026-03-05' } as const
const friday = { kind: 'credit-day', child: 'Femke', date: '2026-03-06' } as const

/** What a credit day of these hours comes to after these absences, with credit in minutes. */
function paidWith(pays: string, time: TimeSpan, ...absences: readonly Ask[]) {
  const policy = policyOf(`${creditOf(`unit: minutes\npays: ${pays}`)}\ncreditDay: {}`)
  const earned = absences.reduce(
    (world, ask) => record(world, sampleAsking('2026-03-01 06:00', ask), policy),
    sampleWorld(),
  )
  const verdict = verdictBy(policy, { ...friday, time }, '2026-03-02 10:00', earned)
  if (verdict.outcome !== 'allowed') return brokenIn(verdict)
  const { spends, lost, invoiced } = followsFrom(verdict)
  return { spends: spends.map(({ amount }) => amount), lost, invoiced }
}

const day: TimeSpan = { from: '08:00', until: '19:00' }
const short: TimeSpan = { from: '08:00', until: '13:00' }
const long: TimeSpan = { from: '07:00', until: '19:00' }

describe('credit of a day of eleven hours', () => {
  test('pays for a day of equal length alone, where it must be equal', () => {
    const pays = '{ size: equal, together: false, shortage: refused, rest: kept }'
    expect(paidWith(pays, day, absence)).toEqual({ spends: [660], lost: 0, invoiced: 0 })
    expect(paidWith(pays, short, absence)).toEqual(['credit.covers-day'])
    expect(paidWith(pays, long, absence)).toEqual(['credit.covers-day'])
  })

  test('pays for an equal or a shorter day, of which the rest is lost', () => {
    const pays = '{ size: not-longer, together: false, shortage: refused, rest: lost }'
    expect(paidWith(pays, short, absence)).toEqual({ spends: [660], lost: 360, invoiced: 0 })
    expect(paidWith(pays, long, absence)).toEqual(['credit.covers-day'])
  })

  test('keeps what a shorter day leaves, where it may be split', () => {
    const pays = '{ together: false, shortage: refused, rest: kept }'
    expect(paidWith(pays, short, absence)).toEqual({ spends: [300], lost: 0, invoiced: 0 })
  })

  test('pays for a longer day free of charge', () => {
    const pays = '{ together: false, shortage: free, rest: lost }'
    expect(paidWith(pays, long, absence)).toEqual({ spends: [660], lost: 0, invoiced: 0 })
  })

  test('pays a part of a longer day, and the guardian the rest', () => {
    const pays = '{ together: false, shortage: invoiced, rest: kept }'
    expect(paidWith(pays, long, absence)).toEqual({ spends: [660], lost: 0, invoiced: 60 })
  })
})

test('several credits pay one day together, the oldest first, or each only its own', () => {
  const two = [{ ...absence, date: '2026-03-09', time: morning } as const, { ...absence, time: morning }]
  const pays = 'shortage: refused, rest: kept }'
  expect(paidWith(`{ together: true, ${pays}`, short, ...two)).toEqual({
    spends: [270, 30],
    lost: 0,
    invoiced: 0,
  })
  expect(paidWith(`{ together: false, ${pays}`, short, ...two)).toEqual(['credit.covers-day'])
})

const afternoon: TimeSpan = { from: '14:30', until: '18:30' }
const daan = sampleChild(
  'Daan',
  sampleContract({ group: 'Spechten', careType: 'VSO', days: { mon: { from: '07:00', until: '08:30' } } }),
  sampleContract({ group: 'Uilen', careType: 'NSO', days: { mon: afternoon } }),
)

describe('products', () => {
  const location = sampleLocation({
    schoolHolidays: [{ from: '2026-03-16', until: '2026-03-20', name: 'Voorjaar' }],
  })
  const ofMorning = { kind: 'absence', child: 'Daan', date: '2026-03-09', careType: 'VSO' } as const
  const ofAfternoon = { ...ofMorning, careType: 'NSO' } as const

  /** The rules that a BSO afternoon breaks after one absence. */
  function brokenAfter(settings: string, ask: Ask, date: '2026-03-12' | '2026-03-17') {
    const policy = policyOf(`${creditOf(settings)}\ncreditDay: {}`)
    const world = sampleWorld({ location, children: [daan] })
    const earned = record(world, sampleAsking('2026-03-02 06:00', ask), policy)
    const wanted = { kind: 'credit-day', child: 'Daan', date, careType: 'NSO', time: afternoon } as const
    return brokenIn(verdictBy(policy, wanted, '2026-03-09 20:00', earned))
  }

  test.each([
    ['credit stays within one care type', 'careTypes: same', ['credit.same-care-type']],
    ['credit pays for any care', 'careTypes: any', []],
    [
      'care before school is apart from other care',
      'careTypes: [[KDV, peuter, NSO]]',
      ['credit.same-care-type'],
    ],
    ['care before and after school are one', 'careTypes: [[VSO, NSO]]', []],
  ])('%s: "%s"', (_, settings, broken) => {
    expect(brokenAfter(settings, ofMorning, '2026-03-12')).toEqual(broken)
  })

  test('school weeks and school holidays are apart', () => {
    const settings = 'exclusions: [{ from: { period: school-weeks }, to: { period: school-holidays } }]'
    expect(brokenAfter(settings, ofAfternoon, '2026-03-12')).toEqual([])
    expect(brokenAfter(settings, ofAfternoon, '2026-03-17')).toEqual(['credit.same-product'])
  })

  test('contracts of 40, 46 and 52 weeks differ', () => {
    const settings = `${creditOf('earned: [{ when: { weeks: [40, 46] }, is: false }]')}`
    const earnedWith = (weeks: number) => {
      const world = sampleWorld({ children: [sampleChild('Femke', sampleContract({ weeks }))] })
      return brokenIn(verdictBy(settings, absence, undefined, world))
    }
    expect([40, 46, 52].map(earnedWith)).toEqual([['credit.offered'], ['credit.offered'], []])
  })
})
