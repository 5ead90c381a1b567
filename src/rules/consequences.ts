import type { Ask } from './ask.ts'
import type { Case, Rule } from './rule.ts'
import type { Consequences, Reason } from './verdict.ts'
import type { Credit } from './world.ts'

/** All that the engine knows of one kind of ask. */
export interface Kind<A extends Ask, C extends Case> {
  /** Works out once what the rules look at. */
  readonly open: (asked: Case, ask: A) => C
  readonly rules: readonly Rule<C>[]
  /** What follows when the ask is accepted. */
  readonly consequences: (asked: C, reasons: readonly Reason[]) => Consequences
}

/** Nothing earned, spent or returned. */
export const NO_CONSEQUENCES: Consequences = { earns: [], spends: [], returns: [] }

/** A credit as consequences name it. */
export function creditRef({ id, absentOn }: Credit): Consequences['spends'][number] {
  return { credit: id, absentOn }
}
