import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Story, stories, worldOf } from '../../../test/support/arbitrary/stories.ts'
import type { Ask } from '../ask.ts'
import type { Kind } from '../consequences.ts'
import { absence } from '../kinds/absence.ts'
import { cancel } from '../kinds/cancel.ts'
import { creditDay } from '../kinds/credit-day.ts'
import { extra } from '../kinds/extra.ts'
import { swap } from '../kinds/swap.ts'
import { childOf } from '../lookup.ts'
import { type Case, type OpenedCase, reasonsFor } from '../rule.ts'

/** The reasons of the rules in their order and in another, each on a world that was never looked at. */
function reasonsInTwoOrders<A extends Ask, C extends OpenedCase>(
  kind: Kind<A, C>,
  ask: A,
  story: Story,
  random: (below: number) => number,
) {
  const world = worldOf(story)
  const { asking, policy } = story
  const opened = () => {
    const asked: Case = { asking, policy, world: { ...world }, child: childOf(world, ask.child) }
    return kind.open(asked, ask)
  }
  const shuffled = kind.rules
    .map((rule) => ({ rule, place: random(1000) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ rule }) => rule)
  return [reasonsFor(kind.rules, opened()), reasonsFor(shuffled, opened())] as const
}

function reasonsOf(story: Story, random: (below: number) => number) {
  const { ask } = story.asking
  switch (ask.kind) {
    case 'absence':
      return reasonsInTwoOrders(absence, ask, story, random)
    case 'swap':
      return reasonsInTwoOrders(swap, ask, story, random)
    case 'extra':
      return reasonsInTwoOrders(extra, ask, story, random)
    case 'credit-day':
      return reasonsInTwoOrders(creditDay, ask, story, random)
    case 'cancel':
      return reasonsInTwoOrders(cancel, ask, story, random)
  }
}

test('the order in which rules are evaluated changes none of their reasons', () => {
  fc.assert(
    fc.property(stories, fc.infiniteStream(fc.nat(999)), (story, numbers) => {
      const [inOrder, shuffled] = reasonsOf(story, () => numbers.next().value as number)
      expect(shuffled).toHaveLength(inOrder.length)
      expect(shuffled).toEqual(expect.arrayContaining([...inOrder]))
    }),
  )
})
