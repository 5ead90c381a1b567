import { alternativesTo } from './alternatives.ts'
import type { Asking } from './ask.ts'
import { askableWhen } from './askable.ts'
import type { Policy } from './policy.ts'
import type { Consequences, Reason, Verdict } from './verdict.ts'
import { weigh } from './weigh.ts'
import type { World } from './world.ts'

/**
 * Decides an ask: every rule of its kind is evaluated, not only up to the first that fails. A broken rule about
 * the request refuses it; else a rule that lacks a fact sends it to review; else it is allowed. What is not
 * allowed comes with up to three other days that are. Throws RangeError when the world lacks the child, or a
 * group or location of its contracts, and when the policy has a rule under no clause (see `ALWAYS_RULES`).
 */
export function decide(asking: Asking, world: World, policy: Policy): Verdict {
  const weighed = weigh(asking, world, policy)
  const reasons = weighed.reasons()
  const [first, ...rest] = reasons
  const outcome = outcomeOf(reasons, policy)
  if (outcome === 'allowed' || !first) {
    return { outcome: 'allowed', policy: policy.ref, reasons, consequences: weighed.consequences(reasons) }
  }
  const alternatives = weighed.isHopeless() ? [] : alternativesTo(reasons, asking, world, policy)
  const askable = askableWhen(reasons, asking, world, policy)
  return { outcome, policy: policy.ref, reasons: [first, ...rest], alternatives, ...(askable && { askable }) }
}

/**
 * What follows from an ask that is accepted, whatever the rules say of it: a request that waits for review
 * spends its credit already, and a location may grant what the rules refuse. Throws as `decide`.
 */
export function consequencesOf(asking: Asking, world: World, policy: Policy): Consequences {
  const weighed = weigh(asking, world, policy)
  return weighed.consequences(weighed.reasons())
}

function outcomeOf(reasons: readonly Reason[], { place }: Policy): Verdict['outcome'] {
  const open = reasons.filter(
    ({ about, held }) => (about === 'request' || about === 'place') && held !== true,
  )
  if (open.length === 0) return 'allowed'
  const refuses = ({ about, held }: Reason) =>
    held === false && (about === 'request' || place.short === 'refused')
  return open.some(refuses) ? 'refused' : 'needs-review'
}
