import type { Transport } from '../../mail/mail.ts'
import { isTrouble, type Outcome } from './outcome.ts'
import type { Sendable } from './prepare.ts'
import type { Supply } from './supply.ts'
import type { Turnstile } from './turnstile.ts'

export interface Sending {
  readonly supply: Supply
  readonly turnstile: Turnstile
  /** What became of a mail that was tried, or that another process has. */
  readonly settle: (one: Sendable, outcome: Outcome) => void
  /** Ends the run after the mails that are being sent. */
  readonly stop: AbortController
}

/** Sends the whole supply, over all connections at once. The first trouble that every mail would meet ends it. */
export async function sendSupply(transports: readonly Transport[], sending: Sending): Promise<void> {
  const { supply, stop } = sending
  const ends = await Promise.allSettled(
    transports.map((transport) =>
      sendOver(transport, sending).catch((error: unknown) => {
        stop.abort()
        throw error
      }),
    ),
  )
  await supply.end()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Mails that are marked while another is sent: a commit takes as long as a mail or two. */
const AHEAD = 2

async function sendOver(transport: Transport, sending: Sending): Promise<void> {
  const { settle, stop } = sending
  const coming = Array.from({ length: AHEAD }, () => comingMail(sending))
  for (let next = coming.shift(); next; next = coming.shift()) {
    const one = await next
    if (!one) continue
    if (stop.signal.aborted) {
      settle(one, { state: 'put-back' })
      continue
    }
    coming.push(comingMail(sending))
    const outcome = await transport.send(one.composed)
    settle(one, outcome)
    if (isTrouble(outcome)) stop.abort()
  }
}

/** Only whoever waits for it hears that it failed. */
function comingMail(sending: Sending): Promise<Sendable | undefined> {
  const coming = nextMarked(sending)
  coming.catch(() => {})
  return coming
}

/** The next mail, marked as being sent; undefined when there is none or the run ends. */
async function nextMarked({ supply, turnstile, settle, stop }: Sending): Promise<Sendable | undefined> {
  while (!stop.signal.aborted) {
    const one = await supply.next()
    if (!one) return undefined
    if (await turnstile.begin(one.mail.id)) return one
    settle(one, { state: 'busy' })
  }
  return undefined
}
