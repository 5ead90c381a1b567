import type { EarnedCredit, Reason, Verdict } from '../rules/verdict.ts'
import type { ScenarioCase } from './scenario-file.ts'
import type { Expectation } from './scenario-schema.ts'

/** What a case expected and what the rules answered, of the fields that it expects something of. */
export interface CaseResult {
  readonly file: string
  readonly name: string
  readonly ok: boolean
  readonly expected: Readonly<Record<string, unknown>>
  readonly actual: Readonly<Record<string, unknown>>
  /** Why the answer is what it is: what does not hold, or is not known. */
  readonly because: readonly Reason[]
}

/** Holds a verdict against what the case expects; only what is written is compared. */
export function compareCase({ name, expect }: ScenarioCase, file: string, verdict: Verdict): CaseResult {
  const given = answerOf(verdict, expect)
  const expected = expect.broken ? { ...expect, broken: asSet(expect.broken) } : expect
  const actual = Object.fromEntries(Object.keys(expect).map((key) => [key, given[key]]))
  const because = verdict.reasons.filter(({ held }) => held !== true)
  return { file, name, ok: sameValue(expected, actual), expected, actual, because }
}

/** What the rules answer in the fields of an expectation; what follows of no refusal stays undefined. */
function answerOf(verdict: Verdict, expect: Expectation): Readonly<Record<string, unknown>> {
  const follows = verdict.outcome === 'allowed' ? verdict.consequences : undefined
  return {
    outcome: verdict.outcome,
    broken: asSet(verdict.reasons.filter(isBroken).map(({ rule }) => rule)),
    credit: creditOf(follows?.earns ?? [], expect.credit),
    uses: follows?.spends.map(({ absentOn }) => absentOn) ?? [],
    lost: follows?.lost,
    invoiced: follows?.invoiced,
    decidedFrom: follows?.decidedFrom,
  }
}

/** A cancellation that is charged is no broken rule to the one who asks. */
function isBroken({ held, about }: Reason): boolean {
  return held === false && about !== 'charge'
}

/** What was earned, all care types together, in the fields that are asked for. */
function creditOf(earns: readonly EarnedCredit[], expected: Expectation['credit']): unknown {
  const [first] = earns
  if (!first) return 'none'
  const credit: Record<string, unknown> = {
    expiresOn: first.expiresOn,
    minutes: sum(earns.map(({ minutes }) => minutes)),
    points: sum(earns.map(({ amount }) => amount)),
  }
  if (!expected || expected === 'none') return credit
  return Object.fromEntries(Object.keys(expected).map((key) => [key, credit[key]]))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function asSet(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted()
}

/** Equal as values: the same keys, whatever their order, with the same values. */
function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  return keys.every((key) =>
    sameValue((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  )
}
