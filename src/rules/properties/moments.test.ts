import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockAfter, clockAt } from '../../../test/support/arbitrary/days.ts'
import { type Story, stories, worldOf } from '../../../test/support/arbitrary/stories.ts'
import { decide } from '../decide.ts'
import { minutesAfter, type WallMoment } from '../time.ts'
import type { Askable, RuleId, Verdict } from '../verdict.ts'
import type { World } from '../world.ts'

const NOTICE: readonly RuleId[] = [
  'extra.notice',
  'credit-day.notice',
  'swap.notice',
  'swap.future',
  'cancel.notice',
  'credit.reported-in-time',
]
const HORIZON: readonly RuleId[] = ['extra.horizon', 'credit-day.horizon', 'swap.horizon', 'absence.horizon']

const minutes = fc.integer({ min: 0, max: 60 * 24 * 30 })

function verdictAt(wall: WallMoment, { asking, policy }: Story, world: World): Verdict {
  return decide({ ...asking, at: clockAt(wall) }, world, policy)
}

/** Which of the rules are broken, and about which care. */
function brokenOf(rules: readonly RuleId[], { reasons }: Verdict): readonly string[] {
  return reasons
    .filter(({ rule, held }) => rules.includes(rule) && held === false)
    .map(({ rule, of }) => `${rule} ${of}`)
}

/** Verdicts on one question at two moments. The world keeps what happened: only the time of asking differs. */
const twoMoments = fc
  .record({ story: stories, one: minutes, other: minutes })
  .map(({ story, one, other }) => {
    const world = worldOf(story)
    const [early, late] = [Math.min(one, other), Math.max(one, other)].map((after) =>
      verdictAt(clockAfter(story.start, after).wall, story, world),
    ) as [Verdict, Verdict]
    return { early, late }
  })

test('asking earlier never turns what was in time into too late', () => {
  fc.assert(
    fc.property(twoMoments, ({ early, late }) => {
      expect(brokenOf(NOTICE, late)).toEqual(expect.arrayContaining([...brokenOf(NOTICE, early)]))
    }),
  )
})

test('asking later never turns what was not too far ahead into too far', () => {
  fc.assert(
    fc.property(twoMoments, ({ early, late }) => {
      expect(brokenOf(HORIZON, early)).toEqual(expect.arrayContaining([...brokenOf(HORIZON, late)]))
    }),
  )
})

function askableOf(verdict: Verdict): Askable | undefined {
  return verdict.outcome === 'allowed' ? undefined : verdict.askable
}

test('at the moments that are named as askable the same question is allowed, and after the last it is not', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const world = worldOf(story)
      const { from, until } = askableOf(decide(story.asking, world, story.policy)) ?? {}
      for (const wall of [from, until]) {
        if (wall) expect([wall, verdictAt(wall, story, world).outcome]).toEqual([wall, 'allowed'])
      }
      if (until) expect(verdictAt(secondAfter(until), story, world).outcome).not.toBe('allowed')
    }),
    { numRuns: 300 },
  )
})

function secondAfter(moment: WallMoment): WallMoment {
  if (moment.endsWith(':59')) return `${minutesAfter(moment, 1).slice(0, 17)}00` as WallMoment
  return `${moment.slice(0, 17)}${String(Number(moment.slice(17)) + 1).padStart(2, '0')}` as WallMoment
}
