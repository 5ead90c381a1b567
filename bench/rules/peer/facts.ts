import type { Asking } from '../../../src/rules/index.ts'
import { absenceFacts } from './facts-of-absence.ts'
import { cancelFacts } from './facts-of-cancel.ts'
import { creditDayFacts, extraFacts, swapFacts } from './facts-of-taking.ts'
import type { IndexedWorld } from './indexed-world.ts'

/** What a condition can compare, by name; looked up when one asks for it. */
export type CaseFacts = Readonly<Record<string, () => unknown>>

/**
 * The facts of one case. Looking them up counts within the peer's time, as it does within ours, for neither can
 * decide without; both call the same functions for care, taken days, closures and the staff ratio. Who is in a group
 * on a day is looked up but once for all cases and rounds, which is in the peer's favour.
 */
export function factsOf(asking: Asking, index: IndexedWorld): CaseFacts {
  const { by, because, at } = asking
  return {
    by: () => by,
    reasonGiven: () => Boolean(because),
    askedAt: () => at.wall,
    today: () => at.today,
    missing: () => 0,
    ...factsOfKind(asking, index),
  }
}

function factsOfKind({ ask, at }: Asking, index: IndexedWorld): CaseFacts {
  switch (ask.kind) {
    case 'absence':
      return absenceFacts(ask, index)
    case 'swap':
      return swapFacts(ask, at, index)
    case 'extra':
      return extraFacts(ask, at, index)
    case 'credit-day':
      return creditDayFacts(ask, at, index)
    case 'cancel':
      return cancelFacts(ask, index)
  }
}
