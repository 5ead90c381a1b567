import type { Closed } from './opening.ts'
import type { IsoDate, WallMoment, WallTime } from './time.ts'
import type { Facts, RuleId } from './verdict.ts'
import type { CareType, GroupId } from './world.ts'

/** What a rule can lack to decide; named in `facts.missing` of a reason that is `unknown`. */
export type MissingFact = 'careType' | 'hours' | 'places' | 'ages'

/** Hours of care of one care type, for instance `NSO 14:30-18:30`. */
export type CareLabel = `${CareType} ${string}-${string}`

/** A day that a rule looked at, with what closes it. */
export type DayFacts = { readonly date: IsoDate } & (Closed | { readonly closedBy: 'nothing' })

/** A horizon: the days asked about lie at most `aheadDays` after `today`, so on `latest` or before. */
export type HorizonFacts = {
  readonly dates: readonly IsoDate[]
  readonly today: IsoDate
  readonly aheadDays: number
  readonly latest: IsoDate
}

/** A deadline: asked at `askedAt`, in time before `limit`, and at `limit` itself when `limitIncluded`. */
export type DeadlineFacts = {
  readonly date: IsoDate
  readonly askedAt: WallMoment
  readonly limit: WallMoment
  readonly limitIncluded: boolean
  /** Where the limit is counted back from it. */
  readonly startOfCare?: WallTime
}

/** What each rule compares, when it can decide. Plain JSON; the sentences of `src/words` are made of it. */
export type RuleFacts = {
  'request.digital': { readonly by: 'guardian' | 'staff'; readonly reasonGiven: boolean }
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
  'swap.same-care-type': { readonly give: CareType; readonly take: CareType }
  'swap.not-closed-day': DayFacts
  'extra.horizon': HorizonFacts
  'extra.notice': DeadlineFacts
  'credit-day.horizon': HorizonFacts
  'credit-day.notice': DeadlineFacts
  'credit.available': { readonly unspent: number; readonly from?: IsoDate }
  'credit.same-care-type': { readonly careType: CareType; readonly creditTypes: readonly CareType[] }
  'credit.valid-on-day': {
    readonly date: IsoDate
    readonly absentOn: readonly IsoDate[]
    readonly expiresOn: readonly IsoDate[]
  }
  'credit.reported-in-time': DeadlineFacts
  'credit.contract-day': {
    readonly date: IsoDate
    /** Of the care that is reported, what the contract brings. */
    readonly contractCare: readonly CareLabel[]
    /** Of its care types, those that earned already. */
    readonly earnedBefore: readonly CareType[]
  }
  'credit.whole-day': {
    readonly date: IsoDate
    /** Those that are reported whole; all that are reported when none is. */
    readonly careTypes: readonly CareType[]
    /** In this report and earlier ones together. */
    readonly reportedMinutes: number
    /** By contract, in open hours. */
    readonly plannedMinutes: number
  }
  'credit.not-closed-day': DayFacts
  'cancel.notice':
    | { readonly state: 'open'; readonly date: IsoDate }
    | (DeadlineFacts & { readonly state: 'granted' })
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
