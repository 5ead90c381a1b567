import type { Ask } from './ask.ts'
import type { UnitName } from './terms/unit.ts'
import type { IsoDate, TimeSpan, WallMoment, WallTime, Weekday } from './time.ts'

/** The planning package's own number of a child (kindnummer); text, so `007` and `7` differ. */
export type ChildId = string
export type GroupId = string
export type LocationId = string
export type CreditId = string
export type RequestId = string

/** Kind of care (opvangsoort): day care 0-4, playgroup 2-4, before school, after school (NSO and BSO), between school hours. */
export type CareType = (typeof CARE_TYPES)[number]

export const CARE_TYPES = ['KDV', 'peuter', 'VSO', 'NSO', 'BSO', 'TSO'] as const

/** A day, or the part of it between two times, on which a location is closed (sluitingsdag). */
export interface Closure {
  readonly date: IsoDate
  readonly name: string
  /** Closed from this time; left out: from the beginning of the day. */
  readonly from?: WallTime
  /** Closed until this time, not included; left out: until the end of the day. */
  readonly until?: WallTime
}

/** A school holiday; both days are included. */
export interface SchoolHoliday {
  readonly from: IsoDate
  readonly until: IsoDate
  readonly name: string
}

export interface Location {
  readonly id: LocationId
  readonly closures: readonly Closure[]
  readonly schoolHolidays: readonly SchoolHoliday[]
}

/** A group (stamgroep, basisgroep) and what is known of it from elsewhere than its children's contracts. */
export interface Group {
  readonly id: GroupId
  readonly location: LocationId
  readonly careType: CareType
  /** Children that it can hold; `unknown`: nobody said; left out: place is never the problem. */
  readonly places?: number | 'unknown'
  /** Children planned on a day on top of those in the world. */
  readonly occupied?: Readonly<Record<IsoDate, number>>
  /** Of those, how many aged 0, 1, 2 and so on. */
  readonly ages?: Readonly<Record<IsoDate, readonly number[]>>
  /** Members of staff planned on a day; a day without an entry is unknown. */
  readonly staff?: Readonly<Record<IsoDate, number>>
}

export interface Contract {
  readonly group: GroupId
  readonly careType: CareType
  /** First day of care, included. */
  readonly from: IsoDate
  /** Last day of care, included; left out: open-ended. */
  readonly until?: IsoDate
  /** Weeks of care a year. With 40 or 41 there is no care in school holidays. */
  readonly weeks: number
  readonly kind: 'fixed' | 'flexible'
  readonly days: Readonly<Partial<Record<Weekday, TimeSpan>>>
}

export interface Child {
  readonly id: ChildId
  readonly born: IsoDate
  readonly contracts: readonly Contract[]
  /** Other groups in which the child may come, by the consent of a guardian. */
  readonly secondGroups?: readonly GroupId[]
}

/** `open` waits for an answer; `refused` is by the rules, `declined` by the location; `cancelled` was taken back. */
export type RequestState = 'open' | 'granted' | 'declined' | 'refused' | 'cancelled'

/** A request of the past, as far as later decisions depend on it. An accepted absence is `granted`. */
export interface PastRequest {
  readonly id: RequestId
  readonly ask: Ask
  readonly askedAt: WallMoment
  readonly state: RequestState
  /** Credit that a credit day spent when it was submitted; it comes back when it is declined or cancelled. */
  readonly spends?: readonly Spending[]
}

/** So much of a credit, in the unit that it was earned in. */
export interface Spending {
  readonly credit: CreditId
  readonly amount: number
}

/** What credit is given for without a report. */
export type GrantKind = 'closed-day' | 'year'

/** What a child earned by an absence (tegoed). The days of use were computed when it was earned and stay. */
export interface Credit {
  readonly id: CreditId
  readonly child: ChildId
  readonly careType: CareType
  /** The absent day that earned it. */
  readonly absentOn: IsoDate
  /** The first day for which it can be used, included. */
  readonly usableFrom: IsoDate
  /** The last day for which it can be used, included; left out: it does not lapse. */
  readonly expiresOn?: IsoDate
  readonly unit: UnitName
  /** What was earned, in that unit. */
  readonly amount: number
  /** The hours that it was earned with. */
  readonly minutes: number
  /** What gave it without an absence that was reported: a day on which all are closed, or the year; left out: it was earned. */
  readonly granted?: GrantKind
  /** What requests that stand have not spent of the amount. A lapsed credit that was never spent has all left. */
  readonly left: number
}

/**
 * What the rules may know: the child that asks, all children of the groups concerned, the requests
 * of those children, and the credits of the child. Values, not a database: whoever calls reads them.
 */
export interface World {
  readonly locations: ReadonlyMap<LocationId, Location>
  readonly groups: ReadonlyMap<GroupId, Group>
  readonly children: ReadonlyMap<ChildId, Child>
  /** In order of asking. */
  readonly requests: readonly PastRequest[]
  readonly credits: readonly Credit[]
}
