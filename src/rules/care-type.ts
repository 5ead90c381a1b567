import type { CareType } from './world.ts'

/** True when the two are the same care: after-school care is NSO where it is split from VSO, and BSO where it is not. */
export function sameCareType(one: CareType, other: CareType): boolean {
  return oneName(one) === oneName(other)
}

/** The care types without doubles, in the order given. */
export function distinctCareTypes(careTypes: readonly CareType[]): readonly CareType[] {
  if (careTypes.length < 2) return careTypes
  return careTypes.filter((type, at) => careTypes.findIndex((earlier) => sameCareType(earlier, type)) === at)
}

function oneName(careType: CareType): CareType {
  return careType === 'BSO' ? 'NSO' : careType
}

/** True when both are known and the same care, or when one is left open. */
export function mayBeSame(one: CareType | undefined, other: CareType | undefined): boolean {
  return !one || !other || sameCareType(one, other)
}
