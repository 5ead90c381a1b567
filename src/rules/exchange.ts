import { sameCareType } from './care-type.ts'
import type { Exchange, Exclusion } from './policy.ts'
import { type Circumstances, fits } from './terms/index.ts'
import type { CareType } from './world.ts'

/** True when care of one type may become care of the other. */
export function mayExchange(exchange: Exchange, from: CareType, to: CareType): boolean {
  if (exchange === 'any' || sameCareType(from, to)) return true
  if (exchange === 'same') return false
  const has = (set: readonly CareType[], careType: CareType) => set.some((one) => sameCareType(one, careType))
  return exchange.some((set) => has(set, from) && has(set, to))
}

/** True when one of the exclusions is about care like `from` that becomes care like `to`. */
export function isExcluded(
  exclusions: readonly Exclusion[],
  from: Circumstances,
  to: Circumstances,
): boolean {
  return exclusions.some((exclusion) => fits(exclusion.from, from) && fits(exclusion.to, to))
}
