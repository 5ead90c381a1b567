import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import type { Policy } from './policy.ts'
import type { Answer } from './record.ts'
import { always } from './terms/index.ts'
import {
  broken,
  held,
  reasonsFor,
  unknown,
  vlinders,
  worldOfFriday as world,
  worldAfter,
} from './test-reasons.ts'
import { sampleChild, sampleContract, samplePolicy, sampleWorld } from './test-world.ts'

const friday = { child: 'Femke', date: '2026-03-06' } as const
const extra: Ask = { kind: 'extra', ...friday }
const cancel: Ask = { kind: 'cancel', ...friday }
const absence: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' }

const byGuardian = held({ by: 'guardian', reasonGiven: false, staffMayEnter: true })
const planned = ['KDV 07:30-18:30']
describe('a swap of days beyond the horizon', () => {
  const swap = (give: '2026-03-30' | '2026-04-09', take: '2026-04-14'): Ask => ({
    kind: 'swap',
    child: 'Femke',
    give,
    take,
  })
  const days = (count: number) => always({ count, unit: 'days' } as const)

  function horizonOf(ask: Ask, given: number, taken: number) {
    const { swap: usual } = samplePolicy
    const policy: Policy = {
      ...samplePolicy,
      swap: {
        ...usual,
        given: { ahead: days(given), notice: [] },
        taken: { ahead: days(taken), notice: [] },
      },
    }
    return reasonsFor(ask, world, policy)['swap.horizon']
  }

  test.each([
    [
      'names both days of one horizon, and when both can be asked for',
      '2026-04-09',
      30,
      30,
      ['2026-04-09', '2026-04-14'],
      '2026-04-01',
      '2026-03-15',
    ],
    ['names the day that is beyond', '2026-03-30', 30, 30, ['2026-04-14'], '2026-04-01', '2026-03-15'],
    [
      'names of two horizons the one that opens last',
      '2026-04-09',
      10,
      40,
      ['2026-04-09'],
      '2026-03-12',
      '2026-03-30',
    ],
    [
      'names the other when that opens last',
      '2026-04-09',
      35,
      20,
      ['2026-04-14'],
      '2026-03-22',
      '2026-03-25',
    ],
  ] as const)('%s', (_, give, given, taken, dates, latest, opensOn) => {
    expect(horizonOf(swap(give, '2026-04-14'), given, taken)).toEqual(
      broken({ dates, today: '2026-03-02', latest, opensOn }),
    )
  })

  test('within horizons of their own names the first', () => {
    expect(horizonOf(swap('2026-03-30', '2026-04-14'), 30, 50)).toEqual(
      held({ dates: ['2026-03-30'], today: '2026-03-02', latest: '2026-04-01' }),
    )
  })
})

