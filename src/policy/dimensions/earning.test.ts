import { describe, expect, test } from 'vitest'
import type { Ask } from '../../rules/ask.ts'
import { decide } from '../../rules/decide.ts'
import { record } from '../../rules/record.ts'
import { sampleAsking, sampleChild, sampleContract, sampleWorld } from '../../rules/test-world.ts'
import type { World } from '../../rules/world.ts'
import { brokenIn, creditOf, followsFrom, policyOf, verdictBy } from '../test-policy.ts'

const absence = { kind: 'absence', child: 'Femke', date: '2026-03-05' } as const
const morning = { ...absence, time: { from: '07:30', until: '12:00' } } as const
const easterMonday = { ...absence, date: '2026-04-06' } as const

function earnedBy(settings: string, ask: Ask = absence, world?: World) {
  return followsFrom(verdictBy(settings, ask, undefined, world)).earns
}

/** What is earned by absences one after another. */
function earnedInTurn(settings: string, ...dates: readonly Ask[]): readonly number[] {
  const policy = policyOf(settings)
  const world = dates.reduce(
    (before, ask) => record(before, sampleAsking('2026-01-02 06:00', ask), policy),
    sampleWorld(),
  )
  return world.credits.map(({ amount }) => amount)
}

const onDays = (...days: readonly string[]): readonly Ask[] =>
  days.map((day) => ({ ...absence, date: `2026-${day}` as Ask & string }) as Ask)

describe('who earns', () => {
  test('only whole days', () => {
    const settings = creditOf('least: days')
    expect(earnedBy(settings, absence)).toHaveLength(1)
    expect(brokenIn(verdictBy(settings, morning))).toEqual(['credit.whole-day'])
  })

  test('only what the parent reports in the portal', () => {
    const settings = creditOf('earned:\n  - { when: { by: staff }, is: false }')
    const byStaff = { ...sampleAsking('2026-03-02 06:00', absence), by: 'staff', because: 'phoned' } as const
    expect(brokenIn(decide(byStaff, sampleWorld(), policyOf(settings)))).toEqual(['credit.offered'])
    expect(earnedBy(settings)).toHaveLength(1)
  })

  test('not a flexible contract', () => {
    const settings = creditOf('earned:\n  - { when: { contract: flexible }, is: false }')
    const world = sampleWorld({ children: [sampleChild('Femke', sampleContract({ kind: 'flexible' }))] })
    expect(brokenIn(verdictBy(settings, absence, undefined, world))).toEqual(['credit.offered'])
  })

  test('not a child that is sick', () => {
    const settings = creditOf('earned:\n  - { when: { sick: true }, is: false }')
    expect(brokenIn(verdictBy(settings, { ...absence, sick: true }))).toEqual(['credit.offered'])
    expect(earnedBy(settings, { ...absence, sick: false })).toHaveLength(1)
  })

  test('not on public holidays, or when they are reported like any other day', () => {
    expect(verdictBy(creditOf('least: hours'), easterMonday).outcome).toBe('refused')
    expect(earnedBy(creditOf('publicHolidays: when-reported'), easterMonday)).toHaveLength(1)
  })

  test('public holidays without a report, from the day itself on', () => {
    const settings = `${creditOf('publicHolidays: granted')}\ncreditDay: {}`
    const creditDay = { kind: 'credit-day', child: 'Femke', date: '2026-04-10' } as const
    expect(brokenIn(verdictBy(settings, creditDay, '2026-04-05 23:59'))).toEqual(['credit.available'])
    expect(followsFrom(verdictBy(settings, creditDay, '2026-04-06 00:00')).grants).toMatchObject([
      { absentOn: '2026-04-06', amount: 1 },
    ])
  })
})

describe('the unit', () => {
  const points =
    'points:\n  - { when: { atLeast: 8 hours }, is: 10 }\n  - { when: { across: "13:00" }, is: 5 }'

  test.each([
    ['minutes', 'unit: minutes', 660, 270],
    ['a point a day-part', 'unit: day-parts', 2, 1],
    ['one point whatever the length', 'unit: days', 1, 1],
    ['weighted points', `unit: points\n${points}\n  - is: 2.5`, 10, 2.5],
  ])('%s counts a whole day and a morning', (_, settings, wholeDay, partOfDay) => {
    expect(earnedBy(creditOf(settings))[0]?.amount).toBe(wholeDay)
    expect(earnedBy(creditOf(settings), morning)[0]?.amount).toBe(partOfDay)
  })
})

describe('a cap', () => {
  test('on the balance refills when credit is spent', () => {
    const policy = policyOf(
      `${creditOf('unit: minutes\ncaps: [{ most: 20 hours, per: balance }]')}\ncreditDay: {}`,
    )
    const full = onDays('03-02', '03-05').reduce(
      (world, ask) => record(world, sampleAsking('2026-03-01 06:00', ask), policy),
      sampleWorld(),
    )
    expect(full.credits.map(({ amount }) => amount)).toEqual([660, 540])
    const spend: Ask = { kind: 'credit-day', child: 'Femke', date: '2026-03-06' }
    const spent = record(full, sampleAsking('2026-03-02 10:00', spend), policy)
    const next = sampleAsking('2026-03-07 10:00', { ...absence, date: '2026-03-09' })
    expect(followsFrom(decide(next, spent, policy)).earns[0]?.amount).toBe(660)
  })

  test('on what is earned in a year does not, and begins anew in the next', () => {
    const settings = creditOf('unit: minutes\ncaps: [{ most: 45 hours, per: year }]')
    const days = onDays('02-02', '02-05', '02-09', '02-12', '02-16', '02-19')
    expect(earnedInTurn(settings, ...days)).toEqual([660, 660, 660, 660, 60])
    const nextYear: Ask = { ...absence, date: '2027-01-04' }
    expect(earnedInTurn(settings, ...days, nextYear).at(-1)).toBe(660)
  })

  test('of points is counted in points', () => {
    const settings = creditOf('unit: points\npoints: 2\ncaps: [{ most: 7 points, per: year }]')
    expect(earnedInTurn(settings, ...onDays('02-02', '02-05', '02-09', '02-12', '02-16'))).toEqual([
      2, 2, 2, 1,
    ])
  })

  test('of a part of a year is in proportion', () => {
    const settings = creditOf('unit: minutes\ncaps: [{ most: 73 hours, per: year, partYear: in-proportion }]')
    const half = sampleContract({ from: '2026-03-05', until: '2026-03-14' })
    const world = sampleWorld({ children: [sampleChild('Femke', half)] })
    expect(earnedBy(settings, absence, world)[0]?.amount).toBe((73 * 60 * 10) / 365)
  })

  test('of a year can be granted instead of earned', () => {
    const settings = `${creditOf('yearly: { amount: 5 days }\nearned: false\nvalid: { until: end of the year }')}\ncreditDay: {}`
    const creditDay = { kind: 'credit-day', child: 'Femke', date: '2026-03-06' } as const
    expect(followsFrom(verdictBy(settings, creditDay)).grants).toMatchObject([
      { absentOn: '2026-01-01', amount: 5 },
    ])
    expect(brokenIn(verdictBy(settings, absence))).toEqual(['credit.offered'])
  })
})
