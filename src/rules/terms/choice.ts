import type { Asking, AskKind } from '../ask.ts'
import { sameCareType } from '../care-type.ts'
import type { IsoDate, MonthDay, TimeSpan, WallTime } from '../time.ts'
import { minutesOf } from '../time.ts'
import type { CareType, Child, Contract, Location } from '../world.ts'

/**
 * Circumstances in which a setting counts; what is left out doesn't matter. A part that the care asked about says
 * nothing of, for instance `weeks` where no contract is known, doesn't fit.
 */
export interface Situation {
  readonly asks?: readonly AskKind[]
  readonly by?: Asking['by']
  /** The guardian said that the child is sick, or did not. */
  readonly sick?: boolean
  readonly careTypes?: readonly CareType[]
  /** The day lies in a school holiday of the location, or outside of all. */
  readonly period?: 'school-weeks' | 'school-holidays'
  /** Weeks of care a year in the contract. */
  readonly weeks?: readonly number[]
  readonly contract?: Contract['kind']
  /** Days of any year; both ends are included, and the end may lie in the next year. */
  readonly dates?: { readonly from: MonthDay; readonly until: MonthDay }
  /** The child's first contract of all begins in the year of the day, on this day or later. */
  readonly startsFrom?: MonthDay
  /** The care begins before this time and ends after it. */
  readonly across?: WallTime
  /** The care is at least this long, in minutes. */
  readonly atLeast?: number
}

/** A setting that depends on circumstances: the first that fits counts; none that fits: it is not set. */
export type Choice<T> = readonly { readonly when: Situation; readonly is: T }[]

/** A day's care, as far as settings can depend on it. */
export interface Circumstances {
  readonly asking: Pick<Asking, 'ask' | 'by'>
  readonly child: Child
  readonly date: IsoDate
  readonly careType: CareType | undefined
  readonly contract: Contract | undefined
  readonly location: Location | undefined
  readonly hours: readonly TimeSpan[]
}

/** The setting that counts in these circumstances; undefined when none is set for them. */
export function choose<T>(choice: Choice<T>, circumstances: Circumstances): T | undefined {
  return choice.find(({ when }) => fits(when, circumstances))?.is
}

/** A setting that is the same in all circumstances. */
export function always<T>(is: T): Choice<T> {
  return [{ when: {}, is }]
}

/** True when the care is all that the situation asks for. */
export function fits(when: Situation, care: Circumstances): boolean {
  for (const part in when) {
    if (!FITTING[part as keyof Situation](when as Required<Situation>, care)) return false
  }
  return true
}

type Fitting = (when: Required<Situation>, care: Circumstances) => boolean

const FITTING: { readonly [Part in keyof Situation]-?: Fitting } = {
  asks: ({ asks }, { asking }) => asks.includes(asking.ask.kind),
  by: ({ by }, { asking }) => asking.by === by,
  sick: ({ sick }, { asking: { ask } }) => sick === (ask.kind === 'absence' && ask.sick === true),
  careTypes: ({ careTypes }, { careType }) =>
    careType !== undefined && careTypes.some((one) => sameCareType(one, careType)),
  period: ({ period }, { location, date }) =>
    location !== undefined && (period === 'school-holidays') === isSchoolHoliday(date, location),
  weeks: ({ weeks }, { contract }) => contract !== undefined && weeks.includes(contract.weeks),
  contract: ({ contract: kind }, { contract }) => contract?.kind === kind,
  dates: ({ dates: { from, until } }, { date }) => {
    const day = date.slice(5)
    return from <= until ? from <= day && day <= until : from <= day || day <= until
  },
  startsFrom: ({ startsFrom }, care) => startsLate(startsFrom, care),
  across: ({ across }, { hours }) =>
    hours.some(({ from }) => from < across) && hours.some(({ until }) => across < until),
  atLeast: ({ atLeast }, { hours }) => hours.reduce((sum, span) => sum + minutesOf(span), 0) >= atLeast,
}

function startsLate(startsFrom: MonthDay, { child, date }: Circumstances): boolean {
  const first = child.contracts.map(({ from }) => from).toSorted()[0]
  return first !== undefined && first >= `${date.slice(0, 4)}-${startsFrom}`
}

function isSchoolHoliday(date: IsoDate, { schoolHolidays }: Location): boolean {
  return schoolHolidays.some(({ from, until }) => from <= date && date <= until)
}
