import type { Asking } from './ask.ts'
import type { FactsOf, MissingFact, UnknownFacts } from './facts.ts'
import type { Policy } from './policy.ts'
import type { Circumstances } from './terms/choice.ts'
import { ALWAYS_RULES, type Facts, type Reason, type RuleId } from './verdict.ts'
import type { Child, World } from './world.ts'

/** An ask with everything that its rules look at. Each kind of ask adds what it works out once for all its rules. */
export interface Case {
  readonly asking: Asking
  readonly child: Child
  readonly world: World
  readonly policy: Policy
}

/** A case with the care that the settings of the policy are chosen for. */
export interface OpenedCase extends Case {
  readonly circumstances: Circumstances
}

/** What a rule finds: it holds or is broken, or a fact is missing. */
export type Finding<F> =
  | { readonly held: boolean; readonly facts: F }
  | { readonly held: 'unknown'; readonly facts: UnknownFacts }

/** What a rule answers: what it finds, or that there is nothing for it to judge. */
export type Check<F> = Finding<F> | 'not-applicable'

/** One rule on cases of one kind; `about` tells what comes of it when it is broken. */
export interface Rule<C extends Case, Id extends RuleId = RuleId> {
  readonly id: Id
  readonly about: Reason['about']
  /** It asks nothing of the day, so what breaks it breaks it on every other day. */
  readonly anyDay: boolean
  readonly check: (asked: C) => Check<FactsOf<Id>>
}

/** A rule that refuses the request when it is broken. */
export function requestRule<C extends Case, Id extends RuleId>(
  id: Id,
  check: (asked: C) => Check<FactsOf<Id>>,
  days: 'any-day' | 'this-day' = 'this-day',
): Rule<C, Id> {
  return { id, about: 'request', anyDay: days === 'any-day', check }
}

/** A rule on whether there is a place: broken, the policy says what comes of the request. */
export function placeRule<C extends Case, Id extends RuleId>(
  id: Id,
  check: (asked: C) => Check<FactsOf<Id>>,
): Rule<C, Id> {
  return { id, about: 'place', anyDay: false, check }
}

/** A rule that decides only whether a credit is earned. */
export function creditRule<C extends Case, Id extends RuleId>(
  id: Id,
  check: (asked: C) => Check<FactsOf<Id>>,
): Rule<C, Id> {
  return { id, about: 'credit', anyDay: false, check }
}

/** A rule that decides only whether the guardian pays. */
export function chargeRule<C extends Case, Id extends RuleId>(
  id: Id,
  check: (asked: C) => Check<FactsOf<Id>>,
): Rule<C, Id> {
  return { id, about: 'charge', anyDay: false, check }
}

/** The check that cannot decide, for want of one fact; `known` are the facts that it has. */
export function lacking(missing: MissingFact, known: Facts): Finding<never> {
  return { held: 'unknown', facts: { ...known, missing: [missing] } }
}

/** The reasons of the rules on a case, in order, without those that have nothing to judge. Throws RangeError when no clause of the policy has a rule. */
export function reasonsFor<C extends Case>(rules: readonly Rule<C>[], asked: C): readonly Reason[] {
  const clauses = clausesOf(asked.policy)
  const reasons: Reason[] = []
  for (const { id, about, check } of rules) {
    const found = check(asked)
    if (found === 'not-applicable') continue
    const clause = clauses.get(id)
    if (!clause) throw withoutClause(id, asked.policy)
    reasons.push({ rule: id, clause, held: found.held, about, facts: found.facts })
  }
  return reasons
}

function withoutClause(rule: RuleId, { ref: { name, from } }: Policy): RangeError {
  return new RangeError(`The policy ${name} of ${from} has no clause for the rule ${rule}`)
}

/** The clause of each rule, worked out once for a policy, which is a value and doesn't change. */
const known = new WeakMap<Policy, ReadonlyMap<RuleId, string>>()

function clausesOf(policy: Policy): ReadonlyMap<RuleId, string> {
  const clauses = known.get(policy) ?? clausesByRule(policy)
  known.set(policy, clauses)
  return clauses
}

function clausesByRule({ clauses }: Policy): ReadonlyMap<RuleId, string> {
  return new Map([
    ...ALWAYS_RULES.map((rule) => [rule, 'always'] as const),
    ...clauses.flatMap(({ id, rules }) => rules.map((rule) => [rule, id] as const)),
  ])
}
