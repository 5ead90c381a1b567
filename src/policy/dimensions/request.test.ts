import { describe, expect, test } from 'vitest'
import type { Ask } from '../../rules/ask.ts'
import { record } from '../../rules/record.ts'
import { sampleAsking, sampleChild, sampleContract, sampleWorld } from '../../rules/test-world.ts'
import { addDays, type IsoDate } from '../../rules/time.ts'
import type { World } from '../../rules/world.ts'
import { brokenIn, policyOf, verdictBy } from '../test-policy.ts'

const extra = (date: IsoDate): Ask => ({ kind: 'extra', child: 'Femke', date })
const swap = (give: IsoDate, take: IsoDate): Ask => ({ kind: 'swap', child: 'Femke', give, take })

const hours = { from: '07:30', until: '18:30' } as const
const world = sampleWorld({
  children: [sampleChild('Femke', sampleContract({ days: { mon: hours, thu: hours } }))],
})

function broken(settings: string, ask: Ask, at: string, where: World = world) {
  return brokenIn(verdictBy(settings, ask, at, where))
}

describe('an extra day on Tuesday 31 March can be asked', () => {
  test.each([
    ['21 days', '2026-03-10'],
    ['28 days', '2026-03-03'],
    ['30 days', '2026-03-01'],
    ['31 days', '2026-02-28'],
    ['1 month', '2026-03-01'],
    ['12 weeks', '2026-01-06'],
    ['90 days', '2025-12-31'],
    ['3 months', '2025-12-31'],
    ['this month', '2026-03-01'],
  ] as const)('%s ahead: from %s on', (ahead, first) => {
    const settings = `extra: { ahead: ${ahead} }`
    expect(broken(settings, extra('2026-03-31'), `${first} 00:00`)).not.toContain('extra.horizon')
    expect(broken(settings, extra('2026-03-31'), `${addDays(first, -1)} 23:59`)).toContain('extra.horizon')
  })

  test.each([
    ['48 hours before care', '2026-03-29 07:30', '2026-03-29 07:30:01'],
    ['2 working days before', '2026-03-27 23:59:59', '2026-03-28 00:00'],
    ['10 working days before', '2026-03-17 23:59:59', '2026-03-18 00:00'],
    ['4 days before', '2026-03-27 23:59:59', '2026-03-28 00:00'],
    ['1 week before', '2026-03-24 23:59:59', '2026-03-25 00:00'],
    ['2 weeks before', '2026-03-17 23:59:59', '2026-03-18 00:00'],
    ['before wednesday 12:00, 1 week before', '2026-03-25 11:59:59', '2026-03-25 12:00'],
  ])('with notice "%s": at %s, and not at %s', (notice, inTime, tooLate) => {
    const settings = `extra: { notice: "${notice}" }`
    expect(broken(settings, extra('2026-03-31'), inTime)).toEqual([])
    expect(broken(settings, extra('2026-03-31'), tooLate)).toEqual(['extra.notice'])
  })
})

describe('both days of a swap lie', () => {
  test.each([
    ['one week', 'week', '2026-03-08', '2026-03-09'],
    ['one month', 'month', '2026-03-31', '2026-04-01'],
    ['one year', 'year', '2026-12-31', '2027-01-01'],
  ] as const)('in %s', (_, period, last, next) => {
    const settings = `swap: { window: { from: start of the ${period}, until: end of the ${period} } }`
    const give = '2026-03-05'
    expect(broken(settings, swap(give, last), '2026-03-02 06:00')).not.toContain('swap.window')
    expect(broken(settings, swap(give, next), '2026-03-02 06:00')).toContain('swap.window')
  })

  test('so many days apart at most, on either side', () => {
    const settings =
      'swap: { window: { from: 7 days before the given day, until: 14 days after the given day } }'
    const apart = (take: IsoDate) => broken(settings, swap('2026-03-16', take), '2026-03-02 06:00')
    expect([apart('2026-03-09'), apart('2026-03-30')].flat()).not.toContain('swap.window')
    expect(apart('2026-03-08')).toContain('swap.window')
    expect(apart('2026-03-31')).toContain('swap.window')
  })

  test('each in a horizon of its own, counted from the day of asking', () => {
    const settings = 'swap: { given: { ahead: 1 week }, taken: { ahead: 2 weeks } }'
    expect(broken(settings, swap('2026-03-09', '2026-03-13'), '2026-03-02 06:00')).toEqual([])
    expect(broken(settings, swap('2026-03-12', '2026-03-13'), '2026-03-02 06:00')).toEqual(['swap.horizon'])
    expect(broken(settings, swap('2026-03-09', '2026-03-17'), '2026-03-02 06:00')).toEqual(['swap.horizon'])
  })

  test('each with a notice of its own', () => {
    const settings = 'swap: { given: { notice: 2 days before }, taken: { notice: 4 days before } }'
    expect(broken(settings, swap('2026-03-05', '2026-03-06'), '2026-03-02 06:00')).toEqual([])
    expect(broken(settings, swap('2026-03-05', '2026-03-06'), '2026-03-03 06:00')).toEqual(['swap.notice'])
    expect(broken(settings, swap('2026-03-05', '2026-03-10'), '2026-03-04 06:00')).toEqual(['swap.notice'])
  })
})

describe('swaps are capped', () => {
  /** The rules that a swap of Thursday 12 March breaks after so many granted ones with other days. */
  function brokenAfter(cap: string, ...takes: readonly IsoDate[]) {
    const policy = policyOf(`swap: { caps: [{ ${cap} }] }`)
    const after = takes.reduce(
      (before, take, number) =>
        record(
          before,
          sampleAsking('2026-01-01 06:00', swap(number % 2 ? '2026-01-05' : '2026-01-08', take)),
          policy,
          'granted',
        ),
      world,
    )
    return brokenIn(verdictBy(policy, swap('2026-03-12', '2026-03-13'), '2026-03-02 06:00', after))
  }

  test.each([
    ['2, per: year', ['2026-01-09'], ['2026-01-09', '2026-12-30']],
    ['1, per: month', ['2026-02-27'], ['2026-03-31']],
    ['1, per: week', ['2026-03-17'], ['2026-03-10']],
    ['1, per: contract-year', ['2025-08-26', '2026-09-01'], ['2026-08-28']],
  ] as const)('at %s', (most, room, full) => {
    expect(brokenAfter(`most: ${most}`, ...room)).toEqual([])
    expect(brokenAfter(`most: ${most}`, ...full)).toEqual(['request.cap'])
  })

  test('by the day given up, where the policy counts that', () => {
    expect(brokenAfter('most: 1, per: month, counted: given', '2026-03-31')).toEqual([])
    expect(brokenAfter('most: 1, per: year, counted: given', '2026-03-31')).toEqual(['request.cap'])
  })

  test.each([
    [4, '2026-09-01', 1],
    [5, '2026-07-01', 2],
    [8, '2026-09-02', 2],
    [10, '2026-12-01', 0],
  ] as const)('at %i a year in proportion, from %s on at %i', (most, from, allowed) => {
    const policy = policyOf(`swap: { caps: [{ most: ${most}, per: year, partYear: in-proportion }] }`)
    const where = sampleWorld({ children: [sampleChild('Femke', sampleContract({ from }))] })
    const { reasons } = verdictBy(policy, swap('2026-12-10', '2026-12-11'), '2026-12-07 06:00', where)
    expect(reasons.find(({ rule }) => rule === 'request.cap')?.facts).toMatchObject({ most: allowed })
  })
})
