import type { Ask, Asking } from '../../rules/ask.ts'
import type { Policy } from '../../rules/policy.ts'
import { addDays } from '../../rules/time.ts'
import type { RuleId } from '../../rules/verdict.ts'
import { weigh } from '../../rules/weigh.ts'
import {
  askingAt,
  brokenRules,
  culpritsOf,
  everyNth,
  LONGEST_AHEAD,
  momentsBefore,
  sampleDays,
} from './attempts.ts'
import { type Failure, findingsOf } from './culprits.ts'
import type { LintFinding } from './finding.ts'
import { hasCare, type Profile, profilesOf } from './profiles.ts'

/** A kind of request that is tried out on a year of days. */
interface Trial {
  readonly what: string
  readonly place: LintFinding['path']
  readonly attempts: (profile: Profile) => Iterable<Asking>
  /** The rules that count; left out: all. */
  readonly only?: readonly RuleId[]
}

/** A request is tried for one free day a week; a swap, which has two days, for fewer. */
const DAYS_APART = 2
const SWAPS_APART = 12
/** How far from the day given up a day to take is tried, and how long before either a swap is asked. */
const SWAP_REACH_DAYS = 70
const SWAP_AHEAD_DAYS = 130

/** Whether the credit that pays can be used is looked at apart. */
const CREDIT_DAY_RULES: readonly RuleId[] = [
  'request.offered',
  'request.cap',
  'credit-day.horizon',
  'credit-day.notice',
]

const TRIALS: readonly Trial[] = [
  { what: 'an extra day', place: ['extra'], attempts: (profile) => takings('extra', profile) },
  {
    what: 'a credit day',
    place: ['creditDay'],
    attempts: (profile) => takings('credit-day', profile),
    only: CREDIT_DAY_RULES,
  },
  { what: 'a swap', place: ['swap'], attempts: swaps },
]

/** Requests that no moment satisfies: asked at the beginning of every day before every free day of a year, none is allowed. */
export function* neverAllowed(policy: Policy): Iterable<LintFinding> {
  const profiles = profilesOf(policy)
  for (const trial of TRIALS) {
    const failures = profiles.flatMap((profile) => failureOf(trial, profile, policy) ?? [])
    const what = `${trial.what} can never be asked`
    yield* findingsOf(failures, { code: 'never-allowed', what, place: trial.place })
  }
}

/** Undefined when an attempt succeeds, or when the policy says itself that there is no such request. */
function failureOf({ attempts, only }: Trial, profile: Profile, policy: Policy): Failure | undefined {
  const { world, label } = profile
  let tried = false
  for (const asking of attempts(profile)) {
    tried = true
    if (weigh(asking, world, policy).isAllowed(only)) return undefined
  }
  if (!tried) return undefined
  const broken = [...attempts(profile)].map((asking) => brokenRules(asking, world, policy, only))
  if (broken.every((rules) => rules.includes('request.offered'))) return undefined
  return { label, culprits: culpritsOf(broken) }
}

function* takings(kind: 'extra' | 'credit-day', { contract }: Profile): Iterable<Asking> {
  for (const date of everyNth(sampleDays(contract, 'free'), DAYS_APART)) {
    const ask: Ask = { kind, child: 'sample', date }
    for (const wall of momentsBefore(date, LONGEST_AHEAD)) yield askingAt(wall, ask)
  }
}

function* swaps(profile: Profile): Iterable<Asking> {
  if (!hasCare(profile)) return
  const free = [...sampleDays(profile.contract, 'free')]
  for (const give of everyNth(sampleDays(profile.contract, 'planned'), SWAPS_APART)) {
    const [first, last] = [addDays(give, -SWAP_REACH_DAYS), addDays(give, SWAP_REACH_DAYS)]
    const near = free.filter((day) => first <= day && day <= last)
    for (const take of everyNth(near, DAYS_APART)) {
      const ask: Ask = { kind: 'swap', child: 'sample', give, take }
      const earliest = give < take ? give : take
      for (const wall of momentsBefore(earliest, SWAP_AHEAD_DAYS)) yield askingAt(wall, ask)
    }
  }
}
