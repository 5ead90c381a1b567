import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { record } from './record.ts'
import { broken, held, reasonsFor, worldOfFriday as world, worldAfter } from './test-reasons.ts'
import { sampleAsking, samplePolicy } from './test-world.ts'

const friday = { child: 'Femke', date: '2026-03-06' } as const
const extra: Ask = { kind: 'extra', ...friday }
const cancel: Ask = { kind: 'cancel', ...friday }
const absence: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' }

const byGuardian = held({ by: 'guardian', reasonGiven: false, staffMayEnter: true })
const planned = ['KDV 07:30-18:30']
const horizon = { today: '2026-03-02', latest: '2026-04-01' }
const notice = {
  date: '2026-03-06',
  askedAt: '2026-03-02T10:00:00',
  limit: '2026-03-04T07:30:00',
  limitIncluded: true,
  startOfCare: '07:30',
}

/** What every day that is taken is looked at for. */
const dayTaken = {
  'request.digital': byGuardian,
  'contract.in-force': held({ date: '2026-03-06', careTypes: ['KDV'] }),
  'day.open': held({ date: '2026-03-06', closedBy: 'nothing' }),
  'day.free': held({ date: '2026-03-06', planned: [] }),
  'group.has-place': held({ group: 'Vlinders', date: '2026-03-06', present: 1, places: 3 }),
  'group.staff-ratio': held({ group: 'Vlinders', date: '2026-03-06', children: 1, staff: 1, required: 1 }),
}

describe('all rules and nothing but the rules of', () => {
  test('an absence', () => {
    expect(reasonsFor(absence)).toEqual({
      'request.digital': byGuardian,
      'day.planned': held({ date: '2026-03-05', planned, sought: 'care', takenBy: 'nothing' }),
      'credit.not-closed-day': held({ date: '2026-03-05', closedBy: 'nothing' }),
      'credit.contract-day': held({ date: '2026-03-05', contractCare: planned, earnedBefore: false }),
      'credit.reported-in-time': held({
        date: '2026-03-05',
        askedAt: '2026-03-02T10:00:00',
        limit: '2026-03-05T07:30:00',
        limitIncluded: false,
      }),
    })
  })

  test('an absence where there is no credit', () => {
    expect(Object.keys(reasonsFor(absence, world, { ...samplePolicy, credit: undefined }))).toEqual([
      'request.digital',
      'day.planned',
    ])
  })

  test('a swap', () => {
    expect(reasonsFor({ kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' })).toEqual({
      ...dayTaken,
      'swap.future': held({ today: '2026-03-02', give: '2026-03-05', take: '2026-03-06' }),
      'swap.horizon': held({ dates: ['2026-03-05', '2026-03-06'], ...horizon }),
      'swap.same-care-type': held({ give: 'KDV', take: 'KDV' }),
      'day.planned': held({ date: '2026-03-05', planned, sought: 'care', takenBy: 'nothing' }),
      'swap.not-closed-day': held({ date: '2026-03-05', closedBy: 'nothing' }),
    })
  })

  test('an extra day', () => {
    expect(reasonsFor(extra)).toEqual({
      ...dayTaken,
      'extra.horizon': held({ dates: ['2026-03-06'], ...horizon }),
      'extra.notice': held(notice),
    })
  })

  test('a credit day', () => {
    const earned = record(
      world,
      sampleAsking('2026-03-01 20:00', { ...absence, date: '2026-03-02' }),
      samplePolicy,
    )
    expect(reasonsFor({ kind: 'credit-day', ...friday }, earned)).toEqual({
      ...dayTaken,
      'credit-day.horizon': held({ dates: ['2026-03-06'], ...horizon }),
      'credit-day.notice': held(notice),
      'credit.available': held({ unspent: 1 }),
      'credit.same-care-type': held({ careType: 'KDV', creditTypes: ['KDV'] }),
      'credit.valid-on-day': held({
        date: '2026-03-06',
        absentOn: ['2026-03-02'],
        usableFrom: ['2026-03-03'],
        expiresOn: ['2026-04-01'],
      }),
      'credit.covers-day': held({ date: '2026-03-06', unit: 'days', price: 1, worth: 1, size: 'any' }),
    })
  })

  test('a credit day where there is no credit', () => {
    expect(
      reasonsFor({ kind: 'credit-day', ...friday }, world, { ...samplePolicy, credit: undefined }),
    ).toEqual({
      ...dayTaken,
      'request.offered': broken({ kind: 'credit-day', careTypes: ['KDV'] }),
      'credit-day.horizon': held({ dates: ['2026-03-06'], ...horizon }),
      'credit-day.notice': held(notice),
    })
  })

  test('a cancellation', () => {
    expect(reasonsFor(cancel, worldAfter(extra, 'granted'))).toEqual({
      'request.digital': byGuardian,
      'day.planned': held({ date: '2026-03-06', planned, sought: 'request', takenBy: 'nothing' }),
      'cancel.notice': held({ ...notice, limit: '2026-03-05T07:30:00', state: 'granted' }),
    })
  })
})
