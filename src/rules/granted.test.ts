import { describe, expect, test } from 'vitest'
import { grantedCredits } from './granted.ts'
import { childOf } from './lookup.ts'
import type { CreditPolicy } from './policy.ts'
import { record } from './record.ts'
import { always } from './terms/index.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleCredit,
  sampleLocation,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { Contract, World } from './world.ts'

const ask = { kind: 'credit-day', child: 'Femke', date: '2026-04-10' } as const

function grantedOn(at: string, changes: Partial<CreditPolicy>, world: World = sampleWorld()) {
  const credit: CreditPolicy = { ...sampleCredit, valid: [], ...changes }
  const asking = sampleAsking(at, ask)
  const policy = { ...samplePolicy, credit }
  return grantedCredits({ asking, child: childOf(world, 'Femke'), world, policy }, credit)
}

function worldWith(...contracts: readonly Contract[]): World {
  return sampleWorld({ children: [sampleChild('Femke', ...contracts)] })
}

const days = (credits: ReturnType<typeof grantedOn>) => credits.map(({ absentOn }) => absentOn)

describe('public holidays that give credit', () => {
  const granted = { publicHolidays: 'granted' } as const

  test('are those on which the contract has care, from the day itself on', () => {
    expect(days(grantedOn('2026-04-05 23:59', granted))).toEqual(['2025-12-25', '2026-01-01'])
    expect(days(grantedOn('2026-04-06 00:00', granted))).toEqual(['2025-12-25', '2026-01-01', '2026-04-06'])
  })

  test('of up to two calendar years before this one count', () => {
    const long = worldWith(sampleContract({ from: '2020-01-01' }))
    expect(days(grantedOn('2026-01-02 10:00', granted, long))[0]).toBe('2024-01-01')
  })

  test("King's Day counts on the 26th when the 27th is a Sunday, which is a Saturday without care", () => {
    const year = worldWith(sampleContract({ from: '2025-04-22', until: '2025-05-02' }))
    expect(days(grantedOn('2025-05-02 10:00', granted, year))).toEqual([])
  })

  test('earn what the contract would have, for each kind of care', () => {
    const afternoon = { from: '14:30', until: '18:30' } as const
    const both = worldWith(
      sampleContract({ from: '2026-04-01' }),
      sampleContract({ from: '2026-04-01', careType: 'NSO', group: 'Uilen', days: { mon: afternoon } }),
    )
    const credits = grantedOn('2026-04-06 10:00', { ...granted, unit: { name: 'minutes' } }, both)
    expect(credits.map(({ careType, amount, minutes }) => [careType, amount, minutes])).toEqual([
      ['KDV', 660, 660],
      ['NSO', 240, 240],
    ])
  })

  test('are given once: what was written down is not given again', () => {
    const credit: CreditPolicy = { ...sampleCredit, valid: [], ...granted }
    const policy = { ...samplePolicy, credit }
    const world = record(sampleWorld(), sampleAsking('2026-04-07 10:00', ask), policy, 'granted')
    expect(world.credits.map(({ absentOn, left }) => [absentOn, left])).toEqual([['2025-12-25', 0]])
    expect(days(grantedOn('2026-04-08 10:00', granted, world))).toEqual(['2026-01-01', '2026-04-06'])
  })

  test('are given for each kind of care apart', () => {
    const both = worldWith(sampleContract(), sampleContract({ careType: 'NSO', group: 'Uilen' }))
    const written = record(
      both,
      sampleAsking('2026-04-07 10:00', { ...ask, careType: 'NSO' }),
      { ...samplePolicy, credit: { ...sampleCredit, valid: [], ...granted } },
      'granted',
    )
    const left = grantedOn('2026-04-07 10:00', granted, written)
    expect(left.map(({ careType, absentOn }) => `${careType} ${absentOn}`)).toEqual([
      'KDV 2025-12-25',
      'KDV 2026-01-01',
      'NSO 2026-01-01',
      'KDV 2026-04-06',
      'NSO 2026-04-06',
    ])
  })

  test('of two children have ids of their own', () => {
    const credit: CreditPolicy = { ...sampleCredit, valid: [], ...granted }
    const policy = { ...samplePolicy, credit }
    const children = ['Femke', 'Sem'].map((id) => sampleChild(id))
    const world = children.reduce(
      (before, { id }) => record(before, sampleAsking('2026-04-07 10:00', { ...ask, child: id }), policy),
      sampleWorld({ children }),
    )
    expect(world.credits.map(({ child, left }) => [child, left])).toEqual([
      ['Femke', 0],
      ['Sem', 0],
    ])
    expect(new Set(world.credits.map(({ id }) => id)).size).toBe(2)
  })
})

