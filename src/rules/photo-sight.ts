import { type Consent, hasLiveConsent } from './photo.ts'
import type { ChildId } from './world.ts'

/** The rules about photos, with the clause that each comes from. Ids are fixed, as those of requests. */
export const PHOTO_RULES = {
  'photo.tagged': 'LK-13',
  'photo.consent': 'LK-13',
  'photo.same-group': 'LK-14',
} as const

export type PhotoRule = keyof typeof PHOTO_RULES

/** A photo as the rules see it. */
export interface TaggedPhoto {
  /** Everybody on it; empty: nobody has looked yet. */
  readonly tagged: readonly ChildId[]
  /** The group that it was taken in, by any id; left out: not known. */
  readonly group?: string
}

/** A guardian as the rules about photos see one. */
export interface PhotoGuardian {
  /** The guardian's own children, whether they are in care or not. */
  readonly children: readonly ChildId[]
  /** The groups that these were in on the day of the photo. */
  readonly groups: readonly string[]
}

/** One rule's part. What is told of other children are numbers of them, never who they are. */
export interface PhotoReason {
  readonly rule: PhotoRule
  readonly clause: string
  /** `unknown`: the photo has no group. */
  readonly held: true | false | 'unknown'
  readonly facts: Readonly<Record<string, number | boolean>>
}

/** Whether a guardian may see a photo, with every rule that was looked at. */
export interface PhotoSight {
  readonly seen: boolean
  /** The guardian's own children on it. */
  readonly own: readonly ChildId[]
  readonly reasons: readonly PhotoReason[]
}

/**
 * Whether a guardian may see a photo: an own child is tagged on it, and every other tagged child, of whomever but this
 * guardian, has a live consent (LK-13). A guardian of another group never sees it, unless an own child is tagged
 * (LK-14); being of the group alone shows no photo. Consent ends with the contract: pass none of a child whose
 * contract ended. For one child of a guardian, as in an export, pass that child alone: then brothers and sisters are
 * other children too.
 */
export function photoForGuardian(
  { tagged, group }: TaggedPhoto,
  { children, groups }: PhotoGuardian,
  consents: readonly Consent[],
): PhotoSight {
  const own = children.filter((child) => tagged.includes(child))
  const others = [...new Set(tagged)].filter((child) => !children.includes(child))
  const without = others.filter((child) => !hasLiveConsent(child, consents))
  const reasons = [
    reason('photo.tagged', own.length > 0, { tagged: new Set(tagged).size, own: own.length }),
    reason('photo.consent', without.length === 0, { others: others.length, withoutConsent: without.length }),
    reason('photo.same-group', sameGroup(own, group, groups), {
      ownTagged: own.length > 0,
      groupKnown: group !== undefined,
      inGroup: group !== undefined && groups.includes(group),
    }),
  ]
  return { seen: reasons.every(({ held }) => held === true), own, reasons }
}

function sameGroup(
  own: readonly ChildId[],
  group: string | undefined,
  groups: readonly string[],
): PhotoReason['held'] {
  if (own.length > 0) return true
  return group === undefined ? 'unknown' : groups.includes(group)
}

function reason(rule: PhotoRule, held: PhotoReason['held'], facts: PhotoReason['facts']): PhotoReason {
  return { rule, clause: PHOTO_RULES[rule], held, facts }
}
