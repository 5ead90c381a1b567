import type { AskKind } from './ask.ts'
import type { Ahead, Choice, Deadline, DecisionDay, Situation, Unit, Window } from './terms/index.ts'
import type { IsoDate, WallTime } from './time.ts'
import type { PolicyRef, RuleId } from './verdict.ts'
import type { CareType } from './world.ts'

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

/** Where a rule was published: the address of the page or document, and its date or how it is dated. */
export interface Source {
  readonly address: string
  readonly date: string
}

/** A clause of the published house rules, in our own words, with the rules that stand on it. Each rule stands on one, but for `ALWAYS_RULES`. */
export interface Clause {
  readonly id: string
  readonly rules: readonly RuleId[]
  readonly nl: string
  readonly en: string
  readonly source: Source
}

/** When a day may be asked for, or given up. What is not set is no limit. */
export interface DayLimits {
  readonly ahead: Choice<Ahead>
  readonly notice: Choice<Deadline>
}

/** Between which care types an exchange is possible: of the same only, of any, or within each of the sets. */
export type Exchange = 'same' | 'any' | readonly (readonly CareType[])[]

/** An exchange that is not possible: of care like `from` for care like `to`. */
export interface Exclusion {
  readonly from: Situation
  readonly to: Situation
}

/** How a cap is worked out for a child that has no contract for all of the year. */
export type PartYear = 'whole' | 'in-proportion'

/** At most so many granted requests of this kind, with this one. Of a child together, or of each of its care types. */
export interface RequestCap {
  readonly most: Choice<number>
  readonly per: 'week' | 'month' | 'year' | 'contract-year'
  /** The day that tells in which week or year a request counts. */
  readonly counted: 'given' | 'taken'
  readonly of: 'child' | 'care-type'
  /** A part of a request is not counted: what is in proportion is rounded down. */
  readonly partYear: PartYear
}

/** At most so much credit, in the unit of the policy: earned for absent days of one year, or held at one time (`balance`). */
export interface EarningCap {
  readonly most: Choice<number>
  readonly per: 'year' | 'contract-year' | 'balance'
  readonly of: 'child' | 'care-type'
  readonly partYear: PartYear
}

/** What a day taken must be beside the day given up: of the same hours or the same day-parts, at most as long, or anything. */
export type SwapSize = 'any' | 'same-hours' | 'same-day-parts' | 'not-longer'

export interface SwapPolicy {
  readonly offered: Choice<boolean>
  /** Both days lie after today. */
  readonly afterToday: boolean
  readonly given: DayLimits
  readonly taken: DayLimits
  /** Where the day taken lies around the day given up. */
  readonly window: Choice<Window>
  readonly size: Choice<SwapSize>
  readonly careTypes: Exchange
  readonly exclusions: readonly Exclusion[]
  readonly caps: readonly RequestCap[]
}

export interface TakingPolicy extends DayLimits {
  readonly offered: Choice<boolean>
  readonly caps: readonly RequestCap[]
}

/** Until when a request can be taken back. */
export interface CancelPolicy {
  /** While it waits for an answer: as long as it does, never, or up to so many minutes after it was asked. */
  readonly open: Choice<'always' | 'never' | { readonly minutes: number }>
  /** Once it is granted; `unpublished`: nobody wrote it down, so the location decides. */
  readonly granted: Choice<Deadline | 'never' | 'unpublished'>
  /** What comes of one that is too late. */
  readonly late: Choice<'refused' | 'charged' | 'charged-and-credited'>
}

/** What closed days do for credit: nothing, they earn like any other day, or they earn without a report. */
export type ClosedDays = 'nothing' | 'when-reported' | 'granted'

/** How credit pays for a day. */
export interface Payment {
  /** How much credit must be worth beside the day that it pays: anything, just as much, or at least as much. */
  readonly size: Choice<'any' | 'equal' | 'not-longer'>
  /** Several credits pay one day, that of the oldest absence first. */
  readonly together: boolean
  /** What the credit is short of is refused, paid by the guardian, or free of charge. */
  readonly shortage: 'refused' | 'invoiced' | 'free'
  /** What a shorter day leaves of a credit stays, or lapses. */
  readonly rest: 'kept' | 'lost'
}

