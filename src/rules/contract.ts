import type { IsoDate, TimeSpan, Weekday } from './time.ts'
import { minutesOf } from './time.ts'
import type { Contract, Location } from './world.ts'

/** A contract on up to this many weeks a year has no care in school holidays; the next kind that is sold has 46. */
const SCHOOL_WEEKS = 41

/** True from the first day of the contract up to and including the last. */
export function isInForce(contract: Contract, date: IsoDate): boolean {
  return contract.from <= date && (contract.until === undefined || date <= contract.until)
}

/** True when the contract pauses on that day, for it has no care in school holidays. */
export function isPaused(contract: Contract, date: IsoDate, location: Location): boolean {
  if (contract.weeks > SCHOOL_WEEKS) return false
  return location.schoolHolidays.some((holiday) => holiday.from <= date && date <= holiday.until)
}

/** Hours of a contract on one weekday. */
export interface ContractDay {
  readonly contract: Contract
  readonly weekday: Weekday
  readonly span: TimeSpan
}

/** The contracts' hours on that weekday or, where they have no care on it, on their longest day; undefined without any. */
export function usualDay(contracts: readonly Contract[], weekday: Weekday): ContractDay | undefined {
  const days = contracts.flatMap(contractDays)
  return (
    days.find((day) => day.weekday === weekday) ??
    days.toSorted((one, other) => minutesOf(other.span) - minutesOf(one.span))[0]
  )
}

/** The contracts in force on the day; without any the last that began before it, or else the first that begins after it. */
export function nearestContracts(contracts: readonly Contract[], date: IsoDate): readonly Contract[] {
  const inForce = contracts.filter((contract) => isInForce(contract, date))
  if (inForce.length > 0) return inForce
  const byStart = contracts.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  return [byStart.findLast((contract) => contract.from <= date) ?? byStart[0]].filter(
    (one) => one !== undefined,
  )
}

function contractDays(contract: Contract): readonly ContractDay[] {
  const days = Object.entries(contract.days) as [Weekday, TimeSpan][]
  return days.map(([weekday, span]) => ({ contract, weekday, span }))
}
