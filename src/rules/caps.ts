import { careTypeGiven } from './care.ts'
import { mayBeSame } from './care-type.ts'
import type { EarningCase } from './cases/absence.ts'
import { creditsInYears, requestsInYears, unspentCredits } from './lookup.ts'
import type { EarningCap, RequestCap } from './policy.ts'
import { shareOfYear } from './share-of-year.ts'
import { isTaking, type TakenDay, type TakingAsk, takenDay } from './taken-day.ts'
import { type Circumstances, choose, includes, yearOfCare } from './terms/index.ts'
import { endOf, type IsoDate, startOf } from './time.ts'
import type { EarnedCredit } from './verdict.ts'
import type { CareType, Child, PastRequest, World } from './world.ts'

/** A cap worked out for one child: what it allows in all, and what of that is used. */
export interface Room {
  readonly most: number
  readonly used: number
}

/** The days in which a cap counts; both are included. */
export interface CapDays {
  readonly from: IsoDate
  readonly until: IsoDate
}

/** What a cap on requests leaves for one that is counted on that day; undefined when it says nothing of such care. */
export function roomForRequest(
  cap: RequestCap,
  care: Circumstances,
  world: World,
): (Room & CapDays) | undefined {
  const most = choose(cap.most, care)
  if (most === undefined) return undefined
  const days = capDays(cap.per, care)
  const share = cap.partYear === 'whole' ? 1 : shareOf(care, days)
  const used = requestsInYears(world, care.child.id, days.from, days.until).filter((request) =>
    counts(request, cap, care, days),
  ).length
  return { most: Math.floor(most * share), used, ...days }
}

/** What a cap on credit leaves for an absence, besides what the same report earns already. */
export function roomForCredit(
  cap: EarningCap,
  { circumstances, world, asking }: EarningCase,
  alsoEarned: readonly EarnedCredit[] = [],
): Room | undefined {
  const most = choose(cap.most, circumstances)
  if (most === undefined) return undefined
  const { child, careType } = circumstances
  const ofCap = (credit: { readonly careType: CareType }) =>
    cap.of === 'child' || mayBeSame(credit.careType, careType)
  const now = alsoEarned.filter(ofCap).reduce((sum, { amount }) => sum + amount, 0)
  if (cap.per === 'balance') {
    const held = unspentCredits(world, child.id, asking.at.today).filter(ofCap)
    return { most, used: now + held.reduce((sum, { left }) => sum + left, 0) }
  }
  const days = capDays(cap.per, circumstances)
  const share = cap.partYear === 'whole' ? 1 : shareOf(circumstances, days)
  const credits = creditsInYears(world, child.id, days.from, days.until).filter(ofCap)
  const earned = credits.filter(({ absentOn }) => includes(days, absentOn))
  return { most: most * share, used: now + earned.reduce((sum, { amount }) => sum + amount, 0) }
}

/** A year of care where the contract is not known is the calendar year. */
function capDays(per: RequestCap['per'], { child, careType, date }: Circumstances): CapDays {
  if (per !== 'contract-year') return { from: startOf(per, date), until: endOf(per, date) }
  const year = careType && yearOfCare({ child, careType, absentOn: date })
  return { from: year?.from ?? startOf('year', date), until: year?.until ?? endOf('year', date) }
}

function shareOf({ child, careType, date }: Circumstances, days: CapDays): number {
  return careType ? shareOfYear(child, careType, date, days) : 1
}

/** Granted requests count, open and declined ones don't. */
function counts({ ask, state }: PastRequest, cap: RequestCap, care: Circumstances, days: CapDays): boolean {
  if (state !== 'granted' || ask.kind !== care.asking.ask.kind || !isTaking(ask)) return false
  const counted = countedDay(ask, cap, care.child)
  return includes(days, counted.date) && (cap.of === 'child' || mayBeSame(counted.careType, care.careType))
}

function countedDay(
  ask: TakingAsk,
  { counted }: RequestCap,
  child: Child,
): Pick<TakenDay, 'date' | 'careType'> {
  if (ask.kind !== 'swap' || counted === 'taken') return takenDay(child, ask)
  return { date: ask.give, careType: careTypeGiven(child, ask) }
}
