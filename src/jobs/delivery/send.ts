import type { Transport } from '../../mail/mail.ts'
import { isTrouble, type Outcome } from './outcome.ts'
import type { Sendable } from './prepare.ts'
import type { Supply } from './supply.ts'
import type { Turnstile } from './turnstile.ts'

export interface Sending {
  readonly supply: Supply
  readonly turnstile: Turnstile
  /** What became of a mail that was tried, or that another process has. */
  readonly settle: (mail: Sendable['mail'], outcome: Outcome) => void
  /** Ends the run after the mails that are being sent. */
  readonly stop: AbortController
}

/** Sends the whole supply, over all connections at once. The first trouble that every mail would meet ends it. */
export async function sendSupply(transports: readonly Transport[], sending: Sending): Promise<void> {
  const { supply, stop } = sending
  const ends = await Promise.allSettled(
    transports.map((transport) => sendOver(transport, sending).finally(() => stop.abort())),
  )
  await supply.end()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function sendOver(transport: Transport, { supply, turnstile, settle, stop }: Sending): Promise<void> {
  for (let one = await supply.next(); one && !stop.signal.aborted; one = await supply.next()) {
    if (!(await turnstile.begin(one.mail.id))) {
      settle(one.mail, { state: 'busy' })
      continue
    }
    const outcome = await transport.send(one.composed)
    settle(one.mail, outcome)
    if (isTrouble(outcome)) stop.abort()
  }
}
