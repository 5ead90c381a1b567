import type { Transport } from '../../mail/mail.ts'
import { isTrouble, type Outcome } from './outcome.ts'
import type { Sendable } from './prepare.ts'
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

/**
 * Sends the whole supply, over all connections at once. A connection that meets trouble ends, and the others go on: a
 * server may take fewer at a time. When all that had a mail have ended so, the run is broken off.
 */
export async function sendSupply(transports: readonly Transport[], sending: Sending): Promise<void> {
  const { supply, stop, breakOff } = sending
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
  const busy = ends.flatMap((end) => (end.status === 'fulfilled' && end.value.tried ? [end.value] : []))
  const isOver = busy.every(({ trouble }) => trouble !== undefined)
  if (isOver) for (const { trouble } of busy) if (trouble) breakOff(trouble)
}

/** Mails that are made ready while another is sent: a commit takes as long as a mail or two. */
const AHEAD = 2

/** Mails in a row of which a connection never hears again; then the server is silent, and not only about one mail. */
const MOST_LOST = 2

async function sendOver(transport: Transport, sending: Sending): Promise<End> {
  const { settle, stop } = sending
  let lost = 0
  let tried = false
  let trouble: Outcome | undefined
  const coming = Array.from({ length: AHEAD }, () => comingMail(sending))
  for (let next = coming.shift(); next; next = coming.shift()) {
    const mail = await next
    if (!mail) continue
    const { one } = mail
    if (stop.signal.aborted || trouble) {
      settle(one, { state: 'put-back' })
      continue
    }
    coming.push(comingMail(sending))
    if (!mail.isMarked && !(await mark(one, sending))) continue
    const outcome = await transport.send(one.composed)
    tried = true
    settle(one, isTrouble(outcome) ? { state: 'put-back' } : outcome)
    lost = isLost(outcome) ? lost + 1 : 0
    if (isTrouble(outcome) || lost === MOST_LOST) trouble = outcome
  }
  return { tried, trouble }
}

/** The server said nothing of this mail. */
function isLost(outcome: Outcome): boolean {
  return outcome.state === 'unknown' || (outcome.state === 'retry' && outcome.code === undefined)
}

/** Only whoever waits for it hears that it failed. */
function comingMail(sending: Sending): Promise<Coming | undefined> {
  const coming = nextMail(sending)
  coming.catch(() => {})
  return coming
}

/** A mail before its turn. */
interface Coming {
  readonly one: Sendable
  readonly isMarked: boolean
}

/** The next mail, marked as being sent where that may be; undefined when there is none or the run ends. */
async function nextMail(sending: Sending): Promise<Coming | undefined> {
  const { supply, stop, mayBeMarkedAhead } = sending
  while (!stop.signal.aborted) {
    const one = await supply.next()
    if (!one) return undefined
    if (!mayBeMarkedAhead(one)) return { one, isMarked: false }
    if (await mark(one, sending)) return { one, isMarked: true }
  }
  return undefined
}

/** False when another process has it by now. */
async function mark(one: Sendable, { turnstile, settle }: Sending): Promise<boolean> {
  const isMarked = await turnstile.begin(one.mail.id)
  if (!isMarked) settle(one, { state: 'busy' })
  return isMarked
}
