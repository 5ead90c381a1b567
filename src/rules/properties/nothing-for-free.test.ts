import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ask } from '../ask.ts'
import { careOn } from '../care.ts'
import { decide } from '../decide.ts'
import { creditsOf } from '../lookup.ts'
import { type Answer, record } from '../record.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleCredit,
  samplePolicy,
  sampleWorld,
} from '../test-world.ts'
import { addDays, type IsoDate, type TimeSpan } from '../time.ts'
import type { Child, World } from '../world.ts'

const START = '2026-03-09'
/** Monday up to and including Friday: few days, so that asks meet each other. */
const LENGTH = 4
const HALVES: readonly TimeSpan[] = [
  { from: '07:00', until: '13:00' },
  { from: '13:00', until: '19:00' },
]
const policy = { ...samplePolicy, credit: { ...sampleCredit, least: 'days' as const } }

interface Turn {
  readonly ask: Ask
  readonly answer: Answer
}

const morning = { from: '07:00', until: '08:30' } as const
const afternoon = { from: '14:30', until: '18:30' } as const
const children: readonly Child[] = [
  sampleChild('Femke'),
  sampleChild(
    'Daan',
    sampleContract({ group: 'Spechten', careType: 'VSO', days: { mon: morning, tue: morning } }),
    sampleContract({ group: 'Uilen', careType: 'NSO', days: { mon: afternoon, wed: afternoon } }),
  ),
]

const days = fc.integer({ min: 0, max: LENGTH }).map((ahead): IsoDate => addDays(START, ahead))
const careTypes = fc.option(fc.constantFrom('VSO', 'NSO'), { freq: 9 })
const parts = fc.option(fc.constantFrom(...HALVES))

function turnsOf({ id: child }: Child): fc.Arbitrary<Turn> {
  const typed = child === 'Daan' ? careTypes : fc.constant(null)
  const wanted = typed.map((careType) => ({ child, ...(careType && { careType }) }))
  const asks = fc.oneof(
    fc.tuple(wanted, days, days).map(([who, give, take]): Ask => ({ kind: 'swap', ...who, give, take })),
    fc.tuple(wanted, days).map(([who, date]): Ask => ({ kind: 'credit-day', ...who, date })),
    fc.tuple(wanted, days).map(([who, date]): Ask => ({ kind: 'cancel', ...who, date })),
    fc
      .tuple(wanted, days, parts)
      .map(([who, date, time]): Ask => ({ kind: 'absence', ...who, date, ...(time && { time }) })),
  )
  return fc.record({ ask: asks, answer: fc.constantFrom<Answer[]>('granted', 'granted', undefined) })
}

/** What the child has: planned care, counted by day, care type and what planned it, and credits to spend. */
function holdings(child: Child, world: World): number {
  const dates = Array.from({ length: LENGTH + 1 }, (_, ahead) => addDays(START, ahead))
  const planned = dates.flatMap((date) =>
    careOn(child, date, world, policy).map((care) => `${date} ${care.careType} ${care.request}`),
  )
  return new Set(planned).size + creditsOf(world, child.id).filter(({ left }) => left > 0).length
}

/** The world after a turn, if the rules allow its ask. An absence and a cancellation wait for no answer. */
function worldAfter(world: World, { ask, answer }: Turn, at: string): World {
  const asking = sampleAsking(at, ask)
  if (decide(asking, world, policy).outcome !== 'allowed') return world
  return record(world, asking, policy, ask.kind === 'absence' || ask.kind === 'cancel' ? undefined : answer)
}

test.each(children)('$id never ends up with more days and credits than at the start', (child) => {
  fc.assert(
    fc.property(fc.array(turnsOf(child), { minLength: 8, maxLength: 16, size: 'max' }), (turns) => {
      let world = sampleWorld({ children })
      const start = holdings(child, world)
      for (const [number, turn] of turns.entries()) {
        world = worldAfter(world, turn, `2026-03-05 10:${10 + number}`)
        expect(holdings(child, world)).toBeLessThanOrEqual(start)
      }
    }),
    { numRuns: 300 },
  )
})
