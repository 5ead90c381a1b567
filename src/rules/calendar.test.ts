import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import type { CreditPolicy } from './policy.ts'
import { always, type Deadline } from './terms/index.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleCredit,
  sampleLocation,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { IsoDate } from './time.ts'
import type { RuleId, Verdict } from './verdict.ts'
import type { World } from './world.ts'

const hours = { from: '07:30', until: '18:30' } as const
const everyDay = sampleChild(
  'Femke',
  sampleContract({
    from: '2020-01-01',
    days: { sat: hours, mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  }),
)

function verdictOn(ask: Ask, at: string, changes: Partial<CreditPolicy> = {}, world?: World): Verdict {
  const policy = { ...samplePolicy, credit: { ...sampleCredit, ...changes } }
  return decide(sampleAsking(at, ask), world ?? sampleWorld({ children: [everyDay] }), policy)
}

function brokenIn({ reasons }: Verdict): readonly RuleId[] {
  return reasons.filter(({ held }) => held === false).map(({ rule }) => rule)
}

const absence = (date: IsoDate): Ask => ({ kind: 'absence', child: 'Femke', date })
const extra = (date: IsoDate): Ask => ({ kind: 'extra', child: 'Femke', date })

function earnedOn(date: IsoDate, at: string, changes: Partial<CreditPolicy> = {}, world?: World) {
  const verdict = verdictOn(absence(date), at, changes, world)
  return verdict.outcome === 'allowed' ? verdict.consequences.earns : []
}

const hoursAhead = (count: number): Partial<CreditPolicy> => ({
  reported: always<Deadline>({ kind: 'hours', hours: count, before: 'care', exactly: true }),
})

describe("King's Day", () => {
  const world = sampleWorld()

  test('of 2025, on a Sunday, is kept on the Saturday before: the Monday after is open', () => {
    expect(brokenIn(verdictOn(extra('2025-04-26'), '2025-04-22 10:00', {}, world))).toContain('day.open')
    expect(earnedOn('2025-04-28', '2025-04-27 10:00')).toHaveLength(1)
  })

  test('on a Monday closes that Monday, where it is reported like any other day', () => {
    expect(brokenIn(verdictOn(absence('2026-04-27'), '2026-04-20 10:00'))).toContain('credit.not-closed-day')
    expect(earnedOn('2026-04-27', '2026-04-20 10:00', { publicHolidays: 'when-reported' })).toHaveLength(1)
  })

  test('on a Saturday earns where a contract has care on it, as a public holiday and not as a weekend', () => {
    expect(earnedOn('2025-04-26', '2025-04-22 10:00', { publicHolidays: 'when-reported' })).toHaveLength(1)
    expect(
      earnedOn('2025-04-19', '2025-04-14 10:00', {
        publicHolidays: 'when-reported',
        closures: 'when-reported',
      }),
    ).toEqual([])
  })
})

describe('the change of the clock', () => {
  test.each([
    ['forward', '2026-03-30', '2026-03-29 07:30', '2026-03-29 07:31', 24],
    ['forward', '2026-03-30', '2026-03-28 07:30', '2026-03-28 07:31', 48],
    ['back', '2026-10-26', '2026-10-25 07:30', '2026-10-25 07:31', 24],
    ['back', '2026-10-26', '2026-10-24 07:30', '2026-10-24 07:31', 48],
  ] as const)(
    '%s: of Monday %s a report at %s earns, and at %s does not (%i hours)',
    (_, date, inTime, late, count) => {
      expect([
        earnedOn(date, inTime, hoursAhead(count)).length,
        earnedOn(date, late, hoursAhead(count)).length,
      ]).toEqual([1, 0])
    },
  )
})

describe('validity in months', () => {
  const month = always({
    from: [],
    until: [{ kind: 'length', length: { count: 1, unit: 'months' }, side: 'after', of: 'absence' } as const],
  })

  test.each([
    ['2025-01-31', '2025-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2028-02-29', '2028-03-29'],
    ['2026-12-31', '2027-01-31'],
    ['2025-10-31', '2025-11-30'],
  ] as const)('of an absence of %s ends on %s', (date, expiresOn) => {
    expect(earnedOn(date, `${date.slice(0, 8)}01 06:00`, { valid: month })).toMatchObject([{ expiresOn }])
  })
})

describe('a day that is closed for a part', () => {
  const location = sampleLocation({
    closures: [
      { date: '2026-03-05', name: 'Feest', from: '15:00' },
      { date: '2026-03-06', name: 'Schoonmaak', until: '10:00' },
      { date: '2026-03-10', name: 'Overleg', from: '12:00', until: '13:00' },
    ],
  })
  const world = sampleWorld({ location, children: [everyDay] })
  const minutes = { unit: { name: 'minutes' } } as const

  test('earns its open hours', () => {
    const earned = (date: IsoDate) => earnedOn(date, '2026-03-02 06:00', minutes, world)[0]?.amount
    expect([earned('2026-03-05'), earned('2026-03-06'), earned('2026-03-10')]).toEqual([450, 510, 600])
  })

  test('earns all its hours where closures earn when they are reported', () => {
    const whole = { ...minutes, closures: 'when-reported' } as const
    expect(earnedOn('2026-03-05', '2026-03-02 06:00', whole, world)[0]?.amount).toBe(660)
  })

  test('starts when it opens, for a deadline of hours before care', () => {
    expect(earnedOn('2026-03-06', '2026-03-05 10:00', hoursAhead(24), world)).toHaveLength(1)
    expect(earnedOn('2026-03-06', '2026-03-05 10:01', hoursAhead(24), world)).toEqual([])
  })

  test('can be taken for its open hours, which are what is paid', () => {
    const free = sampleWorld({
      location,
      children: [sampleChild('Femke', sampleContract({ days: { mon: hours } }))],
    })
    const verdict = verdictOn(extra('2026-03-10'), '2026-03-02 06:00', {}, free)
    expect(verdict).toMatchObject({ outcome: 'allowed', consequences: { invoiced: 600 } })
    const lunch: Ask = {
      kind: 'extra',
      child: 'Femke',
      date: '2026-03-10',
      time: { from: '12:00', until: '13:00' },
    }
    expect(brokenIn(verdictOn(lunch, '2026-03-02 06:00', {}, free))).toEqual(['day.open'])
  })
})

describe('working days over Easter', () => {
  const workingDays = (count: number): Partial<CreditPolicy> => ({
    reported: always<Deadline>({ kind: 'days', length: { count, unit: 'working-days' }, exactly: true }),
  })

  test('two before Tuesday 7 April 2026 is Thursday, for Easter Monday is none', () => {
    expect(earnedOn('2026-04-07', '2026-04-02 23:59', workingDays(2))).toHaveLength(1)
    expect(earnedOn('2026-04-07', '2026-04-03 00:00', workingDays(2))).toEqual([])
  })
})
