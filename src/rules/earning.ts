import { careOn, contractCare, type PlannedCare, withinOpening } from './care.ts'
import { distinctCareTypes, sameCareType } from './care-type.ts'
import type { AbsenceCase } from './cases.ts'
import { startOfCare } from './day-care.ts'
import { creditsOf } from './lookup.ts'
import type { Policy } from './policy.ts'
import { addDays, type IsoDate, minutesOf, type WallTime } from './time.ts'
import type { EarnedCredit } from './verdict.ts'
import type { CareType } from './world.ts'

/** The last day on which a credit of that absent day can be used, included (LK-8): counted from the absent day. */
export function expiryOf(absentOn: IsoDate, policy: Policy): IsoDate {
  return addDays(absentOn, policy.credit.validDays)
}

/** The credits that the absence earns when nothing about it is broken: one for each care type. */
export function earnedCredits(asked: AbsenceCase): readonly EarnedCredit[] {
  const { absent, policy } = asked
  const unearned = careTypesOf(unearnedCare(absent.planned, asked))
  const earning = policy.credit.wholeDaysOnly ? unearned.filter((type) => isWhole(type, asked)) : unearned
  return earning.map((careType) => ({
    careType,
    absentOn: absent.date,
    expiresOn: expiryOf(absent.date, policy),
    minutes: minutesIn(ofType(careForCredit(asked), careType)),
  }))
}

/** Of the care, what the contract brings and has not earned yet: two reports of half a day earn once. */
export function unearnedCare(care: readonly PlannedCare[], asked: AbsenceCase): readonly PlannedCare[] {
  const earned = earnedBefore(asked)
  return ofContract(care).filter(({ careType }) => !earned.some((type) => sameCareType(type, careType)))
}

/** The care types for which the absent day has earned already. */
export function earnedBefore({ absent, child, world }: AbsenceCase): readonly CareType[] {
  return creditsOf(world, child.id)
    .filter((credit) => credit.absentOn === absent.date)
    .map((credit) => credit.careType)
}

/**
 * The contract's care that a credit of this absence is for, in open hours: what is reported or, where only whole
 * days earn, all of that day and care type, so that halves that were reported before count with the last.
 */
export function careForCredit({ absent, child, world, policy }: AbsenceCase): readonly PlannedCare[] {
  const reported = ofContract(absent.planned)
  if (!policy.credit.wholeDaysOnly) return reported
  const day = withinOpening(contractCare(child, absent.date, world), absent.date, world, policy)
  return careTypesOf(reported).flatMap((careType) => ofType(day, careType))
}

/** First minute of the care that the credit is for, or else of what is reported: a whole day in two halves is in time only when the first half was. */
export function startForCredit(asked: AbsenceCase): WallTime | undefined {
  const care = careForCredit(asked)
  return startOfCare(care.length > 0 ? { ...asked.absent, planned: care } : asked.absent)
}

/** True when the absence leaves no care of the contract of that type planned on the day. */
export function isWhole(careType: CareType, asked: AbsenceCase): boolean {
  return minutesLeft(careType, asked) === 0
}

/** The minutes of the contract's care of that type that are still planned after the absence. */
export function minutesLeft(careType: CareType, { absent, child, world, policy }: AbsenceCase): number {
  const planned = careOn(child, absent.date, world, policy, careType)
  return minutesIn(ofContract(planned)) - minutesIn(ofContract(ofType(absent.planned, careType)))
}

/** The care types of the care without doubles, in its order. */
export function careTypesOf(care: readonly PlannedCare[]): readonly CareType[] {
  return distinctCareTypes(care.map(({ careType }) => careType))
}

/** The care of that type. */
export function ofType(care: readonly PlannedCare[], careType: CareType): readonly PlannedCare[] {
  return care.filter((one) => sameCareType(one.careType, careType))
}

/** The care that the contract brings, without what a request planned. */
export function ofContract(care: readonly PlannedCare[]): readonly PlannedCare[] {
  return care.filter(({ source }) => source === 'contract')
}

/** The length of the care together. */
export function minutesIn(care: readonly PlannedCare[]): number {
  return care.reduce((sum, one) => sum + minutesOf(one.span), 0)
}
