import { contractsFor, nearestContracts } from './contract.ts'
import { locationOf } from './lookup.ts'
import type { Case } from './rule.ts'
import type { Calendar, Circumstances } from './terms/index.ts'
import type { IsoDate, TimeSpan } from './time.ts'
import type { CareType, Contract, GroupId } from './world.ts'

/** Care on a day, as far as it is known. */
export interface SomeCare {
  readonly date: IsoDate
  readonly careType: CareType | undefined
  readonly group: GroupId | undefined
  readonly hours: readonly TimeSpan[]
  /** The contract that it follows from; left out: that of its care type on the day or, when none is in force, the nearest. */
  readonly contract?: Contract | undefined
}

/** What the settings of a policy can depend on, for this care of the case's child. */
export function circumstancesOf({ asking, child, world }: Case, care: SomeCare): Circumstances {
  const { date, careType, group, hours } = care
  const contract = care.contract ?? (careType && nearestContracts(contractsFor(child, careType), date)[0])
  const location = group === undefined ? undefined : locationOf(world, group)
  return { asking, child, date, careType, contract, location, hours }
}

/** Whose working days count for the care. */
export function calendarOf({ location }: Circumstances, { policy }: Case): Calendar {
  return { location, policy }
}
