import { contractCare, type PlannedCare, withinOpening } from './care.ts'
import { distinctCareTypes, sameCareType } from './care-type.ts'
import type { AbsenceCase } from './cases.ts'
import { creditsOf } from './lookup.ts'
import type { Policy } from './policy.ts'
import { addDays, type IsoDate, minutesOf } from './time.ts'
import type { EarnedCredit } from './verdict.ts'
import type { CareType } from './world.ts'

/** The last day on which a credit of that absent day can be used, included (LK-8): counted from the absent day. */
export function expiryOf(absentOn: IsoDate, policy: Policy): IsoDate {
  return addDays(absentOn, policy.credit.validDays)
}

/** The credits that the absence earns when nothing about it is broken: one for each care type. */
export function earnedCredits(asked: AbsenceCase): readonly EarnedCredit[] {
  const { absent, policy } = asked
  const care = earningCare(absent.planned, asked)
  return distinctCareTypes(care.map(({ careType }) => careType)).map((careType) => ({
    careType,
    absentOn: absent.date,
    expiresOn: expiryOf(absent.date, policy),
    minutes: minutesIn(care.filter((one) => sameCareType(one.careType, careType))),
  }))
}

/** Of the care, what the contract brings and has not earned yet: two reports of half a day earn once. */
export function earningCare(care: readonly PlannedCare[], asked: AbsenceCase): readonly PlannedCare[] {
  const earned = earnedBefore(asked)
  return care.filter(
    ({ source, careType }) => source === 'contract' && !earned.some((type) => sameCareType(type, careType)),
  )
}

/** The care types for which the absent day has earned already. */
export function earnedBefore({ absent, child, world }: AbsenceCase): readonly CareType[] {
  return creditsOf(world, child.id)
    .filter((credit) => credit.absentOn === absent.date)
    .map((credit) => credit.careType)
}

/** The minutes of contract care on the absent day, of the care types that are reported. */
export function contractMinutes({ absent, child, world, policy }: AbsenceCase): number {
  const care = withinOpening(contractCare(child, absent.date, world), absent.date, world, policy)
  return minutesIn(care.filter((one) => absent.planned.some((other) => other.careType === one.careType)))
}

/** The length of the care together. */
export function minutesIn(care: readonly PlannedCare[]): number {
  return care.reduce((sum, one) => sum + minutesOf(one.span), 0)
}
