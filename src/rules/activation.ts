import { contractCare, withinOpening } from './care.ts'
import type { Policy } from './policy.ts'
import { addDays, type IsoDate } from './time.ts'
import type { Child, Contract, World } from './world.ts'

/** A contract with no care within a year of its first day has none that can be counted on. */
const SEARCH_DAYS = 366

/**
 * The first day on which the child comes by contract (LK-11): the earliest with planned care in hours that are
 * open, over all contracts. Requests are not looked at. Undefined without such a day within a year of a start.
 */
export function firstCareDay(child: Child, world: World, policy: Policy): IsoDate | undefined {
  return child.contracts
    .map((contract) => firstDayOf(contract, child, world, policy))
    .filter((date) => date !== undefined)
    .toSorted()[0]
}

/** The first day on which the activation mail goes out (LK-11); when it has passed already, at once. */
export function activationDueOn(firstDay: IsoDate, policy: Policy): IsoDate {
  return addDays(firstDay, -policy.activation.daysBeforeStart)
}

function firstDayOf(contract: Contract, child: Child, world: World, policy: Policy): IsoDate | undefined {
  const alone: Child = { ...child, contracts: [contract] }
  for (let ahead = 0; ahead < SEARCH_DAYS; ahead += 1) {
    const date = addDays(contract.from, ahead)
    if (withinOpening(contractCare(alone, date, world), date, world, policy).length > 0) return date
  }
  return undefined
}
