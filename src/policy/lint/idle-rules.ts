import type { Clause, Policy } from '../../rules/policy.ts'
import { ALWAYS_RULES, type RuleId } from '../../rules/verdict.ts'
import { IS_SET } from '../needed-clauses.ts'
import type { LintFinding } from './finding.ts'

/** Rules that no one setting switches on, and what they need all the same. */
const IS_USED: Readonly<Partial<Record<RuleId, (policy: Policy) => boolean>>> = {
  'swap.same-care-type': ({ swap }) => swap.careTypes !== 'any',
  'credit.same-care-type': ({ credit }) => credit !== undefined && credit.careTypes !== 'any',
  'credit.covers-day': ({ credit }) => credit !== undefined,
  'group.staff-ratio': ({ place }) => place.staffRatio,
}

/** Rules under a clause that no setting switches on: the clause promises a check that is never made. */
export function* idleRules(policy: Policy): Iterable<LintFinding> {
  for (const [number, clause] of policy.clauses.entries()) yield* idleIn(clause, number, policy)
}

function* idleIn({ id, rules }: Clause, number: number, policy: Policy): Iterable<LintFinding> {
  for (const [place, rule] of rules.entries()) {
    if (isLookedAt(rule, policy)) continue
    yield {
      code: 'idle-rule',
      path: ['clauses', number, 'rules', place],
      message: `clause ${id} has the rule ${rule}, but no setting makes it apply`,
      advice: 'set what the clause says, or take the rule out of its list',
    }
  }
}

function isLookedAt(rule: RuleId, policy: Policy): boolean {
  const isUsed = IS_USED[rule] ?? (ALWAYS_RULES.includes(rule) ? undefined : IS_SET[rule])
  return isUsed?.(policy) ?? true
}
