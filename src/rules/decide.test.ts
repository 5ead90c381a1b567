import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { consequencesOf, decide } from './decide.ts'
import { type Answer, record } from './record.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
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

function verdictOn(ask: Ask, at = '2026-03-02 06:00', where: World = world): Verdict {
  return decide(sampleAsking(at, ask), where, samplePolicy)
}

function broken(verdict: Verdict): readonly RuleId[] {
  return verdict.reasons.filter(({ held }) => held === false).map(({ rule }) => rule)
}

function worldAfter(ask: Ask, answer?: Answer, where: World = world): World {
  return record(where, sampleAsking('2026-03-01 20:00', ask), samplePolicy, answer)
}

describe('a swap', () => {
  const swap: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' }

  test('of a closed day is refused for the day and for the closure', () => {
    const verdict = verdictOn({ ...swap, give: '2026-04-06', take: '2026-04-07' }, '2026-03-16 10:00')
    expect(broken(verdict)).toEqual(['day.planned', 'swap.not-closed-day'])
  })

  test('does not give up a day that another swap gives up already', () => {
    const verdict = verdictOn({ ...swap, take: '2026-03-11' }, undefined, worldAfter(swap))
    expect(broken(verdict)).toEqual(['day.planned'])
    expect(verdict.reasons).toContainEqual(
      expect.objectContaining({ facts: expect.objectContaining({ takenBy: 'open-swap' }) }),
    )
  })

  test('that waits for an answer leaves the day given up to be reported absent', () => {
    const verdict = verdictOn(
      { kind: 'absence', child: 'Femke', date: '2026-03-05' },
      undefined,
      worldAfter(swap),
    )
    expect(verdict.outcome).toBe('allowed')
  })

  test('that was declined gives the day back', () => {
    expect(verdictOn(swap, undefined, worldAfter(swap, 'declined')).outcome).toBe('allowed')
  })
})

describe('a day that is taken', () => {
  test('is not free while an open request takes it', () => {
    const extra: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-06' }
    expect(broken(verdictOn(extra, undefined, worldAfter(extra)))).toEqual(['day.free'])
  })

  test('is not free when the same care is planned at other hours', () => {
    const morningOnly = sampleContract({ days: { mon: morning } })
    const where = sampleWorld({ children: [sampleChild('Femke', morningOnly)] })
    const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-09', time: afternoon }
    expect(broken(verdictOn(ask, undefined, where))).toEqual(['day.free'])
  })

  test('is free for another kind of care at other hours', () => {
    const ask = { kind: 'extra', child: 'Daan', date: '2026-03-05' } as const
    const early = worldAfter({ ...ask, careType: 'VSO' }, 'granted')
    expect(verdictOn({ ...ask, careType: 'NSO' }, undefined, early).outcome).toBe('allowed')
    const overlapping = { ...ask, careType: 'NSO', time: { from: '08:00', until: '12:00' } } as const
    expect(broken(verdictOn(overlapping, undefined, early))).toEqual(['day.free'])
  })

  test('needs review when the contracts leave open which care is meant', () => {
    const verdict = verdictOn({ kind: 'extra', child: 'Daan', date: '2026-03-05' })
    expect(verdict.outcome).toBe('needs-review')
    expect(verdict.reasons).toContainEqual(
      expect.objectContaining({ rule: 'contract.in-force', held: 'unknown' }),
    )
  })

  test('is refused at the weekend, whichever care is meant', () => {
    expect(broken(verdictOn({ kind: 'extra', child: 'Daan', date: '2026-03-07' }))).toEqual(['day.open'])
  })

  test('of a care type without contract is refused for that alone', () => {
    const verdict = verdictOn({ kind: 'extra', child: 'Femke', date: '2026-03-06', careType: 'NSO' })
    expect(broken(verdict)).toEqual(['contract.in-force'])
  })

  test.each([
    ['at the weekend', '2026-03-07'],
    ['on a public holiday', '2026-04-06'],
    ['on a closed day of the locations that the child goes to', '2026-03-18'],
  ] as const)('of a care type without contract is refused for the day too %s', (_, date) => {
    const location = sampleLocation({ closures: [{ date: '2026-03-18', name: 'Studiedag' }] })
    const ask: Ask = { kind: 'extra', child: 'Femke', date, careType: 'NSO' }
    const verdict = verdictOn(ask, '2026-03-16 10:00', sampleWorld({ location }))
    expect(broken(verdict)).toEqual(expect.arrayContaining(['contract.in-force', 'day.open']))
  })

  test('of a child without any contract is refused for the weekend too', () => {
    const where = sampleWorld({ children: [{ id: 'Femke', born: '2023-05-04', contracts: [] }] })
    const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-07' }
    expect(broken(verdictOn(ask, undefined, where))).toEqual(['contract.in-force', 'day.open'])
  })

  test('may be asked as BSO where the contract says NSO', () => {
    const verdict = verdictOn({ kind: 'extra', child: 'Daan', date: '2026-03-05', careType: 'BSO' })
    expect(verdict.outcome).toBe('allowed')
  })

  test.each([
    ['the clock goes forward', '2026-03-28', '2026-03-31', '2026-03-29 07:30', '2026-03-29 07:31'],
    ['the clock goes back', '2026-10-25', '2026-10-27', '2026-10-25 07:30', '2026-10-25 07:31'],
  ] as const)('keeps its 48 hours on the wall clock when %s', (_, __, date, inTime, tooLate) => {
    const ask: Ask = { kind: 'extra', child: 'Femke', date }
    expect(verdictOn(ask, inTime).outcome).toBe('allowed')
    expect(broken(verdictOn(ask, tooLate))).toEqual(['extra.notice'])
  })

  test('starts when the location opens, where it is closed before', () => {
    const location = sampleLocation({ closures: [{ date: '2026-03-06', name: 'Feest', until: '10:00' }] })
    const where = sampleWorld({ location })
    const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-06' }
    expect(verdictOn(ask, '2026-03-04 10:00', where).outcome).toBe('allowed')
    expect(broken(verdictOn(ask, '2026-03-04 10:01', where))).toEqual(['extra.notice'])
  })
})

