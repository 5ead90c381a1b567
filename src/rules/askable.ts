import type { Asking } from './ask.ts'
import type { DeadlineFacts, FactsOf, HorizonFacts } from './facts.ts'
import { askedAfter } from './lookup.ts'
import type { Policy } from './policy.ts'
import type { IsoDate, WallMoment } from './time.ts'
import { secondBefore, wallAt } from './time.ts'
import type { Askable, Reason, RuleId } from './verdict.ts'
import { weigh } from './weigh.ts'
import type { World } from './world.ts'

const DEADLINES: readonly RuleId[] = ['extra.notice', 'credit-day.notice', 'swap.notice', 'cancel.notice']
/**
 * When the same ask would be allowed: up to the latest moment at which it is in time and, when it is too far ahead
 * now, from the first day on which it is not. Undefined when its limits of time are not all that is wrong.
 */
export function askableWhen(
  reasons: readonly Reason[],
  asking: Asking,
  world: World,
  policy: Policy,
): Askable | undefined {
  const allowedAt = (wall: WallMoment) => weigh(askedAt(wall, asking), world, policy).isAllowed()
  const until = sinceKnown(latestMoment(reasons), asking, world)
  const opens = reasons
    .flatMap(({ facts }) => (facts as Partial<HorizonFacts>).opensOn ?? [])
    .toSorted()
    .at(-1)
  if (!opens) return until && allowedAt(until) ? { until } : undefined
  const from = wallAt(opens, '00:00')
  if ((until && until < from) || (policy.until && opens > policy.until) || !allowedAt(from)) return undefined
  return { from, ...(until && { until }) }
}

/** A cancellation and a credit day lean on what was asked before: a moment before that says nothing of them. */
function sinceKnown(until: WallMoment | undefined, { ask }: Asking, world: World): WallMoment | undefined {
  if (!until || (ask.kind !== 'cancel' && ask.kind !== 'credit-day')) return until
  return askedAfter(world, ask.child, until) ? undefined : until
}

/** The earliest of the limits: an ask must keep all of them. */
function latestMoment(reasons: readonly Reason[]): WallMoment | undefined {
  return reasons.flatMap((reason) => limitOf(reason) ?? []).toSorted()[0]
}

function limitOf({ rule, held, facts }: Reason): WallMoment | undefined {
  if (held === 'unknown') return undefined
  if (rule === 'swap.future') {
    const { give, take } = facts as FactsOf<'swap.future'>
    return secondBefore(wallAt(give < take ? give : take, '00:00'))
  }
  if (!DEADLINES.includes(rule) || !('limit' in facts)) return undefined
  const { limit, limitIncluded } = facts as DeadlineFacts
  return limitIncluded ? limit : secondBefore(limit)
}

function askedAt(wall: WallMoment, asking: Asking): Asking {
  return { ...asking, at: { wall, today: wall.slice(0, 10) as IsoDate } }
}
