import type { Delivery } from '../../mail/mail.ts'

/**
 * What became of a mail in this run; `held`: it goes to nobody on this system, `put-back`: the run
 * ended before it was sent, `busy`: another process has it.
 */
export type Outcome =
  | Delivery
  | { readonly state: 'skipped'; readonly reason: string }
  | { readonly state: 'held' | 'put-back' }
  | { readonly state: 'busy' }

/** Trouble of the transport, not of one mail. */
export function isTrouble(
  outcome: Outcome,
): outcome is Extract<Outcome, { state: 'retry' }> & { connection: true } {
  return outcome.state === 'retry' && outcome.connection === true
}
