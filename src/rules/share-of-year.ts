import { addDays, daysBetween, type IsoDate } from './time.ts'
import type { Contract } from './world.ts'

/** The part of a stretch of days, both ends included, on which any of the contracts is in force; from 0 to 1. */
export function shareOfYear(
  contracts: readonly Contract[],
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): number {
  let days = 0
  let next = from
  for (const contract of contracts.toSorted((one, other) => daysBetween(other.from, one.from))) {
    const start = contract.from > next ? contract.from : next
    const end = contract.until && contract.until < until ? contract.until : until
    if (end < start) continue
    days += daysBetween(start, end) + 1
    next = addDays(end, 1)
  }
  return days / (daysBetween(from, until) + 1)
}
