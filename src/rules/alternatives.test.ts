import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import { record } from './record.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleLocation,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import { addDays } from './time.ts'

const world = sampleWorld()

function offered(ask: Ask, at: string, where = world): readonly Ask[] {
  const verdict = decide(sampleAsking(at, ask), where, samplePolicy)
  return verdict.outcome === 'allowed' ? [] : verdict.alternatives.map((alternative) => alternative.ask)
}

describe('alternatives', () => {
  test('are the nearest days that are allowed, of two as near the earlier first', () => {
    const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-12' }
    expect(offered(ask, '2026-03-02 10:00')).toEqual([
      { ...ask, date: '2026-03-11' },
      { ...ask, date: '2026-03-13' },
      { ...ask, date: '2026-03-10' },
    ])
  })

  test('lie within the horizon of the policy', () => {
    const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-05-01' }
    expect(offered(ask, '2026-03-02 10:00')[0]).toEqual({ ...ask, date: '2026-04-01' })
  })

  test('of a swap vary the day taken', () => {
    const ask: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-07' }
    expect(offered(ask, '2026-03-02 10:00')[0]).toEqual({ ...ask, take: '2026-03-06' })
  })

  test('of a swap vary the day given up when no other day to take will do', () => {
    const ask: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-04', take: '2026-03-06' }
    expect(offered(ask, '2026-03-02 10:00')[0]).toEqual({ ...ask, give: '2026-03-05' })
  })

  test('of a swap with both days wrong are other days to take for the nearest that can be given up', () => {
    const ask: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-04', take: '2026-03-07' }
    expect(offered(ask, '2026-03-02 10:00')).toEqual(
      ['2026-03-06', '2026-03-04', '2026-03-10'].map((take) => ({ ...ask, give: '2026-03-05', take })),
    )
  })

  test('of an absence are days with care, none before today', () => {
    const ask: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-03' }
    expect(offered(ask, '2026-03-03 10:00')).toEqual(
      ['2026-03-05', '2026-03-09', '2026-03-12'].map((date) => ({ ...ask, date })),
    )
  })

  test('of a cancellation are days that can still be cancelled', () => {
    const extra: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-11' }
    const where = record(world, sampleAsking('2026-03-02 10:00', extra), samplePolicy, 'granted')
    const ask: Ask = { kind: 'cancel', child: 'Femke', date: '2026-03-10' }
    expect(offered(ask, '2026-03-02 11:00', where)).toEqual([{ ...ask, date: '2026-03-11' }])
  })

  test('are none when the day is not what is wrong', () => {
    const ask: Ask = { kind: 'credit-day', child: 'Femke', date: '2026-03-06' }
    expect(offered(ask, '2026-03-02 10:00')).toEqual([])
  })

  test('lie no further than thirty days away, and not before today', () => {
    const onMondays = sampleContract({ days: { mon: { from: '07:30', until: '18:30' } } })
    const closures = Array.from({ length: 30 }, (_, days) => ({
      date: addDays('2026-03-03', days),
      name: 'Verbouwing',
    }))
    const openFrom = (count: number) =>
      sampleWorld({
        location: sampleLocation({ closures: closures.slice(0, count) }),
        children: [sampleChild('Femke', onMondays)],
      })
    const ask: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-03' }
    expect(offered(ask, '2026-03-03 10:00', openFrom(26))).toEqual([{ ...ask, date: '2026-03-30' }])
    expect(offered(ask, '2026-03-03 10:00', openFrom(29))).toEqual([])
    expect(offered({ ...ask, date: '2026-03-01' }, '2026-03-02 06:00')[0]).toEqual({
      ...ask,
      date: '2026-03-02',
    })
  })

  test('beyond the horizon count back from it, the horizon itself first', () => {
    const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-04-03' }
    expect(offered(ask, '2026-03-02 10:00')).toEqual(
      ['2026-04-01', '2026-03-31', '2026-03-27'].map((date) => ({ ...ask, date })),
    )
  })

  test('of a swap with both days beyond the horizon are days within it', () => {
    const ask: Ask = { kind: 'swap', child: 'Femke', give: '2026-04-09', take: '2026-04-10' }
    expect(offered(ask, '2026-03-02 10:00')).toEqual(
      ['2026-04-01', '2026-03-31', '2026-03-27'].map((take) => ({ ...ask, give: '2026-03-30', take })),
    )
  })

  test('are none while a fact is missing that no day has', () => {
    const groups = [{ id: 'Vlinders', location: 'Lelie', careType: 'KDV', places: 'unknown' } as const]
    const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-06' }
    expect(offered(ask, '2026-03-02 10:00', sampleWorld({ groups }))).toEqual([])
  })

  test('are other days with known ages, where those of the day are not known', () => {
    const group = { id: 'Vlinders', location: 'Lelie', careType: 'KDV' } as const
    const groups = [{ ...group, occupied: { '2026-03-06': 2 }, staff: { '2026-03-06': 2 } }]
    const ask: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-06' }
    expect(offered(ask, '2026-03-02 10:00', sampleWorld({ groups }))[0]).toEqual({
      ...ask,
      date: '2026-03-10',
    })
  })
})
