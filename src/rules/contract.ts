import { sameCareType } from './care-type.ts'
import type { IsoDate, TimeSpan, Weekday } from './time.ts'
import { addDays, minutesOf } from './time.ts'
import type { CareType, Child, Contract, Location } from './world.ts'

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

/** The contracts of that care which follow each other without a gap, as one stretch of days around `date`; undefined on a day without any. */
export function careChain(
  child: Child,
  careType: CareType,
  date: IsoDate,
): { readonly from: IsoDate; readonly until?: IsoDate } | undefined {
  const contracts = contractsFor(child, careType)
  const start = contracts.find((contract) => isInForce(contract, date))
  if (!start) return undefined
  let { from, until } = start
  for (let grown = true; grown; ) {
    grown = false
    for (const other of contracts) {
      if (until !== undefined && other.from <= addDays(until, 1) && (!other.until || other.until > until)) {
        until = other.until
        grown = true
      }
      if (other.from < from && (!other.until || addDays(other.until, 1) >= from)) {
        from = other.from
        grown = true
      }
    }
  }
  return { from, ...(until && { until }) }
}

/** The days a week on which the contracts in force bring care of that type. */
export function daysAWeek(child: Child, careType: CareType, date: IsoDate): number {
  return child.contracts
    .filter((contract) => isInForce(contract, date) && sameCareType(contract.careType, careType))
    .reduce((sum, { days }) => sum + Object.keys(days).length, 0)
}

/** Hours of a contract on one weekday. */
export interface ContractDay {
  readonly contract: Contract
  readonly span: TimeSpan
}

/** The contracts' hours on that weekday or, where they have no care on it, on their longest day; undefined without any. */
export function usualDay(contracts: readonly Contract[], weekday: Weekday): ContractDay | undefined {
  for (const contract of contracts) {
    const span = contract.days[weekday]
    if (span) return { contract, span }
  }
  return longestDay(contracts)
}

function longestDay(contracts: readonly Contract[]): ContractDay | undefined {
  let longest: ContractDay | undefined
  for (const contract of contracts) {
    for (const span of Object.values(contract.days)) {
      if (!longest || minutesOf(span) > minutesOf(longest.span)) longest = { contract, span }
    }
  }
  return longest
}

/** The contracts for that care, in force or not. */
export function contractsFor({ contracts }: Child, careType: CareType): readonly Contract[] {
  return contracts.filter((one) => sameCareType(one.careType, careType))
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