test('a credit day comes after the absent day that pays for it, not on it and not before', () => {
  const early = worldAfter({ kind: 'absence', child: 'Femke', date: '2026-03-12' })
  const ask: Ask = { kind: 'credit-day', child: 'Femke', date: '2026-03-11' }
  expect(broken(verdictOn(ask, undefined, early))).toEqual(['credit.valid-on-day'])
  expect(broken(verdictOn({ ...ask, date: '2026-03-12' }, undefined, early))).toEqual(['credit.valid-on-day'])
  expect(verdictOn({ ...ask, date: '2026-03-13' }, undefined, early).outcome).toBe('allowed')
})

describe('a cancellation', () => {
  const creditDay: Ask = { kind: 'credit-day', child: 'Femke', date: '2026-03-06' }
  const earnedOne = worldAfter({ kind: 'absence', child: 'Femke', date: '2026-03-02' })
  const cancel: Ask = { kind: 'cancel', child: 'Femke', date: '2026-03-06' }

  test('of a credit day gives the credit back with its expiry', () => {
    const back = worldAfter(cancel, undefined, worldAfter(creditDay, 'granted', earnedOne))
    expect(back.credits).toEqual(earnedOne.credits)
  })

  test('without a request to take back is refused', () => {
    expect(broken(verdictOn(cancel))).toEqual(['day.planned'])
  })

  test('of a day that was swapped away is refused, and its credit stays spent', () => {
    const spent = worldAfter(creditDay, 'granted', earnedOne)
    const swap: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-06', take: '2026-03-10' }
    const swapped = worldAfter(swap, 'granted', spent)
    expect(broken(verdictOn(cancel, undefined, swapped))).toEqual(['day.planned'])
  })

  test('of a chain of swaps takes back the last, and not one before it', () => {
    const first: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-12', take: '2026-03-11' }
    const second: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-11', take: '2026-03-10' }
    const chain = worldAfter(second, 'granted', worldAfter(first, 'granted'))
    expect(broken(verdictOn({ ...cancel, date: '2026-03-11' }, undefined, chain))).toEqual(['day.planned'])
    const last = { ...cancel, date: '2026-03-10' } as const
    expect(verdictOn(last, undefined, chain)).toMatchObject({
      consequences: { cancels: chain.requests[1]?.id },
    })
  })

  test('of a granted day that was reported absent is refused', () => {
    const absent = worldAfter(
      { kind: 'absence', child: 'Femke', date: '2026-03-06' },
      undefined,
      worldAfter(creditDay, 'granted', earnedOne),
    )
    expect(broken(verdictOn(cancel, undefined, absent))).toEqual(['day.planned'])
  })

  test('of an open request is in time until it is decided', () => {
    const open = worldAfter({ kind: 'extra', child: 'Femke', date: '2026-03-06' })
    expect(verdictOn(cancel, '2026-03-06 07:00', open).outcome).toBe('allowed')
  })

  test('needs review when two requests of that day can be meant', () => {
    const ask = { kind: 'extra', child: 'Daan', date: '2026-03-06' } as const
    const both = worldAfter(
      { ...ask, careType: 'NSO' },
      'granted',
      worldAfter({ ...ask, careType: 'VSO' }, 'granted'),
    )
    const meant = { kind: 'cancel', child: 'Daan', date: '2026-03-06' } as const
    expect(verdictOn(meant, undefined, both).outcome).toBe('needs-review')
    expect(verdictOn({ ...meant, careType: 'BSO' }, undefined, both)).toMatchObject({
      consequences: { cancels: 'request-2' },
    })
  })
})

test('a request that needs review spends its credit all the same', () => {
  const where = sampleWorld({
    groups: [{ id: 'Vlinders', location: 'Lelie', careType: 'KDV', places: 'unknown' }],
  })
  const earnedOne = worldAfter({ kind: 'absence', child: 'Femke', date: '2026-03-02' }, undefined, where)
  const ask = sampleAsking('2026-03-02 10:00', { kind: 'credit-day', child: 'Femke', date: '2026-03-06' })
  expect(decide(ask, earnedOne, samplePolicy).outcome).toBe('needs-review')
  expect(consequencesOf(ask, earnedOne, samplePolicy).spends).toMatchObject([{ absentOn: '2026-03-02' }])
})

test('a reason names its clause, and a rule of every policy says so', () => {
  const { reasons } = verdictOn({ kind: 'extra', child: 'Femke', date: '2026-03-06' })
  const clauses = Object.fromEntries(reasons.map(({ rule, clause }) => [rule, clause]))
  expect(clauses).toMatchObject({ 'extra.notice': 'LK-4', 'day.free': 'always' })
})

test('a policy with a rule under no clause decides nothing', () => {
  const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-06' }
  const policy = { ...samplePolicy, clauses: [] }
  expect(() => decide(sampleAsking('2026-03-02 06:00', ask), world, policy)).toThrow(
    'The policy sample of 2020-01-01 has no clause for the rule extra.horizon',
  )
})
