import type { Ask } from './ask.ts'
import { calendarOf } from './circumstances.ts'
import type { Case, OpenedCase, Rule } from './rule.ts'
import { choose, decisionDay } from './terms/index.ts'
import type { Consequences, Reason } from './verdict.ts'

/** All that the engine knows of one kind of ask. */
export interface Kind<A extends Ask, C extends OpenedCase> {
  /** Works out once what the rules look at. */
  readonly open: (asked: Case, ask: A) => C
  readonly rules: readonly Rule<C>[]
  /** What the rules find about parts of the ask. */
  readonly furtherReasons?: (asked: C) => readonly Reason[]
  /** What follows when the ask is accepted. */
  readonly consequences: (asked: C, reasons: readonly Reason[]) => Consequences
}

/** Nothing earned, spent, returned, lost or invoiced. */
export const NO_CONSEQUENCES: Consequences = {
  earns: [],
  grants: [],
  spends: [],
  returns: [],
  lost: 0,
  invoiced: 0,
}

/** When a request for a day is decided, and by whom. A day of deciding that has passed means at once. */
export function decisionOf(asked: OpenedCase): Pick<Consequences, 'decidedFrom' | 'answered'> {
  const { circumstances, policy, asking } = asked
  const decided = choose(policy.answer.decided, circumstances)
  const from = decided && decisionDay(decided, circumstances.date, calendarOf(circumstances, asked))
  const byRules = choose(policy.answer.by, circumstances) === 'rules'
  return {
    ...(from && from >= asking.at.today && { decidedFrom: from }),
    ...(byRules && { answered: true }),
  }
}
