import {
  type Absence,
  type CareType,
  careBeforeClosures,
  careOn,
  overlaps,
  type PlannedCare,
  sameCareType,
  wallAt,
  without,
} from '../../../src/rules/index.ts'
import type { CaseFacts } from './facts.ts'
import { childIn, type IndexedWorld } from './indexed-world.ts'

export function absenceFacts(ask: Absence, index: IndexedWorld): CaseFacts {
  const { date, time, careType } = ask
  const { world, policy } = index
  const child = childIn(index, ask.child)
  const planned = careOn(child, date, world, policy, careType)
  const isReported = ({ span }: PlannedCare) => !time || overlaps(span, time)
  const byContract = planned.filter(({ source }) => source === 'contract')
  const isLeft = ({ span }: PlannedCare) => time && without(span, time).length > 0
  return {
    plannedParts: () => planned.filter(isReported).length,
    unearnedParts: () => {
      const earned = earnedTypes(ask, index)
      return careBeforeClosures(child, date, world, careType).filter(
        (care) => care.source === 'contract' && !earned.some((type) => sameCareType(type, care.careType)),
      ).length
    },
    wholeParts: () => byContract.filter((care) => !isLeft(care)).length,
    latest: () => wallAt(date, '07:30'),
  }
}

function earnedTypes({ child, date }: Absence, { credits }: IndexedWorld): readonly CareType[] {
  return (credits.get(child) ?? [])
    .filter(({ absentOn }) => absentOn === date)
    .map((credit) => credit.careType)
}
