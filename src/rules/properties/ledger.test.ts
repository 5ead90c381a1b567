import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policies } from '../../../test/support/arbitrary/policies.ts'
import { type Story, stories } from '../../../test/support/arbitrary/stories.ts'
import { consequencesOf } from '../decide.ts'
import type { Policy } from '../policy.ts'
import { record } from '../record.ts'
import type { Step } from '../replay.ts'
import type { Credit, RequestId, World } from '../world.ts'

/** Parts of points that go in proportion to a contract leave the last bits of a number undecided. */
const NEARLY = 1e-6

interface Turn {
  readonly before: World
  readonly after: World
  readonly step: Step
  readonly policy: Policy
}

/** What happens in a story, turn by turn, under the policies in turn. */
function turnsOf({ before, steps }: Story, versions: readonly Policy[]): readonly Turn[] {
  const turns: Turn[] = []
  for (const [number, step] of steps.entries()) {
    const policy = versions[number % versions.length] as Policy
    const world = turns.at(-1)?.after ?? before
    turns.push({ before: world, after: record(world, step.asking, policy, step.answer), step, policy })
  }
  return turns
}

/** Requests that were taken back too late: the day is charged, so that its credit stays spent. */
function chargedIn(turns: readonly Turn[]): ReadonlySet<RequestId> {
  const charged = turns.flatMap(({ before, step, policy }) => {
    if (step.asking.ask.kind !== 'cancel') return []
    const { cancels, returns } = consequencesOf(step.asking, before, policy)
    return cancels && returns.length === 0 ? [cancels] : []
  })
  return new Set(charged)
}

function spentOf(credit: Credit, { requests }: World, charged: ReadonlySet<RequestId>): number {
  return requests
    .filter(({ id, state }) => state === 'open' || state === 'granted' || charged.has(id))
    .flatMap(({ spends }) => spends ?? [])
    .reduce((sum, spent) => (spent.credit === credit.id ? sum + spent.amount : sum), 0)
}

test('what is left of a credit and what standing requests spent of it add up to what was earned', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const turns = turnsOf(story, [story.policy])
      const world = turns.at(-1)?.after ?? story.before
      const charged = chargedIn(turns)
      for (const credit of world.credits) {
        expect(credit.left).toBeGreaterThan(-NEARLY)
        expect(Math.abs(credit.amount - credit.left - spentOf(credit, world, charged))).toBeLessThan(NEARLY)
      }
    }),
  )
})

test('the days for which a credit can be used stay as they were, whatever happens and whichever policy follows', () => {
  const days = ({ id, absentOn, usableFrom, expiresOn, amount }: Credit) => ({
    id,
    absentOn,
    usableFrom,
    expiresOn,
    amount,
  })
  fc.assert(
    fc.property(stories, policies, (story, next) => {
      for (const { before, after } of turnsOf(story, [story.policy, next])) {
        expect(after.credits.slice(0, before.credits.length).map(days)).toEqual(before.credits.map(days))
      }
    }),
  )
})

test('no two credits and no two requests have one id', () => {
  fc.assert(
    fc.property(stories, policies, (story, next) => {
      const world = turnsOf(story, [story.policy, next]).at(-1)?.after ?? story.before
      for (const ids of [world.credits.map(({ id }) => id), world.requests.map(({ id }) => id)]) {
        expect(new Set(ids).size).toBe(ids.length)
      }
    }),
  )
})
