import type { Ask, Asking } from '../../rules/ask.ts'
import type { Policy } from '../../rules/policy.ts'
import { record } from '../../rules/record.ts'
import { addDays } from '../../rules/time.ts'
import { weigh } from '../../rules/weigh.ts'
import type { World } from '../../rules/world.ts'
import { askingAt, everyNth, momentsBefore, sampleDays } from './attempts.ts'
import { findingsOf } from './culprits.ts'
import type { LintFinding } from './finding.ts'
import { hasCare, type Profile, profilesOf } from './profiles.ts'

/** A day is tried about twice a month. */
const DAYS_APART = 4

const KINDS = { extra: 'extra day', swap: 'swap' } as const

/** Granted days that can't be taken back in time even in the minute of asking: the deadline has passed by the time that they can be asked. */
export function* neverCancelled(policy: Policy): Iterable<LintFinding> {
  const profiles = profilesOf(policy)
  for (const kind of ['extra', 'swap'] as const) {
    const failures = profiles
      .filter((profile) => isNeverCancelled(kind, profile, policy))
      .map(({ label }) => ({ label, culprits: ['cancel.notice'] as const }))
    const what = `${kind === 'extra' ? 'an' : 'a'} ${KINDS[kind]} that is granted as soon as it can be asked is too late to cancel`
    yield* findingsOf(failures, { code: 'never-cancelled', what, place: ['cancel', 'granted'] })
  }
}

function isNeverCancelled(kind: keyof typeof KINDS, profile: Profile, policy: Policy): boolean {
  let tooLate = false
  for (const ask of everyNth(asksOf(kind, profile), DAYS_APART)) {
    const asking = earliestAllowed(ask, profile.world, policy)
    if (!asking) continue
    if (!isTooLate(asking, profile.world, policy)) return false
    tooLate = true
  }
  return tooLate
}

type Taken = Extract<Ask, { kind: keyof typeof KINDS }>

function* asksOf(kind: keyof typeof KINDS, profile: Profile): Iterable<Taken> {
  const { contract } = profile
  for (const date of sampleDays(contract, 'free')) {
    if (kind === 'extra') yield { kind, child: 'sample', date }
    // On the free Wednesday the child comes instead of on the Tuesday before.
    else if (hasCare(profile)) yield { kind, child: 'sample', give: addDays(date, -1), take: date }
  }
}

function earliestAllowed(ask: Taken, world: World, policy: Policy): Asking | undefined {
  const day = ask.kind === 'swap' ? ask.give : ask.date
  const askings = [...momentsBefore(day)].reverse().map((wall) => askingAt(wall, ask))
  return askings.find((asking) => weigh(asking, world, policy).isAllowed())
}

/** Only a deadline counts: that nothing can be cancelled, or that nobody wrote down until when, is meant so. */
function isTooLate(asking: Asking, world: World, policy: Policy): boolean {
  const { ask, at } = asking
  const date = ask.kind === 'swap' ? ask.take : ask.kind === 'extra' ? ask.date : undefined
  if (!date) return false
  const after = record(world, asking, policy, 'granted')
  const cancel = askingAt(at.wall, { kind: 'cancel', child: ask.child, date })
  const reasons = [...weigh(cancel, after, policy).reasons()]
  return reasons.some(
    ({ rule, held, facts }) => rule === 'cancel.notice' && held === false && 'limit' in facts,
  )
}
