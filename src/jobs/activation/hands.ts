import { hashOf, tokenOf } from '../../accounts/tokens.ts'
import type { Moment, Policy } from '../../rules/index.ts'
import type { Queue } from '../../store/queue.ts'

/** What invitations and reminders are made with. */
export interface ActivationHands {
  readonly policy: Policy
  /** The key of the links, hexadecimal. */
  readonly activationKey: string
  readonly queue: Queue
}

/** Whoever invites or reminds holds this lock: a guardian has one link that works. */
export const ACTIVATION_LOCK = 'activate'

/** An activation as it is stored: what its link is recognised by, and how long that works. */
export function activationRow(
  { id, guardian }: { readonly id: string; readonly guardian: number },
  { activationKey, policy }: ActivationHands,
  { now }: Moment,
) {
  return {
    id,
    guardian_id: guardian,
    token_hash: hashOf(tokenOf(id, activationKey)),
    created_at: now.toString(),
    valid_until: now.add({ hours: 24 * policy.activation.validDays }).toString(),
  }
}
