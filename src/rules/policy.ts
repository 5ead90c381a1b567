import type { IsoDate, WallTime } from './time.ts'
import type { PolicyRef, RuleId } from './verdict.ts'

/** The last moment at which something is in time: before a clock time on the day itself (that time is too late), or hours before the start of care (exactly that is in time). */
export type Deadline = { readonly beforeTime: WallTime } | { readonly hoursBefore: number }

/** Days on which the whole sector closes, by name; their dates are computed. */
export type PublicHoliday =
  | 'new-year'
  | 'good-friday'
  | 'easter-monday'
  | 'kings-day'
  | 'liberation-day'
  | 'liberation-day-lustrum'
  | 'ascension'
  | 'whit-monday'
  | 'christmas-day'
  | 'boxing-day'

/** A clause of the published house rules, in our own words, with the rules that stand on it. Each rule stands on one, but for `ALWAYS_RULES`. */
export interface Clause {
  readonly id: string
  readonly rules: readonly RuleId[]
  readonly nl: string
  readonly en: string
}

/**
 * One organisation's rules as values, of one version. Days are calendar days, hours are hours on the
 * wall clock, and every limit includes its end: `aheadDays: 30` allows day 30 and refuses day 31.
 */
export interface Policy {
  readonly ref: PolicyRef
  readonly organisation: string
  readonly clauses: readonly Clause[]
  readonly publicHolidays: readonly PublicHoliday[]
  readonly swap: { readonly aheadDays: number }
  readonly extra: { readonly aheadDays: number; readonly notice: Deadline }
  readonly creditDay: { readonly aheadDays: number; readonly notice: Deadline }
  readonly cancel: { readonly notice: Deadline }
  readonly answer: { readonly workingDays: number }
  readonly credit: {
    readonly reported: Deadline
    /** The credit can be used up to and including this many days after the absent day. */
    readonly validDays: number
    /** Only an absence for the whole planned time earns. */
    readonly wholeDaysOnly: boolean
  }
  readonly activation: {
    readonly daysBeforeStart: number
    /** The link works up to and including this many times 24 hours after it was made. */
    readonly validDays: number
    readonly remindAfterDays: number
    readonly reminders: number
  }
  readonly departure: { readonly downloadDays: number; readonly remindDaysBefore: number }
}

/** The versions of one organisation's policy, the first in force first. */
export interface PolicyBook {
  readonly name: string
  readonly versions: readonly [Policy, ...Policy[]]
}

/** The version in force on a day, or undefined before the first. */
export function policyOn(book: PolicyBook, date: IsoDate): Policy | undefined {
  return book.versions.findLast((policy) => policy.ref.from <= date)
}
