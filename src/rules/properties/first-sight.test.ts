import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stories, worldOf } from '../../../test/support/arbitrary/stories.ts'
import type { Ask } from '../ask.ts'
import { decide } from '../decide.ts'
import { mayBeCancelled, mayBeGiven, mayBeTaken } from '../first-sight.ts'
import { isTaking } from '../taken-day.ts'
import { addDays, type IsoDate } from '../time.ts'

function onDay(ask: Ask, date: IsoDate): Ask {
  return ask.kind === 'swap' ? { ...ask, take: date } : { ...ask, date }
}

test('no day that the rules allow is passed over at first sight', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 0, max: 20 }), ({ asking, policy, ...story }, ahead) => {
      const world = worldOf({ asking, policy, ...story })
      const date = addDays(asking.at.today, ahead)
      const ask = onDay(asking.ask, date)
      fc.pre(decide({ ...asking, ask }, world, policy).outcome === 'allowed')
      const given = ask.kind === 'swap' ? ask.give : date
      if (isTaking(ask)) expect(mayBeTaken({ ...asking, ask }, world, policy)(date)).toBe(true)
      if (ask.kind === 'swap' || ask.kind === 'absence')
        expect(mayBeGiven({ ...asking, ask }, world)(given)).toBe(true)
      if (ask.kind === 'cancel') expect(mayBeCancelled({ ...asking, ask }, world)(date)).toBe(true)
    }),
  )
})
