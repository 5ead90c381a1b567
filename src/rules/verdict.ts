import type { Ask } from './ask.ts'
import type { UnitName } from './terms/unit.ts'
import type { IsoDate, WallMoment } from './time.ts'
import type { CareType, CreditId, GrantKind } from './world.ts'

/** Every rule that can hold or be broken. Ids are fixed: verdicts, scenarios and reports carry them. */
export const RULE_IDS = [
  'request.digital',
  'request.offered',
  'request.cap',
  'absence.horizon',
  'day.planned',
  'day.free',
  'day.open',
  'contract.in-force',
  'swap.future',
  'swap.horizon',
  'swap.notice',
  'swap.window',
  'swap.same-size',
  'swap.same-care-type',
  'swap.same-product',
  'swap.not-closed-day',
  'extra.horizon',
  'extra.notice',
  'credit-day.horizon',
  'credit-day.notice',
  'credit.available',
  'credit.same-care-type',
  'credit.same-product',
  'credit.valid-on-day',
  'credit.asked-in-time',
  'credit.covers-day',
  'credit.offered',
  'credit.reported-in-time',
  'credit.contract-day',
  'credit.whole-day',
  'credit.not-closed-day',
  'credit.cap',
  'cancel.notice',
  'group.consented',
  'group.has-place',
  'group.staff-ratio',
] as const

export type RuleId = (typeof RULE_IDS)[number]

/**
 * The rules of every policy, whatever its house rules say; all others stand on a clause of theirs. House rules may
 * have a clause for these too.
 */
export const ALWAYS_RULES: readonly RuleId[] = [
  'request.digital',
  'request.offered',
  'day.planned',
  'day.free',
  'day.open',
  'contract.in-force',
  'swap.notice',
  'swap.same-care-type',
  'swap.not-closed-day',
  'extra.notice',
  'credit-day.notice',
  'credit.available',
  'credit.same-care-type',
  'credit.valid-on-day',
  'credit.covers-day',
  'credit.contract-day',
  'credit.not-closed-day',
  'cancel.notice',
  'group.consented',
  'group.has-place',
  'group.staff-ratio',
]

/** What a rule compared, by name, in plain JSON: days, moments on the wall clock, numbers, names. Never a sentence. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** One rule's part in a verdict. */
export interface Reason {
  readonly rule: RuleId
  /** The clause of the published house rules that it comes from, for instance `LK-4`; `always` for a rule of every policy. */
  readonly clause: string
  /** `unknown`: a fact is missing, named in `facts.missing`. */
  readonly held: true | false | 'unknown'
  /**
   * A broken rule about the `request` refuses it, one about the `place` too unless the policy has the location look
   * at it; one about the `credit` only means that none is earned, one about the `charge` that it is charged.
   */
  readonly about: 'request' | 'place' | 'credit' | 'charge'
  readonly facts: Facts
  /** The care that it is about, where an absence takes away care of several types. */
  readonly of?: CareType
}

/** Which policy decided: its name and the first day in force of the version. */
export interface PolicyRef {
  readonly name: string
  readonly from: IsoDate
}

/** Credit as it is earned. */
export interface EarnedCredit {
  readonly careType: CareType
  readonly absentOn: IsoDate
  /** The first day for which it can be used, included. */
  readonly usableFrom: IsoDate
  /** The last day for which it can be used, included; left out: it does not lapse. */
  readonly expiresOn?: IsoDate
  readonly unit: UnitName
  /** In that unit. */
  readonly amount: number
  /** The hours that earned it; of a whole day in several reports all of them. */
  readonly minutes: number
}

/** Credit that the policy gives without a report. Its id is made of what it is for, until it is written down with the first request that spends it. */
export interface GrantedCredit extends EarnedCredit {
  readonly id: CreditId
  readonly granted: GrantKind
}

/** A credit that is spent or comes back; `absentOn` tells credits apart for people, `amount` is in the unit that it was earned in. */
export interface CreditUse {
  readonly credit: CreditId
  readonly absentOn: IsoDate
  readonly amount: number
}

/** What follows when the ask is accepted. */
export interface Consequences {
  readonly earns: readonly EarnedCredit[]
  /** Of the credits that are spent, those that the policy gives without a report: they are earned now, under that id. */
  readonly grants: readonly GrantedCredit[]
  /** Credits that a credit day spends, in the order of use. */
  readonly spends: readonly CreditUse[]
  /** Credits that come back because the day they paid is cancelled. */
  readonly returns: readonly CreditUse[]
  /** Minutes of spent credit that lapse, since the day taken is shorter. */
  readonly lost: number
  /** Minutes of care that the guardian pays for. */
  readonly invoiced: number
  /** The request is decided on this day or later; left out: at once. */
  readonly decidedFrom?: IsoDate
  /** The rules are the answer: what they allow is granted, no location has to. */
  readonly answered?: true
  /** The request that a cancellation takes back. */
  readonly cancels?: string
}

/** The same ask with another day, which would be allowed at the same moment. */
export interface Alternative {
  readonly ask: Ask
}

/** Moments at which the same ask would be allowed, as far as its limits of time go; both are included. */
export interface Askable {
  readonly from?: WallMoment
  readonly until?: WallMoment
}

/** The answer to an ask. Plain JSON, so that it can be stored with the request. */
export type Verdict =
  | {
      readonly outcome: 'allowed'
      readonly policy: PolicyRef
      readonly reasons: readonly Reason[]
      readonly consequences: Consequences
    }
  | {
      readonly outcome: 'refused' | 'needs-review'
      readonly policy: PolicyRef
      readonly reasons: readonly [Reason, ...Reason[]]
      readonly alternatives: readonly Alternative[]
      readonly askable?: Askable
    }