describe('a rule that is broken, or lacks a fact, names what it compared:', () => {
  test('a day that is closed', () => {
    const monday = reasonsFor({ kind: 'swap', child: 'Femke', give: '2026-04-06', take: '2026-05-25' })
    const easter = { date: '2026-04-06', closedBy: 'public-holiday', name: 'easter-monday' }
    expect(monday['swap.not-closed-day']).toEqual(broken(easter))
    expect(monday['day.open']).toEqual(
      broken({ date: '2026-05-25', closedBy: 'public-holiday', name: 'whit-monday' }),
    )
    expect(monday['day.planned']).toEqual(
      broken({ date: '2026-04-06', planned: [], sought: 'care', takenBy: 'nothing' }),
    )
  })

  test('an absence that was reported before', () => {
    expect(reasonsFor(absence, worldAfter(absence))['day.planned']).toEqual(
      broken({ date: '2026-03-05', planned: [], sought: 'care', takenBy: 'absence' }),
    )
  })

  test('a day that a granted swap took away was taken by no absence', () => {
    const swap: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' }
    expect(reasonsFor(absence, worldAfter(swap, 'granted'))['day.planned']?.facts).toMatchObject({
      takenBy: 'nothing',
    })
  })

  test('a day that is planned', () => {
    expect(reasonsFor({ ...extra, date: '2026-03-05' } as Ask)['day.free']).toEqual(
      broken({ date: '2026-03-05', planned }),
    )
  })

  test('a second group', () => {
    const groups = [vlinders, { id: 'Bijen', location: 'Lelie', careType: 'KDV' } as const]
    const asked = { ...extra, group: 'Bijen' } as Ask
    const consented = (secondGroup: boolean, secondGroups: readonly string[]) =>
      reasonsFor(asked, sampleWorld({ groups, children: [{ ...sampleChild('Femke'), secondGroups }] }), {
        ...samplePolicy,
        place: { ...samplePolicy.place, secondGroup },
      })['group.consented']
    expect(consented(false, ['Bijen'])).toEqual(broken({ group: 'Bijen', possible: false }))
    expect(consented(true, [])).toEqual(broken({ group: 'Bijen', possible: true }))
    expect(consented(true, ['Bijen'])).toEqual(held({ group: 'Bijen', possible: true }))
    expect(reasonsFor({ ...extra, group: 'Vlinders' } as Ask)['group.consented']).toBeUndefined()
  })

  test('places and ages that nobody knows', () => {
    const counted = { ...vlinders, places: 'unknown', occupied: { '2026-03-06': 2 } } as const
    const reasons = reasonsFor(extra, sampleWorld({ groups: [counted] }))
    const place = { group: 'Vlinders', date: '2026-03-06' }
    expect(reasons['group.has-place']).toEqual(unknown({ ...place, present: 3, missing: ['places'] }))
    expect(reasons['group.staff-ratio']).toEqual(unknown({ ...place, staff: 1, missing: ['ages'] }))
  })

  test('a care type that two contracts leave open', () => {
    const both = sampleChild(
      'Femke',
      sampleContract(),
      sampleContract({ careType: 'VSO', group: 'Spechten' }),
    )
    expect(reasonsFor(extra, sampleWorld({ children: [both] }))['contract.in-force']).toEqual(
      unknown({ date: '2026-03-06', careTypes: ['KDV', 'VSO'], missing: ['careType'] }),
    )
  })

  test('a contract that the child does not have', () => {
    expect(reasonsFor({ ...extra, careType: 'NSO' } as Ask)['contract.in-force']).toEqual(
      broken({ date: '2026-03-06', careTypes: ['NSO'] }),
    )
  })
})

describe('a cancellation names', () => {
  const withCancel = (changes: Partial<Policy['cancel']>): Policy => ({
    ...samplePolicy,
    cancel: { ...samplePolicy.cancel, ...changes },
  })

  function noticeWith(changes: Partial<Policy['cancel']>, answer?: Answer) {
    const policy = withCancel(changes)
    return reasonsFor(cancel, worldAfter(extra, answer, world, policy), policy)['cancel.notice']
  }

  test('that an open request can be withdrawn, or not', () => {
    const open = { date: '2026-03-06', state: 'open' }
    expect(noticeWith({})).toEqual(held({ ...open, possible: true }))
    expect(noticeWith({ open: always('never') })).toEqual(broken({ ...open, possible: false }))
  })

  test('up to when it can', () => {
    expect(noticeWith({ open: always({ minutes: 59 }) })).toEqual(
      broken({
        date: '2026-03-06',
        state: 'open',
        askedAt: '2026-03-02T10:00:00',
        limit: '2026-03-02T09:59:00',
        limitIncluded: true,
      }),
    )
  })

  test('that a granted one never can, or that nobody published a rule', () => {
    const granted = { date: '2026-03-06', state: 'granted', possible: false }
    expect(noticeWith({ granted: always('never') }, 'granted')).toEqual(broken(granted))
    const unpublished = unknown({ date: '2026-03-06', missing: ['house-rule'] })
    expect(noticeWith({ granted: [], late: always('charged') }, 'granted')).toEqual(unpublished)
    expect(noticeWith({ granted: always('unpublished') }, 'granted')).toEqual(unpublished)
  })

  test('no notice when there is no request, or more than one', () => {
    expect(reasonsFor(cancel)['cancel.notice']).toBeUndefined()
    const both = sampleChild(
      'Femke',
      sampleContract(),
      sampleContract({ careType: 'VSO', group: 'Spechten' }),
    )
    const where = sampleWorld({ children: [both] })
    const hours = { from: '07:00', until: '07:30' } as const
    const kdv = worldAfter({ ...extra, careType: 'KDV' } as Ask, 'granted', where)
    const twice = worldAfter({ ...extra, careType: 'VSO', time: hours } as Ask, 'granted', kdv)
    expect(reasonsFor(cancel, twice)).toEqual({
      'request.digital': byGuardian,
      'day.planned': unknown({
        date: '2026-03-06',
        planned: ['KDV 07:30-18:30', 'VSO 07:00-07:30'],
        missing: ['careType'],
      }),
    })
  })
})
