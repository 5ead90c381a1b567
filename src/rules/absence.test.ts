import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import type { Policy } from './policy.ts'
import { type Answer, record } from './record.ts'
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
import type { RuleId, Verdict } from './verdict.ts'
import type { World } from './world.ts'

const morning = { from: '07:00', until: '08:30' } as const
const afternoon = { from: '14:30', until: '18:30' } as const
const daan = sampleChild(
  'Daan',
  sampleContract({ group: 'Spechten', careType: 'VSO', days: { mon: morning, tue: morning } }),
  sampleContract({ group: 'Uilen', careType: 'NSO', days: { mon: afternoon, tue: afternoon } }),
)
const world = sampleWorld({ children: [sampleChild('Femke'), daan] })

function verdictOn(ask: Ask, at = '2026-03-02 06:00', where: World = world, policy = samplePolicy): Verdict {
  return decide(sampleAsking(at, ask), where, policy)
}

function broken(verdict: Verdict): readonly RuleId[] {
  return verdict.reasons.filter(({ held }) => held === false).map(({ rule }) => rule)
}

function earned(verdict: Verdict): readonly string[] {
  if (verdict.outcome !== 'allowed') return []
  return verdict.consequences.earns.map(({ careType, minutes }) => `${careType} ${minutes}`)
}

function worldAfter(ask: Ask, answer?: Answer, where: World = world, policy = samplePolicy): World {
  return record(where, sampleAsking('2026-03-01 20:00', ask), policy, answer)
}

describe('an absence', () => {
  test('of a child with two kinds of care that day earns for both', () => {
    expect(earned(verdictOn({ kind: 'absence', child: 'Daan', date: '2026-03-03' }))).toEqual([
      'VSO 90',
      'NSO 240',
    ])
  })

  test('for part of the day earns the hours reported', () => {
    const time = { from: '12:00', until: '20:00' } as const
    expect(earned(verdictOn({ kind: 'absence', child: 'Femke', date: '2026-03-05', time }))).toEqual([
      'KDV 390',
    ])
  })

  test('reported in two parts earns once', () => {
    const [early, late] = [
      { from: '07:30', until: '12:00' },
      { from: '12:00', until: '18:30' },
    ] as const
    const half = worldAfter({ kind: 'absence', child: 'Femke', date: '2026-03-05', time: early })
    const verdict = verdictOn(
      { kind: 'absence', child: 'Femke', date: '2026-03-05', time: late },
      undefined,
      half,
    )
    expect([verdict.outcome, broken(verdict), earned(verdict)]).toEqual([
      'allowed',
      ['credit.contract-day'],
      [],
    ])
  })

  test('on a day that is closed from 15:00 earns the hours before', () => {
    const location = sampleLocation({ closures: [{ date: '2026-03-05', name: 'Feest', from: '15:00' }] })
    const where = sampleWorld({ location })
    expect(
      earned(verdictOn({ kind: 'absence', child: 'Femke', date: '2026-03-05' }, undefined, where)),
    ).toEqual(['KDV 450'])
  })

  test('on a public holiday is refused, for there is no care and nothing to earn', () => {
    const verdict = verdictOn({ kind: 'absence', child: 'Femke', date: '2026-04-06' })
    expect(broken(verdict)).toEqual(['day.planned', 'credit.not-closed-day'])
  })

  test('is refused the second time', () => {
    const ask: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' }
    expect(broken(verdictOn(ask, undefined, worldAfter(ask)))).toEqual(['day.planned'])
  })

  test('of a granted extra day is accepted and earns nothing', () => {
    const extra = worldAfter({ kind: 'extra', child: 'Femke', date: '2026-03-06' }, 'granted')
    const verdict = verdictOn({ kind: 'absence', child: 'Femke', date: '2026-03-06' }, undefined, extra)
    expect([verdict.outcome, broken(verdict)]).toEqual(['allowed', ['credit.contract-day']])
  })

  test('in the last days of the year earns a credit into the next', () => {
    const verdict = verdictOn({ kind: 'absence', child: 'Femke', date: '2026-12-21' })
    expect(verdict).toMatchObject({ consequences: { earns: [{ expiresOn: '2027-01-20' }] } })
  })

  test('at the end of February in a leap year earns a credit that counts the leap day', () => {
    const verdict = verdictOn({ kind: 'absence', child: 'Femke', date: '2028-02-28' }, '2028-02-01 10:00')
    expect(verdict).toMatchObject({ consequences: { earns: [{ expiresOn: '2028-03-29' }] } })
  })
})

describe('an absence where only whole days earn', () => {
  const wholeDays: Policy = { ...samplePolicy, credit: { ...sampleCredit, least: 'days' } }
  const early = { from: '07:30', until: '12:00' } as const
  const late = { from: '12:00', until: '18:30' } as const
  const absence = { kind: 'absence', child: 'Femke', date: '2026-03-05' } as const

  function reportedOn(ask: Ask, where?: World, at?: string, policy = wholeDays): Verdict {
    return verdictOn(ask, at, where, policy)
  }

  test('for part of the day earns nothing', () => {
    expect(broken(reportedOn({ ...absence, time: late }))).toEqual(['credit.whole-day'])
  })

  test('reported in two halves earns the whole day, once', () => {
    const half = worldAfter({ ...absence, time: early }, undefined, world, wholeDays)
    const verdict = reportedOn({ ...absence, time: late }, half)
    expect([half.credits, broken(verdict), earned(verdict)]).toEqual([[], [], ['KDV 660']])
  })

  test('reported in two halves is in time only when the first half was', () => {
    const reported = always<Deadline>({ kind: 'hours', hours: 24, before: 'care', exactly: true })
    const notice: Policy = { ...wholeDays, credit: { ...sampleCredit, least: 'days', reported } }
    const half = worldAfter({ ...absence, time: early }, undefined, world, notice)
    const second: Ask = { ...absence, time: late }
    expect(broken(reportedOn(second, half, '2026-03-04 07:30', notice))).toEqual([])
    expect(broken(reportedOn(second, half, '2026-03-04 07:31', notice))).toEqual(['credit.reported-in-time'])
  })

  test('earns for the kind of care that is reported whole, and not for the other', () => {
    const time = { from: '07:00', until: '16:00' } as const
    const verdict = reportedOn({ kind: 'absence', child: 'Daan', date: '2026-03-03', time })
    expect(earned(verdict)).toEqual(['VSO 90'])
    expect(verdict.reasons).toContainEqual(
      expect.objectContaining({
        rule: 'credit.whole-day',
        of: 'VSO',
        facts: {
          date: '2026-03-03',
          careType: 'VSO',
          least: 'days',
          reportedMinutes: 90,
          plannedMinutes: 90,
        },
      }),
    )
  })

  test('of an extra day on a day that was reported before breaks one rule, with true facts', () => {
    const absent = worldAfter(absence)
    const extra = worldAfter({ ...absence, kind: 'extra' }, 'granted', absent)
    const verdict = reportedOn(absence, extra)
    expect(broken(verdict)).toEqual(['credit.contract-day'])
    expect(verdict.reasons).toContainEqual(
      expect.objectContaining({ facts: { date: '2026-03-05', contractCare: [], earnedBefore: true } }),
    )
  })
})