export interface CreditPolicy {
  /** Which absences earn; not set: they do. */
  readonly earned: Choice<boolean>
  readonly unit: Unit
  /** The least that earns: any hours, a whole day-part, or all hours of a day. */
  readonly least: 'hours' | 'day-parts' | 'days'
  readonly reported: Choice<Deadline>
  readonly publicHolidays: ClosedDays
  readonly closures: ClosedDays
  /** Credit that every child gets each calendar year, without an absence; of a part of a year in proportion. */
  readonly yearly: { readonly amount: Choice<number>; readonly partYear: PartYear } | undefined
  readonly caps: readonly EarningCap[]
  /** The days for which it can be used. */
  readonly valid: Choice<Window>
  /** The days on which a day can be asked with it. */
  readonly asked: Choice<Window>
  readonly careTypes: Exchange
  readonly exclusions: readonly Exclusion[]
  readonly pays: Payment
  /** What credit is worth after a contract with more or fewer days a week began: the same, or in proportion. */
  readonly contractChange: 'keeps' | 'in-proportion'
}

/** Who gets a place. */
export interface PlacePolicy {
  /** Requests without an answer hold no place; or those asked earlier do, a kind of request that is named earlier before one that is named later. */
  readonly order: 'none' | readonly (readonly AskKind[])[]
  /** A child may come in a second group for which consent was given, when its own has no place. */
  readonly secondGroup: boolean
  /** The legal staff ratio must hold with the staff that is planned. */
  readonly staffRatio: boolean
  /** What comes of a request for which there is no place: refused, or looked at by the location. */
  readonly short: 'refused' | 'needs-review'
}

/**
 * One organisation's rules as values, of one version. Days are calendar days, hours are hours on the
 * wall clock, and every limit includes its end: 30 days ahead allow day 30 and refuse day 31.
 */
export interface Policy {
  readonly ref: PolicyRef
  /** The last day in force, included; undefined: until further notice. */
  readonly until: IsoDate | undefined
  readonly organisation: string
  readonly clauses: readonly Clause[]
  readonly publicHolidays: readonly PublicHoliday[]
  /** The time at which the day-parts of a day meet. */
  readonly dayPartsMeetAt: WallTime
  /** How staff enter a request for a guardian. */
  readonly staff: Choice<'with-reason' | 'freely' | 'never'>
  readonly absence: { readonly ahead: Choice<Ahead> }
  readonly swap: SwapPolicy
  readonly extra: TakingPolicy
  readonly creditDay: TakingPolicy
  readonly cancel: CancelPolicy
  readonly place: PlacePolicy
  readonly answer: {
    readonly workingDays: number
    /** From when a request for a day is decided; not set: at once. */
    readonly decided: Choice<DecisionDay>
    /** Who answers what the rules allow: the location, or the rules at once. */
    readonly by: Choice<'location' | 'rules'>
  }
  /** Undefined: absences earn nothing and no day is paid with credit. */
  readonly credit: CreditPolicy | undefined
  readonly activation: {
    readonly daysBeforeStart: number
    /** The link works up to and including this many times 24 hours after it was made. */
    readonly validDays: number
    readonly remindAfterDays: number
    readonly reminders: number
  }
  readonly departure: {
    /** An export is made so long before the last care day of the child. */
    readonly prepareDaysBefore: number
    /** It is completed so long after that day, with the last photos. */
    readonly completeDaysAfter: number
    /** From the last care day on, or from the making when that is later. */
    readonly downloadDays: number
    readonly remindDaysBefore: number
  }
  readonly remind: {
    /** Who has not answered about sharing photos is asked so long after the child's first care day. */
    readonly consentDaysAfter: number
    /** Credit that is about to lapse is told of so long before its last day. */
    readonly creditDaysBefore: number
  }
}

/** The versions of one organisation's policy, the first in force first, without gaps or overlaps. */
export interface PolicyBook {
  readonly name: string
  readonly versions: readonly [Policy, ...Policy[]]
}

/** The version in force on a day; undefined before the first, and after the last when that has a last day. */
export function policyOn(book: PolicyBook, date: IsoDate): Policy | undefined {
  const policy = book.versions.findLast((version) => version.ref.from <= date)
  return policy && (policy.until === undefined || date <= policy.until) ? policy : undefined
}
