import type { Transport } from '../../mail/mail.ts'
import { isTrouble, type Outcome } from './outcome.ts'
import type { Sendable } from './prepare.ts'
import { type Coming, openShelf, type Shelf } from './shelf.ts'
import type { Supply } from './supply.ts'
import type { Turnstile } from './turnstile.ts'

export interface Sending {
  readonly supply: Supply
  readonly turnstile: Turnstile
  /** Whether it may be marked before its turn: after a kill it counts as one that may have arrived. */
  readonly mayBeMarkedAhead: (one: Sendable) => boolean
  /** What became of a mail that was tried, or that another process has. */
  readonly settle: (one: Sendable, outcome: Outcome) => void
  /** The run ends because of trouble that every mail would meet. */
  readonly breakOff: (trouble: Outcome) => void
  /** Ends the run after the mails that are being sent. */
  readonly stop: AbortController
}

/** How a connection ended: whether it had a mail at all, and the trouble that the next mail would meet too. */
interface End {
  readonly tried: boolean
  readonly trouble?: Outcome | undefined
}

/** Mails for each connection that are made ready while others are sent: a commit takes as long as a mail or two. */
const AHEAD = 2

/**
 * Sends the whole supply, over all connections at once. A connection that meets trouble ends, and the others go on with
 * what it had: a server may take fewer at a time. When all that had a mail have ended so, the run is
 * broken off.
 */
export async function sendSupply(transports: readonly Transport[], sending: Sending): Promise<void> {
  const { supply, stop, settle, breakOff } = sending
  const shelf = openShelf({
    next: () => supply.next(),
    ready: (one) => makeReady(one, sending),
    ahead: AHEAD * transports.length,
    isTrusted: () => true,
    signal: stop.signal,
  })
  const ends = await Promise.allSettled(
    transports.map((transport) =>
      sendOver(transport, sending, shelf).catch((error: unknown) => {
        stop.abort()
        throw error
      }),
    ),
  )
  stop.abort()
  for (const { one } of await shelf.clear()) settle(one, { state: 'put-back' })
  await supply.end()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  const ended = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
  for (const trouble of troublesOf(ended)) if (trouble) breakOff(trouble)
}

/** Of connections that had a mail, when none of them is left. */
function troublesOf(ends: readonly End[]): readonly (Outcome | undefined)[] {
  const troubles = ends.filter(({ tried }) => tried).map(({ trouble }) => trouble)
  return troubles.includes(undefined) ? [] : troubles
}

/** Mails in a row of which a connection never hears again; then the server is silent, and not only about one mail. */
const MOST_LOST = 2

async function sendOver(transport: Transport, sending: Sending, shelf: Shelf): Promise<End> {
  const { settle } = sending
  let lost = 0
  let tried = false
  for (let mail = await shelf.take(); mail; mail = await shelf.take()) {
    const { one } = mail
    if (mail.isMarked || (await mark(one, sending))) {
      const outcome = await transport.send(one.composed)
      tried = true
      if (isTrouble(outcome)) {
        shelf.giveBack({ one, isMarked: true })
        return { tried, trouble: outcome }
      }
      settle(one, outcome)
      lost = isLost(outcome) ? lost + 1 : 0
      if (lost === MOST_LOST) {
        shelf.done()
        return { tried, trouble: outcome }
      }
    }
    shelf.done()
  }
  return { tried }
}

/** The server said nothing of this mail. */
function isLost(outcome: Outcome): boolean {
  return outcome.state === 'unknown' || (outcome.state === 'retry' && outcome.code === undefined)
}

/** Marked as being sent where that may be; undefined when another process has it by now. */
async function makeReady(one: Sendable, sending: Sending): Promise<Coming | undefined> {
  if (!sending.mayBeMarkedAhead(one)) return { one, isMarked: false }
  return (await mark(one, sending)) ? { one, isMarked: true } : undefined
}

/** False when another process has it by now. */
async function mark(one: Sendable, { turnstile, settle }: Sending): Promise<boolean> {
  const isMarked = await turnstile.begin(one.mail.id)
  if (!isMarked) settle(one, { state: 'busy' })
  return isMarked
}
