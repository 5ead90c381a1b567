import type { Ask, Asking } from './ask.ts'
import { contractCare, withinOpening } from './care.ts'
import { sameCareType } from './care-type.ts'
import { isUsableOn } from './credit.ts'
import { grantsCredit } from './granted.ts'
import { childOf, requestsOnDay, unspentCredits } from './lookup.ts'
import { whatClosesEverywhere } from './opening.ts'
import type { Policy } from './policy.ts'
import type { IsoDate } from './time.ts'
import type { Child, World } from './world.ts'

/** Tells whether a day is worth weighing: false only for days that the rules are sure to refuse. */
export type FirstSight = (date: IsoDate) => boolean

/** Days that may be taken: open, not planned as usual and, where credit pays, days for which the child has any. */
export function mayBeTaken({ ask, at }: Asking, world: World, policy: Policy): FirstSight {
  const child = childOf(world, ask.child)
  const hasCredit = creditDays({ ask, at }, world, policy)
  return (date) =>
    !whatClosesEverywhere(date, policy) &&
    !isPlannedAsUsual(date, ask, child, { world, policy }) &&
    hasCredit(date)
}

/** Days that may be given up or reported: those with care by contract, and those of which something was asked. */
export function mayBeGiven({ ask }: Asking, world: World): FirstSight {
  const child = childOf(world, ask.child)
  return (date) => wasAsked(date, child, world) || contractCare(child, date, world).length > 0
}

/** Days of which something was asked, for only that can be taken back. */
export function mayBeCancelled({ ask }: Asking, world: World): FirstSight {
  const child = childOf(world, ask.child)
  return (date) => wasAsked(date, child, world)
}

/** The care that the contract brings stands in the way, for nothing was asked of that day. */
function isPlannedAsUsual(
  date: IsoDate,
  ask: Ask,
  child: Child,
  { world, policy }: { readonly world: World; readonly policy: Policy },
): boolean {
  if (wasAsked(date, child, world)) return false
  const planned = withinOpening(contractCare(child, date, world), date, world, policy)
  const { careType } = ask
  if (careType === undefined) return planned.length > 0 && child.contracts.length === 1
  return planned.some((care) => sameCareType(care.careType, careType))
}

function wasAsked(date: IsoDate, child: Child, world: World): boolean {
  return requestsOnDay(world, child.id, date).length > 0
}

function creditDays({ ask, at }: Pick<Asking, 'ask' | 'at'>, world: World, { credit }: Policy): FirstSight {
  if (ask.kind !== 'credit-day' || !credit || grantsCredit(credit)) return () => true
  const unspent = unspentCredits(world, ask.child, at.today)
  return (date) => unspent.some((one) => isUsableOn(one, date))
}
