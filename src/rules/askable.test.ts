import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import type { Policy } from './policy.ts'
import { record } from './record.ts'
import { always, type Deadline } from './terms/index.ts'
import { sampleAsking, sampleLocation, samplePolicy, sampleWorld } from './test-world.ts'

const extra: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-06' }
const swap: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-10' }

function askable(ask: Ask, at: string, policy: Policy = samplePolicy, world = sampleWorld()) {
  const verdict = decide(sampleAsking(at, ask), world, policy)
  return verdict.outcome === 'allowed' ? 'allowed' : verdict.askable
}

describe('a question that comes too late could be asked', () => {
  test('up to and including the moment that was still in time', () => {
    expect(askable(extra, '2026-03-05 10:00')).toEqual({ until: '2026-03-04T07:30:00' })
  })

  test('up to the second before a limit that is too late itself', () => {
    const notice = always<Deadline>({ kind: 'clock', time: '16:00', before: { count: 1, unit: 'days' } })
    const policy = { ...samplePolicy, extra: { ...samplePolicy.extra, notice } }
    expect(askable(extra, '2026-03-05 16:00', policy)).toEqual({ until: '2026-03-05T15:59:59' })
  })

  test('of a swap up to the day before the earlier of its days', () => {
    expect(askable(swap, '2026-03-05 06:00')).toEqual({ until: '2026-03-04T23:59:59' })
    const forward: Ask = { ...swap, give: '2026-03-12', take: '2026-03-06' }
    expect(askable(forward, '2026-03-06 06:00')).toEqual({ until: '2026-03-05T23:59:59' })
  })

  test('up to the earliest of several limits', () => {
    const notice = (days: number) =>
      always<Deadline>({ kind: 'days', length: { count: days, unit: 'days' }, exactly: true })
    const { given, taken } = samplePolicy.swap
    const policy = {
      ...samplePolicy,
      swap: {
        ...samplePolicy.swap,
        given: { ...given, notice: notice(2) },
        taken: { ...taken, notice: notice(8) },
      },
    }
    expect(askable(swap, '2026-03-04 06:00', policy)).toEqual({ until: '2026-03-02T23:59:59' })
  })

  test('of a cancellation too', () => {
    const granted = record(sampleWorld(), sampleAsking('2026-03-02 10:00', extra), samplePolicy, 'granted')
    const cancel: Ask = { kind: 'cancel', child: 'Femke', date: '2026-03-06' }
    expect(askable(cancel, '2026-03-05 08:00', samplePolicy, granted)).toEqual({
      until: '2026-03-05T07:30:00',
    })
  })
})

describe('a question that comes too early can be asked', () => {
  test('from the first day on which the day lies within the horizon, up to its notice', () => {
    expect(askable(extra, '2026-02-02 10:00')).toEqual({
      from: '2026-02-04T00:00:00',
      until: '2026-03-04T07:30:00',
    })
  })

  test('from the day on which both days of a swap do', () => {
    expect(askable({ ...swap, take: '2026-03-31' }, '2026-02-02 10:00')).toEqual({
      from: '2026-03-01T00:00:00',
      until: '2026-03-04T23:59:59',
    })
  })

  test('never, when the second horizon opens after the first day has passed', () => {
    expect(askable({ ...swap, take: '2026-04-10' }, '2026-02-02 10:00')).toBeUndefined()
  })

  test('for an absence as long as nothing else ends it', () => {
    const policy = { ...samplePolicy, absence: { ahead: always({ count: 1, unit: 'months' } as const) } }
    const absence: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-30' }
    expect(askable(absence, '2026-02-02 10:00', policy)).toEqual({ from: '2026-03-01T00:00:00' })
  })
})

describe('no other moment is named', () => {
  test('when time is not all that is wrong', () => {
    const location = sampleLocation({ closures: [{ date: '2026-03-06', name: 'Studiedag' }] })
    const closed = sampleWorld({ location })
    expect(askable(extra, '2026-03-05 10:00', samplePolicy, closed)).toBeUndefined()
    expect(askable(extra, '2026-02-02 10:00', samplePolicy, closed)).toBeUndefined()
  })

  test('when nothing is wrong', () => {
    expect(askable(extra, '2026-03-02 10:00')).toBe('allowed')
  })
})
