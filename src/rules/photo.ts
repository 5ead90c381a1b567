import type { ChildId } from './world.ts'

/** A guardian's consent to share photos of a child with other parents. Times are ISO 8601 and compare as text. */
export interface Consent {
  readonly child: ChildId
  readonly guardian: string
  /** The guardian has custody (gezag) of the child. */
  readonly custody: boolean
  readonly givenAt: string
  /** Left out: not withdrawn. */
  readonly withdrawnAt?: string
}

/** Why a photo is left out; `included` when it isn't. */
export type PhotoVerdict = 'included' | 'untagged' | 'not-tagged' | 'consent-missing'

/**
 * Whether the guardians of a child may have a photo (LK-13, LK-14): the child is tagged, and every other child
 * that is tagged has a live consent. Consent ends with the contract: pass none of a child whose contract ended.
 */
export function photoFor(
  child: ChildId,
  taggedChildren: readonly ChildId[],
  consents: readonly Consent[],
): PhotoVerdict {
  if (taggedChildren.length === 0) return 'untagged'
  if (!taggedChildren.includes(child)) return 'not-tagged'
  const others = taggedChildren.filter((tagged) => tagged !== child)
  return others.every((other) => hasLiveConsent(other, consents)) ? 'included' : 'consent-missing'
}

/**
 * True when a guardian with custody has given consent for the child and none with custody has withdrawn it (LK-13).
 * What a guardian without custody gives or withdraws counts for nothing.
 */
export function hasLiveConsent(child: ChildId, consents: readonly Consent[]): boolean {
  const latest = latestOfEachGuardian(
    consents.filter((consent) => consent.child === child && consent.custody),
  )
  return latest.length > 0 && latest.every((consent) => !consent.withdrawnAt)
}

/** A guardian who gives consent anew after withdrawing it has given it. */
function latestOfEachGuardian(consents: readonly Consent[]): readonly Consent[] {
  const inOrder = consents.toSorted((one, other) => (one.givenAt < other.givenAt ? -1 : 1))
  return [...new Map(inOrder.map((consent) => [consent.guardian, consent])).values()]
}
