import type { AskKind } from './ask.ts'
import type { Closed } from './opening.ts'
import type { EarningCap, SwapSize } from './policy.ts'
import type { UnitName } from './terms/unit.ts'
import type { IsoDate, WallMoment, WallTime } from './time.ts'
import type { Facts, RuleId } from './verdict.ts'
import type { CareType, GroupId } from './world.ts'

/** What a rule can lack to decide; named in `facts.missing` of a reason that is `unknown`. */
export type MissingFact = 'careType' | 'hours' | 'places' | 'ages' | 'house-rule' | 'points'

/** Hours of care of one care type, for instance `NSO 14:30-18:30`. */
export type CareLabel = `${CareType} ${string}-${string}`

/** A day that a rule looked at, with what closes it. */
export type DayFacts = { readonly date: IsoDate } & (Closed | { readonly closedBy: 'nothing' })

/** A horizon: the days asked about lie on `latest` or before, which is the last day that may be asked for `today`. */
export type HorizonFacts = {
  readonly dates: readonly IsoDate[]
  readonly today: IsoDate
  readonly latest: IsoDate
  /** Where one lies beyond it: the first day on which it may be asked for. */
  readonly opensOn?: IsoDate
}

/** A deadline: asked at `askedAt`, in time before `limit`, and at `limit` itself when `limitIncluded`. */
export type DeadlineFacts = {
  readonly date: IsoDate
  readonly askedAt: WallMoment
  readonly limit: WallMoment
  readonly limitIncluded: boolean
  /** Where the limit is counted back from it. */
  readonly startOfCare?: WallTime
  /** Where the limit is the end of a day: that day. */
  readonly lastDay?: IsoDate
}

/** A day that must lie in days of which both ends are included; a side that is left out is open. */
export type WindowFacts = { readonly date: IsoDate; readonly from?: IsoDate; readonly until?: IsoDate }

/** What each rule compares, when it can decide. Plain JSON; the sentences of `src/words` are made of it. */
export type RuleFacts = {
  'request.digital': {
    readonly by: 'guardian' | 'staff'
    readonly reasonGiven: boolean
    readonly staffMayEnter: boolean
  }
  'request.offered': { readonly kind: AskKind; readonly careTypes: readonly CareType[] }
  'request.cap': {
    readonly kind: AskKind
    /** Granted already in the period, this one not counted. */
    readonly granted: number
    readonly most: number
    /** The period that it counts in; both days are included. */
    readonly from: IsoDate
    readonly until: IsoDate
  }
  'absence.horizon': HorizonFacts
  'day.planned': {
    readonly date: IsoDate
    readonly planned: readonly CareLabel[]
    readonly sought: 'care' | 'request'
    /** What took the care of that day away: an absence reported before, or a swap that waits for an answer. */
    readonly takenBy: 'nothing' | 'absence' | 'open-swap'
  }
  'day.free': { readonly date: IsoDate; readonly planned: readonly CareLabel[] }
  'day.open': DayFacts
  'contract.in-force': { readonly date: IsoDate; readonly careTypes: readonly CareType[] }
  'swap.future': { readonly today: IsoDate; readonly give: IsoDate; readonly take: IsoDate }
  'swap.horizon': HorizonFacts
  'swap.notice': DeadlineFacts
  'swap.window': WindowFacts & { readonly give: IsoDate }
  'swap.same-size': {
    readonly size: SwapSize
    readonly givenMinutes: number
    readonly takenMinutes: number
  }
  'swap.same-product': { readonly give: IsoDate; readonly take: IsoDate }
  'swap.same-care-type': { readonly give: CareType; readonly take: CareType }
  'swap.not-closed-day': DayFacts
  'extra.horizon': HorizonFacts
  'extra.notice': DeadlineFacts
  'credit-day.horizon': HorizonFacts
  'credit-day.notice': DeadlineFacts
  'credit.available': { readonly unspent: number; readonly from?: IsoDate }
  'credit.same-care-type': { readonly careType: CareType; readonly creditTypes: readonly CareType[] }
  'credit.same-product': { readonly date: IsoDate; readonly absentOn: readonly IsoDate[] }
  'credit.valid-on-day': {
    readonly date: IsoDate
    readonly absentOn: readonly IsoDate[]
    readonly usableFrom: readonly IsoDate[]
    /** Of each; `never` for a credit that does not lapse. */
    readonly expiresOn: readonly (IsoDate | 'never')[]
  }
  'credit.asked-in-time': { readonly today: IsoDate; readonly absentOn: readonly IsoDate[] }
  'credit.covers-day': {
    readonly date: IsoDate
    readonly unit: UnitName
    /** What the day costs, and what the credits that may pay are worth together or, where only one may, the best of them. */
    readonly price: number
    readonly worth: number
    readonly size: 'any' | 'equal' | 'not-longer'
  }
  'credit.offered': { readonly date: IsoDate; readonly careType: CareType }
  'credit.reported-in-time': DeadlineFacts
  'credit.contract-day': {
    readonly date: IsoDate
    /** Of the care that is reported, what the contract brings. */
    readonly contractCare: readonly CareLabel[]
    /** The day has earned already. */
    readonly earnedBefore: boolean
  }
  'credit.whole-day': {
    readonly date: IsoDate
    readonly careType: CareType
    readonly least: 'day-parts' | 'days'
    /** In this report and earlier ones together. */
    readonly reportedMinutes: number
    /** By contract, in open hours. */
    readonly plannedMinutes: number
  }
  'credit.not-closed-day': DayFacts
  'credit.cap': {
    readonly unit: UnitName
    readonly most: number
    /** Earned already in that time, or held. */
    readonly before: number
    readonly per: EarningCap['per']
  }
  'cancel.notice':
    | { readonly state: 'open' | 'granted'; readonly date: IsoDate; readonly possible: boolean }
    | (DeadlineFacts & { readonly state: 'open' | 'granted' })
  'group.consented': { readonly group: GroupId; readonly possible: boolean }
  'group.has-place': {
    readonly group: GroupId
    readonly date: IsoDate
    readonly present: number
    readonly places: number
  }
  'group.staff-ratio': {
    readonly group: GroupId
    readonly date: IsoDate
    readonly children: number
    readonly staff: number
    /** 0: no number of staff makes a group of these children legal. */
    readonly required: number
  }
}

/** The facts of a rule that could not decide. */
export type UnknownFacts = Facts & { readonly missing: readonly MissingFact[] }

/** Every rule has facts, and all of them are plain JSON: this line doesn't compile otherwise. */
export type FactsOf<Id extends RuleId> = RuleFacts[Id] extends Facts ? RuleFacts[Id] : never
