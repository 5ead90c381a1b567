import type { Ask, CreditDay, Extra, Swap } from './ask.ts'
import { distinctCareTypes } from './care-type.ts'
import { contractsFor, isInForce, nearestContracts, usualDay } from './contract.ts'
import type { IsoDate, TimeSpan } from './time.ts'
import { weekdayOf } from './time.ts'
import type { CareType, Child, Contract, GroupId } from './world.ts'

/** An ask for a day on which the child will come. */
export type TakingAsk = Swap | Extra | CreditDay

/** The day that an ask takes, with what follows for it from the child's contracts. */
export interface TakenDay {
  readonly date: IsoDate
  /** Undefined when the ask doesn't say it and the contracts leave a choice. */
  readonly careType: CareType | undefined
  /** The care types that it can be, when it is undecided. */
  readonly choice: readonly CareType[]
  readonly inForce: boolean
  /** Hours asked, before closures. */
  readonly hours: TimeSpan | undefined
  /** The group that it will be in; undefined while the care type is undecided. */
  readonly group: GroupId | undefined
  /** The contract that it follows from: one in force, or else the nearest. */
  readonly contract: Contract | undefined
  /** The groups that tell where the child would be: of the contracts that fit or, when none does, of the others. */
  readonly groups: readonly GroupId[]
}

/** True when the ask takes a day. */
export function isTaking(ask: Ask): ask is TakingAsk {
  return ask.kind === 'swap' || ask.kind === 'extra' || ask.kind === 'credit-day'
}

/** The day on which the child will come. */
export function dateTaken(ask: TakingAsk): IsoDate {
  return ask.kind === 'swap' ? ask.take : ask.date
}

/**
 * Works out the day that an ask takes. The care type is the one named, else that of the child's only
 * contract in force; the hours are those named, else the usual ones of that contract. When no contract is in
 * force the nearest serves, so that the other rules can still be judged.
 */
export function takenDay(child: Child, ask: TakingAsk): TakenDay {
  const date = dateTaken(ask)
  const { careType: named } = ask
  const contracts = nearestContracts(named ? contractsFor(child, named) : child.contracts, date)
  const choice = distinctCareTypes(contracts.map((contract) => contract.careType))
  const careType = named ?? (choice.length === 1 ? choice[0] : undefined)
  const inForce = contracts.some((contract) => isInForce(contract, date))
  if (!careType) return undecidedDay(date, ask.time, contracts, { choice, inForce })
  const usual = usualDay(contracts, weekdayOf(date))
  const contract = usual?.contract ?? contracts[0]
  const hours = ask.time ?? usual?.span
  const group = ask.group ?? contract?.group
  const groups = group ? [group] : nearestContracts(child.contracts, date).map((one) => one.group)
  return { date, careType, choice, inForce, groups, hours, group, contract }
}

function undecidedDay(
  date: IsoDate,
  hours: TimeSpan | undefined,
  contracts: readonly Contract[],
  known: Pick<TakenDay, 'choice' | 'inForce'>,
): TakenDay {
  const groups = contracts.map(({ group }) => group)
  return { ...known, date, groups, hours, careType: undefined, group: undefined, contract: undefined }
}
