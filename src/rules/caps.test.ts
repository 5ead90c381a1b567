import { describe, expect, test } from 'vitest'
import { roomForRequest } from './caps.ts'
import { decide } from './decide.ts'
import type { EarningCap, Policy, RequestCap } from './policy.ts'
import { record } from './record.ts'
import { always } from './terms/index.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleCredit,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { IsoDate } from './time.ts'
import type { Child, Credit, PastRequest, World } from './world.ts'

const hours = { from: '08:00', until: '12:00' } as const
const femke = sampleChild(
  'Femke',
  sampleContract({ from: '2025-03-10' }),
  sampleContract({ from: '2025-03-10', careType: 'NSO', group: 'Uilen', days: { wed: hours } }),
)

function granted(id: string, ask: PastRequest['ask'], state: PastRequest['state'] = 'granted'): PastRequest {
  return { id, ask, askedAt: '2026-01-01T10:00:00', state }
}

const extra = (date: IsoDate, careType: 'KDV' | 'NSO' = 'KDV') =>
  ({ kind: 'extra', child: 'Femke', date, careType }) as const

describe('room for one more request', () => {
  const plain: RequestCap = { most: always(2), per: 'year', counted: 'taken', of: 'child', partYear: 'whole' }

  function roomOn(
    date: IsoDate,
    changes: Partial<RequestCap>,
    requests: readonly PastRequest[],
    child: Child = femke,
  ) {
    const world: World = { ...sampleWorld({ children: [child] }), requests }
    const asking = sampleAsking('2026-01-02 10:00', extra(date))
    const care = {
      asking,
      child,
      date,
      careType: 'KDV',
      contract: undefined,
      location: undefined,
      hours: [],
    } as const
    return roomForRequest({ ...plain, ...changes }, care, world)
  }

  test('counts granted requests of its kind, and no others', () => {
    const requests = [
      granted('1', extra('2026-03-06')),
      granted('2', extra('2026-03-10'), 'open'),
      granted('3', extra('2026-03-11'), 'declined'),
      granted('4', extra('2026-03-13'), 'cancelled'),
      granted('5', { kind: 'credit-day', child: 'Femke', date: '2026-03-17' }),
      granted('6', { kind: 'absence', child: 'Femke', date: '2026-03-05' }),
      granted('7', { ...extra('2026-03-18'), child: 'Sem' }),
    ]
    expect(roomOn('2026-04-01', {}, requests)).toEqual({
      most: 2,
      used: 1,
      from: '2026-01-01',
      until: '2026-12-31',
    })
  })

  test.each([
    ['week', '2026-12-31', '2026-12-28', '2027-01-03'],
    ['month', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['year', '2026-01-01', '2026-01-01', '2026-12-31'],
    ['contract-year', '2026-03-09', '2025-03-10', '2026-03-09'],
    ['contract-year', '2026-03-10', '2026-03-10', '2027-03-09'],
    ['contract-year', '2025-02-01', '2025-01-01', '2025-12-31'],
  ] as const)('per %s, of %s, lies from %s to %s', (per, date, from, until) => {
    const edges = [from, until].map((day) => granted(day, extra(day)))
    expect(roomOn(date, { per }, edges)).toEqual({ most: 2, used: 2, from, until })
  })

  test('of each care type apart, or of the child together', () => {
    const requests = [granted('1', extra('2026-03-06')), granted('2', extra('2026-03-11', 'NSO'))]
    expect(roomOn('2026-04-01', { of: 'care-type' }, requests)?.used).toBe(1)
    expect(roomOn('2026-04-01', { of: 'child' }, requests)?.used).toBe(2)
  })

  test('of a part of a year is in proportion, rounded down', () => {
    const half = sampleChild('Femke', sampleContract({ from: '2026-03-01', until: '2026-10-31' }))
    expect(roomOn('2026-04-01', { most: always(5), partYear: 'in-proportion' }, [], half)?.most).toBe(3)
    expect(roomOn('2026-04-01', { most: always(5) }, [], half)?.most).toBe(5)
  })

  test('says nothing of care for which no number is set', () => {
    expect(roomOn('2026-04-01', { most: [{ when: { careTypes: ['VSO'] }, is: 1 }] }, [])).toBeUndefined()
  })
})

describe('room for more credit', () => {
  function policyWith(...caps: readonly Partial<EarningCap>[]): Policy {
    const plain: EarningCap = { most: always(2), per: 'year', of: 'child', partYear: 'whole' }
    return { ...samplePolicy, credit: { ...sampleCredit, caps: caps.map((cap) => ({ ...plain, ...cap })) } }
  }

  function creditOn(absentOn: IsoDate, changes: Partial<Credit> = {}): Credit {
    return {
      id: `credit-${absentOn}`,
      child: 'Femke',
      careType: 'KDV',
      absentOn,
      usableFrom: absentOn,
      unit: 'days',
      amount: 1,
      minutes: 660,
      left: 1,
      ...changes,
    }
  }

  function earnedWith(policy: Policy, ...credits: readonly Credit[]) {
    const world: World = { ...sampleWorld({ children: [femke] }), credits }
    const ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' } as const
    const verdict = decide(sampleAsking('2026-03-02 06:00', ask), world, policy)
    const room = verdict.reasons.find(({ rule }) => rule === 'credit.cap')
    return {
      earns: verdict.outcome === 'allowed' ? verdict.consequences.earns.map(({ amount }) => amount) : [],
      facts: room?.facts,
      held: room?.held,
    }
  }

  test('counts what the absences of the year earned, spent or not', () => {
    const credits = [creditOn('2026-01-01', { left: 0 }), creditOn('2025-12-31'), creditOn('2026-12-31')]
    expect(earnedWith(policyWith({}), ...credits)).toMatchObject({
      earns: [],
      held: false,
      facts: { most: 2, before: 2, per: 'year', unit: 'days' },
    })
    expect(earnedWith(policyWith({}), creditOn('2025-12-31'), creditOn('2026-01-01'))).toMatchObject({
      earns: [1],
    })
  })

  test('counts of a balance what is left and has not lapsed', () => {
    const policy = policyWith({ per: 'balance' })
    const half = creditOn('2026-01-05', { left: 0.5 })
    const lapsed = creditOn('2026-01-08', { expiresOn: '2026-03-01' })
    const today = creditOn('2026-01-12', { expiresOn: '2026-03-02' })
    expect(earnedWith(policy, half, lapsed, today)).toMatchObject({ earns: [0.5], facts: { before: 1.5 } })
  })

  test('earns no more than the narrowest of several caps leaves', () => {
    const policy = policyWith({ most: always(9) }, { most: always(1.5), per: 'contract-year' })
    expect(earnedWith(policy, creditOn('2026-01-05'))).toMatchObject({ earns: [0.5], facts: { most: 9 } })
    const full = policyWith({ most: always(9) }, { most: always(1), per: 'contract-year' })
    expect(earnedWith(full, creditOn('2026-01-05'))).toMatchObject({ held: false, facts: { most: 1 } })
    expect(earnedWith(full, creditOn('2025-03-09'))).toMatchObject({ earns: [1] })
  })

  test('is of each care type apart, or of the child together', () => {
    const ofOther = creditOn('2026-01-07', { careType: 'NSO' })
    expect(earnedWith(policyWith({ most: always(1), of: 'care-type' }), ofOther).earns).toEqual([1])
    expect(earnedWith(policyWith({ most: always(1), of: 'child' }), ofOther).earns).toEqual([])
  })

  test('is shared by the kinds of care of one report', () => {
    const two = sampleChild(
      'Femke',
      sampleContract({ careType: 'VSO', group: 'Spechten', days: { thu: hours } }),
      sampleContract({ careType: 'NSO', group: 'Uilen', days: { thu: { from: '14:00', until: '18:00' } } }),
    )
    const ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' } as const
    const creditsWith = (cap: Partial<EarningCap>) =>
      record(
        sampleWorld({ children: [two] }),
        sampleAsking('2026-03-02 06:00', ask),
        policyWith(cap),
      ).credits.map(({ careType, amount }) => [careType, amount])
    expect(creditsWith({ most: always(1.5) })).toEqual([
      ['VSO', 1],
      ['NSO', 0.5],
    ])
    expect(creditsWith({ most: always(1.5), of: 'care-type' })).toEqual([
      ['VSO', 1],
      ['NSO', 1],
    ])
  })
})
