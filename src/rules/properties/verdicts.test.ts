import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Story, stories, worldOf } from '../../../test/support/arbitrary/stories.ts'
import { withStranger } from '../../../test/support/arbitrary/worlds.ts'
import { decide } from '../decide.ts'
import type { Verdict } from '../verdict.ts'
import type { World } from '../world.ts'

function verdictOf(story: Story, world: World = worldOf(story)): Verdict {
  return decide(story.asking, world, story.policy)
}

test('every question about a valid world has an answer that is plain JSON', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const verdict = verdictOf(story)
      expect(JSON.parse(JSON.stringify(verdict))).toStrictEqual(verdict)
    }),
  )
})

test('every alternative is itself allowed', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const world = worldOf(story)
      const verdict = verdictOf(story, world)
      const offered = verdict.outcome === 'allowed' ? [] : verdict.alternatives
      for (const { ask } of offered) {
        expect(decide({ ...story.asking, ask }, world, story.policy).outcome).toBe('allowed')
      }
    }),
  )
})

test('a child that has nothing to do with it changes nothing', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const world = worldOf(story)
      expect(verdictOf(story, withStranger(world))).toEqual(verdictOf(story, world))
    }),
  )
})

test('the same question has the same answer, however often and in whatever order it is asked', () => {
  fc.assert(
    fc.property(stories, stories, (story, other) => {
      const world = worldOf(story)
      const first = verdictOf(story, world)
      verdictOf({ ...other, asking: { ...other.asking, ask: story.asking.ask } }, world)
      expect(verdictOf(story, world)).toEqual(first)
      expect(verdictOf(story, structuredClone(world))).toEqual(first)
    }),
  )
})