describe('closures that give credit', () => {
  test('are whole days of the locations of the contracts, and no parts of days', () => {
    const location = sampleLocation({
      closures: [
        { date: '2026-03-05', name: 'Studiedag' },
        { date: '2026-03-09', name: 'Feest', from: '12:00' },
        { date: '2026-03-12', name: 'Schoonmaak', until: '12:00' },
        { date: '2026-03-13', name: 'Geen dag van Femke' },
      ],
    })
    const world = sampleWorld({ location })
    expect(days(grantedOn('2026-03-20 10:00', { closures: 'granted' }, world))).toEqual(['2026-03-05'])
    expect(grantedOn('2026-03-20 10:00', { publicHolidays: 'granted' }, world)).toHaveLength(2)
    expect(grantedOn('2026-03-20 10:00', { closures: 'nothing' }, world)).toEqual([])
  })
})

describe('credit of the year', () => {
  const five = { amount: always(5), partYear: 'whole' } as const
  const inProportion = { ...five, partYear: 'in-proportion' } as const

  test('is given on the first day of the year, or of care in it', () => {
    expect(days(grantedOn('2026-03-02 10:00', { yearly: five }))).toEqual(['2025-09-01', '2026-01-01'])
    const late = worldWith(sampleContract({ from: '2026-03-02' }))
    expect(days(grantedOn('2026-03-02 10:00', { yearly: five }, late))).toEqual(['2026-03-02'])
    expect(grantedOn('2026-03-01 10:00', { yearly: five }, late)).toEqual([])
  })

  test('of a part of a year is in proportion to its days, where the policy says so', () => {
    const part = worldWith(sampleContract({ from: '2026-01-01', until: '2026-03-14' }))
    expect(grantedOn('2026-03-02 10:00', { yearly: inProportion }, part)[0]?.amount).toBe((5 * 73) / 365)
    expect(grantedOn('2026-03-02 10:00', { yearly: five }, part)[0]?.amount).toBe(5)
  })

  test('counts contracts that follow each other as one', () => {
    const chain = worldWith(
      sampleContract({ from: '2025-12-01', until: '2026-01-31' }),
      sampleContract({ from: '2026-02-01' }),
    )
    const credits = grantedOn('2026-03-02 10:00', { yearly: inProportion }, chain)
    expect(credits.map(({ absentOn, amount }) => [absentOn, amount])).toEqual([
      ['2025-12-01', (5 * 31) / 365],
      ['2026-01-01', 5],
    ])
  })

  test('has not been given before its first day', () => {
    const coming = worldWith(sampleContract({ from: '2026-03-03' }))
    expect(grantedOn('2026-03-02 23:59', { yearly: five }, coming)).toEqual([])
  })

  test('in minutes has minutes, in another unit none', () => {
    const minutes = grantedOn('2026-03-02 10:00', { yearly: five, unit: { name: 'minutes' } })[0]
    expect([minutes?.minutes, grantedOn('2026-03-02 10:00', { yearly: five })[0]?.minutes]).toEqual([5, 0])
  })

  test('is none where the policy sets none for such care', () => {
    const yearly = { ...five, amount: [{ when: { careTypes: ['VSO' as const] }, is: 5 }] }
    expect(grantedOn('2026-03-02 10:00', { yearly })).toEqual([])
  })

  test('stands beside that of New Year and of an absence on one day', () => {
    const policy = { yearly: five, publicHolidays: 'granted' } as const
    const world = worldWith(sampleContract({ from: '2026-01-01' }))
    const credits = grantedOn('2026-01-02 10:00', policy, world)
    expect(credits.map(({ absentOn, granted }) => [absentOn, granted])).toEqual([
      ['2026-01-01', 'closed-day'],
      ['2026-01-01', 'year'],
    ])
  })
})
