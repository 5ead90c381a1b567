import { careChain } from './contract.ts'
import { daysBetween, type IsoDate } from './time.ts'
import type { CareType, Child } from './world.ts'

/** The part of a stretch of days, both ends included, on which the child has contracts of that care that follow each other from the one on `date`; from 0 to 1. */
export function shareOfYear(
  child: Child,
  careType: CareType,
  date: IsoDate,
  year: { readonly from: IsoDate; readonly until: IsoDate },
): number {
  const chain = careChain(child, careType, date)
  if (!chain) return 0
  const from = chain.from > year.from ? chain.from : year.from
  const until = chain.until && chain.until < year.until ? chain.until : year.until
  return Math.max(0, daysBetween(from, until) + 1) / (daysBetween(year.from, year.until) + 1)
}
