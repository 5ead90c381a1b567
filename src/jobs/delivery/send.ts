import type { Transport } from '../../mail/mail.ts'
import { type Circuit, openCircuit } from './circuit.ts'
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
 * what it had: a server may take fewer at a time. When all that had a mail have ended so, or the server's answers together
 * say that it takes none, the run is broken off.
 */
export async function sendSupply(transports: readonly Transport[], sending: Sending): Promise<void> {
  const { supply, stop, settle, breakOff } = sending
  const circuit = openCircuit()
  const shelf = openShelf({
    next: () => supply.next(),
    ready: (one) => makeReady(one, sending),
    ahead: AHEAD * transports.length,
    isTrusted: () => circuit.isTrusted,
    signal: stop.signal,
  })
  const ends = await Promise.allSettled(
    transports.map((transport) =>
      sendOver(transport, sending, shelf, circuit).catch((error: unknown) => {
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
  for (const trouble of [...troublesOf(ended), circuit.trouble()]) if (trouble) breakOff(trouble)
}

/** Of connections that had a mail, when none of them is left. */
function troublesOf(ends: readonly End[]): readonly (Outcome | undefined)[] {
  const troubles = ends.filter(({ tried }) => tried).map(({ trouble }) => trouble)
  return troubles.includes(undefined) ? [] : troubles
}

async function sendOver(
  transport: Transport,
  sending: Sending,
  shelf: Shelf,
  circuit: Circuit,
): Promise<End> {
  const { settle, stop } = sending
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
      settle(one, circuit.read(outcome))
      if (circuit.isBroken) stop.abort()
    }
    shelf.done()
  }
  return { tried }
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
