import type { PhotoView } from '../../jobs/photos/view.ts'
import type { PhotoReason, PhotoRule } from '../../rules/index.ts'

export function whenInWords({ takenAt, takenFrom }: Pick<PhotoView, 'takenAt' | 'takenFrom'>): string {
  return `${takenAt.slice(0, 16).replace('T', ' ')} (${takenFrom})`
}

export function brokenRules(reasons: readonly PhotoReason[]): string {
  return reasons
    .filter(({ held }) => held !== true)
    .map(({ clause, rule }) => `${clause} ${rule}`)
    .join(', ')
}

const WORDS: Record<PhotoRule, (facts: PhotoReason['facts']) => string> = {
  'photo.tagged': ({ tagged, own }) =>
    tagged === 0 ? 'nobody is tagged on it' : `${own} of ${tagged} tagged children are the guardian's own`,
  'photo.consent': ({ others, withoutConsent }) =>
    others === 0
      ? 'no other child is on it'
      : `${withoutConsent} of ${others} other children on it have no live consent`,
  'photo.same-group': ({ ownTagged, groupKnown, inGroup }) => {
    if (ownTagged) return 'an own child is on it, whatever its group'
    if (inGroup) return 'an own child was in its group that day'
    return groupKnown
      ? 'no own child is on it, or was in its group that day'
      : 'no own child is on it, and its group is not known'
  },
}

const MARKS = { true: 'holds ', false: 'broken', unknown: 'unknown' } as const

export function reasonInWords({ rule, clause, held, facts }: PhotoReason): string {
  return `${MARKS[`${held}`]} ${clause} ${rule}: ${WORDS[rule](facts)}`
}
