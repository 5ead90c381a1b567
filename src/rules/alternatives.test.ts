import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import { record } from './record.ts'
import { sampleAsking, samplePolicy, sampleWorld } from './test-world.ts'

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
})
