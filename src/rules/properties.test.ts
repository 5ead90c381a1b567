import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ask, Asking } from './ask.ts'
import { decide } from './decide.ts'
import { record } from './record.ts'
import { sampleAsking, sampleChild, sampleLocation, samplePolicy, sampleWorld } from './test-world.ts'
import { addDays, type IsoDate, momentOf } from './time.ts'
import type { RuleId, Verdict } from './verdict.ts'
import type { World } from './world.ts'

const START = '2026-03-02'
const location = sampleLocation({
  closures: [
    { date: '2026-03-18', name: 'Studiedag' },
    { date: '2026-03-20', name: 'Feest', from: '12:00' },
  ],
})
const absence: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' }
const world: World = record(
  sampleWorld({ location }),
  sampleAsking('2026-03-01 20:00', absence),
  samplePolicy,
)

const days: fc.Arbitrary<IsoDate> = fc.integer({ min: 0, max: 45 }).map((days) => addDays(START, days))
const asks: fc.Arbitrary<Ask> = fc.oneof(
  days.map((date): Ask => ({ kind: 'absence', child: 'Femke', date })),
  days.map((date): Ask => ({ kind: 'extra', child: 'Femke', date })),
  days.map((date): Ask => ({ kind: 'credit-day', child: 'Femke', date })),
  days.map((date): Ask => ({ kind: 'cancel', child: 'Femke', date })),
  fc.tuple(days, days).map(([give, take]): Ask => ({ kind: 'swap', child: 'Femke', give, take })),
)
const minutes = fc.integer({ min: 0, max: 60 * 24 * 40 })

const NOTICE: readonly RuleId[] = ['extra.notice', 'credit-day.notice', 'credit.reported-in-time']

function askAfter(ask: Ask, minutesLater: number): Asking {
  const now = momentOf('2026-03-01T23:00:00Z').now.add({ minutes: minutesLater })
  return { ask, at: momentOf(now), by: 'guardian' }
}

function inTime({ reasons }: Verdict): boolean {
  return reasons.every(({ rule, held }) => !NOTICE.includes(rule) || held === true)
}

test('asking earlier never turns what was in time into too late', () => {
  fc.assert(
    fc.property(asks, minutes, minutes, (ask, one, other) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)]
      const later = decide(askAfter(ask, late), world, samplePolicy)
      fc.pre(inTime(later))
      expect(inTime(decide(askAfter(ask, early), world, samplePolicy))).toBe(true)
    }),
  )
})

test('every alternative is itself allowed', () => {
  fc.assert(
    fc.property(asks, minutes, (ask, later) => {
      const asking = askAfter(ask, later)
      const verdict = decide(asking, world, samplePolicy)
      const offered = verdict.outcome === 'allowed' ? [] : verdict.alternatives
      const outcomes = offered.map((one) => decide({ ...asking, ask: one.ask }, world, samplePolicy).outcome)
      expect(outcomes).toEqual(offered.map(() => 'allowed'))
    }),
  )
})

test('a child that has nothing to do with it changes nothing', () => {
  const children = new Map([...world.children, ['Sem', sampleChild('Sem')]])
  fc.assert(
    fc.property(asks, minutes, (ask, later) => {
      const asking = askAfter(ask, later)
      const verdict = decide(asking, { ...world, children }, samplePolicy)
      expect(verdict).toEqual(decide(asking, world, samplePolicy))
    }),
  )
})
