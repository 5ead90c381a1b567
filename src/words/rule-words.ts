import type { CareType, FactsOf, MissingFact, RuleId } from '../rules/index.ts'

/** How one rule is said in one language: its title, and a sentence or two for when it holds and for when it is broken. */
export interface RuleWords<F> {
  readonly title: string
  readonly held: (facts: F) => string
  readonly broken: (facts: F) => string
}

/** All rules in one language. A rule without words, or words on a fact that the rule lacks, doesn't compile. */
export type AllRuleWords = { readonly [Id in RuleId]: RuleWords<FactsOf<Id>> }

/** Why a rule can't be decided, as the end of a sentence. */
export type MissingWords = Readonly<Record<MissingFact, string>>

/** What is said of a reason, whatever its rule. */
export interface ReasonWords {
  /** That the rule with this title can't be decided, for these reasons. */
  readonly undecided: (title: string, why: readonly string[]) => string
  readonly missing: MissingWords
  /** The care that it is about. */
  readonly of: (careType: CareType) => string
  /** What comes of a rule about the charge that does not hold. */
  readonly charged: string
}
