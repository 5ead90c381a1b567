import type { Asking } from './ask.ts'
import type { FactsOf, MissingFact, UnknownFacts } from './facts.ts'
import type { Policy } from './policy.ts'
import { ALWAYS_RULES, type Facts, type Reason, type RuleId } from './verdict.ts'
import type { Child, World } from './world.ts'

/** An ask with everything that its rules look at. Each kind of ask adds what it works out once for all its rules. */
export interface Case {
  readonly asking: Asking
  readonly child: Child
  readonly world: World
  readonly policy: Policy
}

/** What a rule finds: it holds or is broken, or a fact is missing. */
export type Finding<F> =
  | { readonly held: boolean; readonly facts: F }
  | { readonly held: 'unknown'; readonly facts: UnknownFacts }

/** What a rule answers: what it finds, or that there is nothing for it to judge. */
export type Check<F> = Finding<F> | 'not-applicable'

/** One rule on cases of one kind. About the `request`: broken, it refuses. About the `credit`: broken, none is earned. */
export interface Rule<C extends Case, Id extends RuleId = RuleId> {
  readonly id: Id
  readonly about: Reason['about']
  readonly check: (asked: C) => Check<FactsOf<Id>>
}

/** A rule that refuses the request when it is broken. */
export function requestRule<C extends Case, Id extends RuleId>(
  id: Id,
  check: (asked: C) => Check<FactsOf<Id>>,
): Rule<C, Id> {
  return { id, about: 'request', check }
}

/** A rule that decides only whether a credit is earned. */
export function creditRule<C extends Case, Id extends RuleId>(
  id: Id,
  check: (asked: C) => Check<FactsOf<Id>>,
): Rule<C, Id> {
  return { id, about: 'credit', check }
}

/** The check that cannot decide, for want of one fact; `known` are the facts that it has. */
export function lacking(missing: MissingFact, known: Facts): Finding<never> {
  return { held: 'unknown', facts: { ...known, missing: [missing] } }
}

/** One rule's reason on a case, or undefined when there is nothing to judge. Throws RangeError when no clause of the policy has the rule. */
export function reasonFor<C extends Case>(rule: Rule<C>, asked: C): Reason | undefined {
  const check = rule.check(asked)
  if (check === 'not-applicable') return undefined
  return { rule: rule.id, clause: clauseOf(rule.id, asked.policy), about: rule.about, ...check }
}

function clauseOf(rule: RuleId, { clauses, ref }: Policy): string {
  const clause = clauses.find(({ rules }) => rules.includes(rule))
  if (clause) return clause.id
  if (ALWAYS_RULES.includes(rule)) return 'always'
  throw new RangeError(`The policy ${ref.name} of ${ref.from} has no clause for the rule ${rule}`)
}
