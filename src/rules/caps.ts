import { careTypeGiven } from './care.ts'
import { mayBeSame } from './care-type.ts'
import { contractsFor } from './contract.ts'
import { creditsInYears, requestsInYears, unspentCredits } from './lookup.ts'
import type { CreditPolicy, EarningCap, RequestCap } from './policy.ts'
import type { OpenedCase } from './rule.ts'
import { shareOfYear } from './share-of-year.ts'
import { sum } from './staff-ratio.ts'
import { isTaking, type TakenDay, type TakingAsk, takenDay } from './taken-day.ts'
import { type Circumstances, choose, includes, yearOfCare } from './terms/index.ts'
import { endOf, type IsoDate, startOf } from './time.ts'
import type { EarnedCredit } from './verdict.ts'
import type { Child, PastRequest, World } from './world.ts'

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
  const used = requestsInYears(world, care.child.id, days.from, days.until).filter((request) =>
    counts(request, cap, care, days),
  ).length
  return { most: Math.floor(most * shareOf(cap, care, days)), used, ...days }
}

/** The credit, no more than the caps leave room for besides what else is earned at once; undefined when they leave none. */
export function withinCaps(
  earned: EarnedCredit,
  credit: CreditPolicy,
  asked: OpenedCase,
  alsoEarned: readonly EarnedCredit[] = [],
): EarnedCredit | undefined {
  const rooms = credit.caps.flatMap((cap) => roomForCredit(cap, credit, asked, alsoEarned) ?? [])
  const amount = Math.min(earned.amount, ...rooms.map(({ most, used }) => most - used))
  if (amount <= 0) return undefined
  return { ...earned, amount, minutes: earned.unit === 'minutes' ? amount : earned.minutes }
}

/** What a cap on credit leaves for care that may earn, besides what else is earned at once. Credit in another unit, of an older version, does not count. */
export function roomForCredit(
  cap: EarningCap,
  { unit }: CreditPolicy,
  { circumstances, world, asking }: OpenedCase,
  alsoEarned: readonly EarnedCredit[] = [],
): Room | undefined {
  const most = choose(cap.most, circumstances)
  if (most === undefined) return undefined
  const { child, careType } = circumstances
  const isCapped = (credit: Pick<EarnedCredit, 'careType' | 'unit'>) =>
    credit.unit === unit.name && (cap.of === 'child' || mayBeSame(credit.careType, careType))
  const now = sum(alsoEarned.filter(isCapped).map(({ amount }) => amount))
  if (cap.per === 'balance') {
    const held = unspentCredits(world, child.id, asking.at.today).filter(isCapped)
    return { most, used: now + sum(held.map(({ left }) => left)) }
  }
  const days = capDays(cap.per, circumstances)
  const credits = creditsInYears(world, child.id, days.from, days.until).filter(isCapped)
  const earned = credits.filter(({ absentOn }) => includes(days, absentOn))
  return {
    most: most * shareOf(cap, circumstances, days),
    used: now + sum(earned.map(({ amount }) => amount)),
  }
}

/** A year of care where the contract is not known is the calendar year. */
function capDays(per: RequestCap['per'], { child, careType, date }: Circumstances): CapDays {
  if (per !== 'contract-year') return { from: startOf(per, date), until: endOf(per, date) }
  const year = careType && yearOfCare({ child, careType, absentOn: date })
  return { from: year?.from ?? startOf('year', date), until: year?.until ?? endOf('year', date) }
}

function shareOf(
  cap: Pick<EarningCap, 'of' | 'partYear'>,
  { child, careType }: Circumstances,
  days: CapDays,
): number {
  if (cap.partYear === 'whole') return 1
  const contracts = cap.of === 'care-type' && careType ? contractsFor(child, careType) : child.contracts
  return shareOfYear(contracts, days)
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
