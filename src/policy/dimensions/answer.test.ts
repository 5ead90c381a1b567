import { describe, expect, test } from 'vitest'
import type { Ask } from '../../rules/ask.ts'
import { type Answer, record } from '../../rules/record.ts'
import { sampleAsking, sampleWorld } from '../../rules/test-world.ts'
import { brokenIn, creditOf, followsFrom, policyOf, verdictBy } from '../test-policy.ts'

const extra: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-31' }
const cancel: Ask = { kind: 'cancel', child: 'Femke', date: '2026-03-31' }

describe('an extra day on 31 March that is asked on 2 February is decided', () => {
  test.each([
    ['at once, where nothing is said', '{}', undefined],
    ['from a month before', '{ decidedFrom: 1 month before }', '2026-02-28'],
    ['from fourteen days before', '{ decidedFrom: 14 days before }', '2026-03-17'],
    ['in the batch of the month before', '{ decidedFrom: day 15 of the month before }', '2026-02-15'],
    [
      'on the last day of a month that is too short',
      '{ decidedFrom: day 31 of the month before }',
      '2026-02-28',
    ],
    ['at once, once the day of deciding has passed', '{ decidedFrom: 3 months before }', undefined],
  ])('%s', (_, answer, decidedFrom) => {
    const follows = followsFrom(verdictBy(`extra: {}\nanswer: ${answer}`, extra, '2026-02-02 06:00'))
    expect(follows.decidedFrom).toBe(decidedFrom)
  })

  test('by the rules themselves, where the policy says so', () => {
    const byRules = followsFrom(verdictBy('extra: {}\nanswer: { by: rules }', extra, '2026-02-02 06:00'))
    const byLocation = followsFrom(
      verdictBy('extra: {}\nanswer: { by: location }', extra, '2026-02-02 06:00'),
    )
    expect([byRules.answered, byLocation.answered]).toEqual([true, undefined])
  })

  test('by staff only when there is no place', () => {
    const settings = 'extra: {}\nanswer: { by: rules }\nplace: { short: needs-review }'
    const group = { id: 'Vlinders', location: 'Lelie', careType: 'KDV' } as const
    const outcomes = [0, 1].map(
      (places) =>
        verdictBy(settings, extra, '2026-03-02 06:00', sampleWorld({ groups: [{ ...group, places }] }))
          .outcome,
    )
    expect(outcomes).toEqual(['needs-review', 'allowed'])
  })
})

describe('a request can be taken back', () => {
  function takenBack(settings: string, answer: Answer, at: string) {
    const policy = policyOf(`extra: {}\ncancel: ${settings}`)
    const asked = record(sampleWorld(), sampleAsking('2026-03-02 10:00', extra), policy, answer)
    const verdict = verdictBy(policy, cancel, at, asked)
    return verdict.outcome === 'refused' ? brokenIn(verdict) : verdict.outcome
  }

  test.each([
    ['until it is decided', '{ granted: never }', undefined, '2026-03-31 18:00'],
    ['for 15 minutes', '{ open: 15 minutes }', undefined, '2026-03-02 10:15'],
    ['until 24 hours before', '{ granted: 24 hours before care }', 'granted', '2026-03-30 07:30'],
    ['until a week before', '{ granted: 1 week before }', 'granted', '2026-03-24 23:59:59'],
  ] as const)('%s', (_, settings, answer, at) => {
    expect(takenBack(settings, answer, at)).toBe('allowed')
  })

  test.each([
    ['never while it waits', '{ open: never }', undefined, '2026-03-02 10:00'],
    ['not after 15 minutes', '{ open: 15 minutes }', undefined, '2026-03-02 10:15:01'],
    ['never once it is granted', '{ granted: never }', 'granted', '2026-03-02 10:01'],
    ['not within 24 hours', '{ granted: 24 hours before care }', 'granted', '2026-03-30 07:30:01'],
    ['not within a week', '{ granted: 1 week before }', 'granted', '2026-03-25 00:00'],
  ] as const)('%s', (_, settings, answer, at) => {
    expect(takenBack(settings, answer, at)).toEqual(['cancel.notice'])
  })

  test('as the location sees fit, where nobody published a rule', () => {
    expect(takenBack('{ granted: unpublished }', 'granted', '2026-03-02 10:01')).toBe('needs-review')
    expect(takenBack('{}', 'granted', '2026-03-02 10:01')).toBe('needs-review')
  })
})

describe('a day that is cancelled too late', () => {
  const settings = (late: string) =>
    `extra: {}\ncreditDay: {}\ncancel: { granted: 24 hours before care, late: ${late} }\n${creditOf('unit: minutes')}`

  function followsOf(late: string, at: string) {
    const policy = policyOf(settings(late))
    const asked = record(sampleWorld(), sampleAsking('2026-03-02 10:00', extra), policy, 'granted')
    const { cancels, invoiced, earns } = followsFrom(verdictBy(policy, cancel, at, asked))
    return { cancels, invoiced, earns: earns.map(({ amount, absentOn }) => [absentOn, amount]) }
  }

  test('is charged', () => {
    expect(followsOf('charged', '2026-03-30 07:31')).toEqual({
      cancels: 'request-1',
      invoiced: 660,
      earns: [],
    })
  })

  test('is charged and becomes credit', () => {
    expect(followsOf('charged-and-credited', '2026-03-30 07:31')).toEqual({
      cancels: 'request-1',
      invoiced: 660,
      earns: [['2026-03-31', 660]],
    })
  })

  test('costs nothing when it was in time after all', () => {
    expect(followsOf('charged-and-credited', '2026-03-30 07:30')).toEqual({
      cancels: 'request-1',
      invoiced: 0,
      earns: [],
    })
  })

  test('keeps the credit that it was paid with spent, and gives back that of one cancelled in time', () => {
    const policy = policyOf(settings('charged'))
    const absence: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' }
    const earned = record(sampleWorld(), sampleAsking('2026-03-02 06:00', absence), policy)
    const creditDay: Ask = { ...extra, kind: 'credit-day' } as Ask
    const paid = record(earned, sampleAsking('2026-03-05 10:00', creditDay), policy, 'granted')
    const left = (at: string) => record(paid, sampleAsking(at, cancel), policy).credits.map((one) => one.left)
    expect([left('2026-03-30 07:30'), left('2026-03-30 07:31')]).toEqual([[660], [0]])
    expect(followsFrom(verdictBy(policy, cancel, '2026-03-30 07:31', paid)).invoiced).toBe(0)
  })
})
