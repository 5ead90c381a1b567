import { mayExchange } from '../../rules/exchange.ts'
import type { CreditPolicy, Exchange, Exclusion, Policy, RequestCap } from '../../rules/policy.ts'
import type { Choice } from '../../rules/terms/index.ts'
import type { LintFinding } from './finding.ts'

/** Settings that another setting makes meaningless. */
export function* pointlessSettings(policy: Policy): Iterable<LintFinding> {
  yield* limitsOfNothing(policy)
  yield* closedDaysWithoutAny(policy)
  yield* impossibleExclusions(policy.swap, ['swap', 'exclusions'])
  yield* looserCaps(policy)
  if (policy.cancel.late.length > 0 && policy.cancel.granted.length === 0)
    yield unused(
      ['cancel', 'late'],
      'nothing says until when a granted day can be cancelled',
      'set `cancel.granted`',
    )
  if (policy.credit) yield* pointlessInCredit(policy.credit)
}

function* pointlessInCredit(credit: CreditPolicy): Iterable<LintFinding> {
  yield* impossibleExclusions(credit, ['credit', 'exclusions'])
  yield* sizesThatSettleAll(credit)
  if (credit.yearly && credit.valid.length === 0)
    yield unused(
      ['credit', 'yearly'],
      'no `valid` ends it, so that every year is added to the last',
      'set `credit.valid`',
    )
  for (const [number, { is }] of (credit.yearly?.amount ?? []).entries()) {
    if (is === 0) yield unused(['credit', 'yearly', 'amount', number], 'it is nothing', 'take it out')
  }
}

/** Limits on requests that the policy does not offer. */
function* limitsOfNothing({ swap, extra, creditDay }: Policy): Iterable<LintFinding> {
  const offers = [
    { key: 'swap', offered: swap.offered, limits: [swap.given, swap.taken, swap] },
    { key: 'extra', offered: extra.offered, limits: [extra] },
    { key: 'creditDay', offered: creditDay.offered, limits: [creditDay] },
  ] as const
  for (const { key, offered, limits } of offers) {
    if (!isAlways(offered, (is) => !is)) continue
    const set = limits.some((limit) =>
      Object.entries(limit).some(
        ([name, value]) => name !== 'offered' && Array.isArray(value) && value.length > 0,
      ),
    )
    if (set) yield unused([key], 'it is not offered', 'take its limits out, or offer it')
  }
}

function* closedDaysWithoutAny({ credit, publicHolidays }: Policy): Iterable<LintFinding> {
  if (!credit || credit.publicHolidays === 'nothing' || publicHolidays.length > 0) return
  yield unused(
    ['credit', 'publicHolidays'],
    'the policy closes on no public holiday',
    'name them, or take it out',
  )
}

/** Exclusions between care types that can't be exchanged anyhow. */
function* impossibleExclusions(
  { careTypes, exclusions }: { readonly careTypes: Exchange; readonly exclusions: readonly Exclusion[] },
  path: readonly string[],
): Iterable<LintFinding> {
  for (const [number, { from, to }] of exclusions.entries()) {
    if (!from.careTypes || !to.careTypes) continue
    const possible = from.careTypes.some((one) =>
      to.careTypes?.some((other) => mayExchange(careTypes, one, other)),
    )
    if (!possible) yield unused([...path, number], '`careTypes` keeps these apart already', 'take it out')
  }
}

/** Of two caps that count the same, the looser. */
function* looserCaps({ swap, extra, creditDay }: Policy): Iterable<LintFinding> {
  for (const [key, { caps }] of Object.entries({ swap, extra, creditDay })) {
    for (const [number, cap] of caps.entries()) {
      const tighter = caps.some((other, place) => place !== number && isTighter(other, cap, place < number))
      if (tighter)
        yield unused([key, 'caps', number], 'another cap on the same allows no more', 'keep one of the two')
    }
  }
}

function isTighter(one: RequestCap, other: RequestCap, first: boolean): boolean {
  const same =
    one.per === other.per &&
    one.counted === other.counted &&
    one.of === other.of &&
    one.partYear === other.partYear
  const [most, others] = [settingForAll(one.most), settingForAll(other.most)]
  if (!same || most === undefined || others === undefined) return false
  return most < others || (most === others && first)
}

/** Where credit must be worth the day by itself, none is short of it. */
function* sizesThatSettleAll({ pays }: CreditPolicy): Iterable<LintFinding> {
  if (!isAlways(pays.size, (is) => is !== 'any')) return
  const because = '`size` takes only credit that is worth the day by itself'
  if (pays.shortage !== 'refused') yield unused(['credit', 'pays', 'shortage'], because, 'write `refused`')
  if (pays.together) yield unused(['credit', 'pays', 'together'], because, 'write `false`')
}

/** True when the setting counts in all circumstances, and always is such. */
function isAlways<T>(choice: Choice<T>, isSuch: (is: T) => boolean): boolean {
  return choice.every(({ is }) => isSuch(is)) && choice.some(({ when }) => Object.keys(when).length === 0)
}

function settingForAll<T>(choice: Choice<T>): T | undefined {
  const [only, ...others] = choice
  return others.length === 0 && only && Object.keys(only.when).length === 0 ? only.is : undefined
}

function unused(path: LintFinding['path'], because: string, advice: string): LintFinding {
  const message = `${path.join('.')} never applies: ${because}`
  return { code: 'never-applies', path, message, advice }
}
