import type { AskKind, ChildId, EarnedCredit, RuleId, Verdict } from '../../rules/index.ts'
import type { ReplayRequest } from '../../store/replay.ts'

type Outcome = Verdict['outcome']

/** What becomes of credit: nothing different, earned only now, no longer earned, or earned otherwise (its amount or its days of use). */
export type CreditChange = 'same' | 'gained' | 'lost' | 'different'

/** One request under two policies. */
export interface Change {
  readonly request: string
  readonly kind: AskKind
  readonly child: ChildId
  readonly was: Outcome
  readonly becomes: Outcome
  readonly credit: CreditChange
  readonly newlyBroken: readonly RuleId[]
  readonly noLongerBroken: readonly RuleId[]
  /** Decided again by its own policy it has another outcome than it got: the placements of today are not those of then. */
  readonly drifted: boolean
}

/** Compares two verdicts on a request. */
export function changeOf(request: ReplayRequest, was: Verdict, becomes: Verdict): Change {
  const { ask } = request.asking
  const [before, after] = [brokenRules(was), brokenRules(becomes)]
  return {
    request: request.id,
    kind: ask.kind,
    child: ask.child,
    was: was.outcome,
    becomes: becomes.outcome,
    credit: creditChange(earnedBy(was), earnedBy(becomes)),
    newlyBroken: after.filter((rule) => !before.includes(rule)),
    noLongerBroken: before.filter((rule) => !after.includes(rule)),
    drifted: was.outcome !== request.verdict.outcome,
  }
}

/** True when the guardian would have got another answer, or other credit. */
export function isChanged({ was, becomes, credit }: Change): boolean {
  return was !== becomes || credit !== 'same'
}

function brokenRules({ reasons }: Verdict): readonly RuleId[] {
  return [...new Set(reasons.filter(({ held }) => held === false).map(({ rule }) => rule))]
}

function earnedBy(verdict: Verdict): readonly EarnedCredit[] {
  return verdict.outcome === 'allowed' ? verdict.consequences.earns : []
}

function creditChange(before: readonly EarnedCredit[], after: readonly EarnedCredit[]): CreditChange {
  if (before.length === 0 && after.length === 0) return 'same'
  if (before.length === 0) return 'gained'
  if (after.length === 0) return 'lost'
  return textOf(before) === textOf(after) ? 'same' : 'different'
}

/** What a guardian gets, whatever it is for. */
function textOf(earned: readonly EarnedCredit[]): string {
  return JSON.stringify(
    earned.map(({ careType, usableFrom, expiresOn, unit, amount }) => [
      careType,
      usableFrom,
      expiresOn,
      unit,
      amount,
    ]),
  )
}
