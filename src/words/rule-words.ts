import type { FactsOf, MissingFact, RuleId } from '../rules/index.ts'

/** How one rule is said in one language: its title, and a sentence for when it holds and for when it is broken. */
export interface RuleWords<F> {
  readonly title: string
  readonly held: (facts: F) => string
  readonly broken: (facts: F) => string
}

/** All rules in one language. A rule without words, or words on a fact that the rule lacks, doesn't compile. */
export type AllRuleWords = { readonly [Id in RuleId]: RuleWords<FactsOf<Id>> }

/** Why a rule can't be decided, as the end of a sentence. */
export type MissingWords = Readonly<Record<MissingFact, string>>
