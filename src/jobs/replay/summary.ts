import { type PolicyRef, RULE_IDS, type RuleId, type Verdict } from '../../rules/index.ts'
import { type Change, type CreditChange, isChanged } from './change.ts'

type Outcome = Verdict['outcome']

/** Requests, and of how many children. */
export interface Tally {
  readonly requests: number
  readonly children: number
}

export interface SimulationReport {
  /** The version that everything was decided by. */
  readonly policy: PolicyRef
  readonly replayed: Tally
  /** With another outcome or other credit. */
  readonly changed: Tally
  readonly outcomes: readonly (Tally & { readonly was: Outcome; readonly becomes: Outcome })[]
  readonly credits: readonly (Tally & { readonly credit: Exclude<CreditChange, 'same'> })[]
  /** How many requests newly break a rule, and no longer break it. */
  readonly rules: readonly {
    readonly rule: RuleId
    readonly newlyBroken: number
    readonly noLongerBroken: number
  }[]
  /** Requests that even their own policy would decide otherwise today, since what was known then is not all kept. */
  readonly drifted: number
  /** Policies that can't be loaded any more; the stored verdicts stand in for them. */
  readonly lostPolicies: readonly PolicyRef[]
  readonly requests: readonly Change[]
}

/** Counts what changes, and keeps the requests that do. */
export function summarise(
  changes: readonly Change[],
  { policy, lost }: { readonly policy: PolicyRef; readonly lost: readonly PolicyRef[] },
): SimulationReport {
  const changed = changes.filter(isChanged)
  return {
    policy,
    replayed: tallyOf(changes),
    changed: tallyOf(changed),
    outcomes: outcomesOf(changed),
    credits: creditsOf(changed),
    rules: rulesOf(changes),
    drifted: changes.filter(({ drifted }) => drifted).length,
    lostPolicies: lost,
    requests: changed,
  }
}

function tallyOf(changes: readonly Change[]): Tally {
  return { requests: changes.length, children: new Set(changes.map(({ child }) => child)).size }
}

function outcomesOf(changed: readonly Change[]): SimulationReport['outcomes'] {
  const moved = changed.filter(({ was, becomes }) => was !== becomes)
  const byWay = Map.groupBy(moved, ({ was, becomes }) => `${was} ${becomes}`)
  return [...byWay.values()]
    .flatMap((alike) => {
      const [first] = alike
      return first ? [{ was: first.was, becomes: first.becomes, ...tallyOf(alike) }] : []
    })
    .toSorted((one, other) => other.requests - one.requests)
}

function creditsOf(changed: readonly Change[]): SimulationReport['credits'] {
  return (['gained', 'lost', 'different'] as const)
    .map((credit) => ({ credit, ...tallyOf(changed.filter((change) => change.credit === credit)) }))
    .filter(({ requests }) => requests > 0)
}

function rulesOf(changes: readonly Change[]): SimulationReport['rules'] {
  return RULE_IDS.map((rule) => ({
    rule,
    newlyBroken: changes.filter(({ newlyBroken }) => newlyBroken.includes(rule)).length,
    noLongerBroken: changes.filter(({ noLongerBroken }) => noLongerBroken.includes(rule)).length,
  })).filter(({ newlyBroken, noLongerBroken }) => newlyBroken + noLongerBroken > 0)
}
