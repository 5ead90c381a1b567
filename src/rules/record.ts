import type { Asking } from './ask.ts'
import { consequencesOf } from './decide.ts'
import type { Policy } from './policy.ts'
import type { Consequences } from './verdict.ts'
import type { Credit, PastRequest, RequestState, World } from './world.ts'

/** What the location answered; undefined: nothing yet. */
export type Answer = 'granted' | 'declined' | undefined

/**
 * The world after an ask that really happened, taken as accepted: an absence is granted and earns what it earns,
 * a credit day spends when it is submitted, a declined one gives back, a cancellation takes back. The ids of
 * the new request and credits count on from those in the world. Throws as `decide`.
 */
export function record(world: World, asking: Asking, policy: Policy, answer?: Answer): World {
  const { ask, at } = asking
  const consequences = consequencesOf(asking, world, policy)
  const request: PastRequest = {
    id: `request-${world.requests.length + 1}`,
    ask,
    askedAt: at.wall,
    state: stateOf(asking, answer),
    ...(consequences.spends.length > 0 && { spends: consequences.spends.map(({ credit }) => credit) }),
  }
  const accepted = answer !== 'declined'
  return {
    ...world,
    requests: [...(accepted ? withoutCancelled(world, consequences) : world.requests), request],
    credits: accepted ? creditsAfter(world, ask.child, consequences) : world.credits,
  }
}

/** An absence and a cancellation wait for nobody. */
function stateOf({ ask }: Asking, answer: Answer): RequestState {
  if (answer) return answer
  return ask.kind === 'absence' || ask.kind === 'cancel' ? 'granted' : 'open'
}

function withoutCancelled(world: World, { cancels }: Consequences): readonly PastRequest[] {
  return world.requests.map((request) =>
    request.id === cancels ? { ...request, state: 'cancelled' as const } : request,
  )
}

function creditsAfter(world: World, child: Credit['child'], consequences: Consequences): readonly Credit[] {
  const spent = new Set(consequences.spends.map(({ credit }) => credit))
  const returned = new Set(consequences.returns.map(({ credit }) => credit))
  const kept = world.credits.map((credit) => ({
    ...credit,
    unspent: returned.has(credit.id) || (credit.unspent && !spent.has(credit.id)),
  }))
  const earned = consequences.earns.map(({ careType, absentOn, expiresOn }, at) => ({
    id: `credit-${world.credits.length + at + 1}`,
    child,
    careType,
    absentOn,
    expiresOn,
    unspent: true,
  }))
  return [...kept, ...earned]
}
