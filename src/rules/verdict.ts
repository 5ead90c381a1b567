import type { Ask } from './ask.ts'
import type { IsoDate } from './time.ts'
import type { CareType, CreditId } from './world.ts'

/** Every rule that can hold or be broken. Ids are fixed: verdicts, scenarios and reports carry them. */
export const RULE_IDS = [
  'request.digital',
  'day.planned',
  'day.free',
  'day.open',
  'contract.in-force',
  'swap.future',
  'swap.horizon',
  'swap.same-care-type',
  'swap.not-closed-day',
  'extra.horizon',
  'extra.notice',
  'credit-day.horizon',
  'credit-day.notice',
  'credit.available',
  'credit.same-care-type',
  'credit.valid-on-day',
  'credit.reported-in-time',
  'credit.contract-day',
  'credit.whole-day',
  'credit.not-closed-day',
  'cancel.notice',
  'group.has-place',
  'group.staff-ratio',
] as const

export type RuleId = (typeof RULE_IDS)[number]

/** The rules of every policy, whatever its house rules say; all others stand on a clause of theirs. */
export const ALWAYS_RULES: readonly RuleId[] = [
  'day.planned',
  'day.free',
  'contract.in-force',
  'credit.available',
  'credit.contract-day',
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
  /** A broken rule about the `request` refuses it; one about the `credit` only means that none is earned. */
  readonly about: 'request' | 'credit'
  readonly facts: Facts
}

/** Which policy decided: its name and the first day in force of the version. */
export interface PolicyRef {
  readonly name: string
  readonly from: IsoDate
}

export interface EarnedCredit {
  readonly careType: CareType
  readonly absentOn: IsoDate
  /** The last day on which it can be used, included. */
  readonly expiresOn: IsoDate
  /** The hours that were reported; of a whole day in several reports all of them. */
  readonly minutes: number
}

/** What follows when the ask is accepted. */
export interface Consequences {
  readonly earns: readonly EarnedCredit[]
  /** Credits that a credit day spends, in the order of use; `absentOn` tells them apart for people. */
  readonly spends: readonly { readonly credit: CreditId; readonly absentOn: IsoDate }[]
  /** Credits that come back because the day they paid is cancelled. */
  readonly returns: readonly { readonly credit: CreditId; readonly absentOn: IsoDate }[]
  /** The request that a cancellation takes back. */
  readonly cancels?: string
}

/** The same ask with another day, which would be allowed at the same moment. */
export interface Alternative {
  readonly ask: Ask
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
    }
