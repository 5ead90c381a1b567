import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { mayBeCancelled, mayBeGiven, mayBeTaken } from './first-sight.ts'
import type { Policy } from './policy.ts'
import { record } from './record.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleCredit,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { IsoDate } from './time.ts'
import type { Credit, World } from './world.ts'

/** From Thursday, with care, up to Monday, with care. */
const DAYS: readonly IsoDate[] = ['2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09']
const NAMES = ['thu', 'fri', 'sat', 'sun', 'mon']

function seen(sight: (date: IsoDate) => boolean): readonly string[] {
  return NAMES.filter((_, number) => sight(DAYS[number] as IsoDate))
}

const extra: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-05' }
const both = sampleWorld({
  children: [
    sampleChild('Femke', sampleContract(), sampleContract({ careType: 'VSO', group: 'Spechten', days: {} })),
  ],
})

function takenFor(ask: Ask, world: World = sampleWorld(), policy: Policy = samplePolicy) {
  return seen(mayBeTaken(sampleAsking('2026-03-02 10:00', ask), world, policy))
}

function worldAfter(ask: Ask, world = sampleWorld()): World {
  return record(world, sampleAsking('2026-03-02 09:00', ask), samplePolicy)
}

describe('a day may be taken', () => {
  test('when it is open and no care is planned', () => {
    expect(takenFor(extra)).toEqual(['fri'])
  })

  test('when something was asked of it, whatever the contract brings', () => {
    expect(takenFor(extra, worldAfter({ kind: 'absence', child: 'Femke', date: '2026-03-09' }))).toEqual([
      'fri',
      'mon',
    ])
  })

  test('when the planned care is of another kind, or may be', () => {
    expect(takenFor({ ...extra, careType: 'VSO' }, both)).toEqual(['thu', 'fri', 'mon'])
    expect(takenFor({ ...extra, careType: 'KDV' }, both)).toEqual(['fri'])
    expect(takenFor(extra, both)).toEqual(['thu', 'fri', 'mon'])
  })

  test('with credit, when any that is left can be used for it', () => {
    const credit = (id: string, left: number, usableFrom: IsoDate, expiresOn: IsoDate): Credit => ({
      id,
      child: 'Femke',
      careType: 'KDV',
      absentOn: '2026-03-02',
      usableFrom,
      expiresOn,
      unit: 'days',
      amount: 1,
      minutes: 660,
      left,
    })
    const creditDay: Ask = { ...extra, kind: 'credit-day' } as Ask
    const free = sampleWorld({ children: [sampleChild('Femke', sampleContract({ days: {} }))] })
    const withCredits = (...credits: readonly Credit[]): World => ({ ...free, credits })
    const spent = credit('spent', 0, '2026-03-01', '2026-03-31')
    const early = credit('early', 1, '2026-03-01', '2026-03-05')
    const late = credit('late', 1, '2026-03-09', '2026-03-31')
    expect(takenFor(creditDay, withCredits(spent))).toEqual([])
    expect(takenFor(creditDay, withCredits(spent, early))).toEqual(['thu'])
    expect(takenFor(creditDay, withCredits(early, late))).toEqual(['thu', 'mon'])
    expect(takenFor(extra, withCredits())).toEqual(['thu', 'fri', 'mon'])
    const granted: Policy = { ...samplePolicy, credit: { ...sampleCredit, publicHolidays: 'granted' } }
    expect(takenFor(creditDay, withCredits(), granted)).toEqual(['thu', 'fri', 'mon'])
    expect(takenFor(creditDay, withCredits(), { ...samplePolicy, credit: undefined })).toEqual([
      'thu',
      'fri',
      'mon',
    ])
  })
})

describe('a day may be given up or reported', () => {
  const given = (world: World) => seen(mayBeGiven(sampleAsking('2026-03-02 10:00', extra), world))

  test('when the contract has care on it, or something was asked of it', () => {
    expect(given(sampleWorld())).toEqual(['thu', 'mon'])
    expect(given(worldAfter({ ...extra, date: '2026-03-06' } as Ask))).toEqual(['thu', 'fri', 'mon'])
  })
})

describe('a day may be cancelled', () => {
  test('when something was asked of it', () => {
    const cancelled = (world: World) => seen(mayBeCancelled(sampleAsking('2026-03-02 10:00', extra), world))
    expect(cancelled(sampleWorld())).toEqual([])
    expect(cancelled(worldAfter({ ...extra, date: '2026-03-06' } as Ask))).toEqual(['fri'])
  })
})
