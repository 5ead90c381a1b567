import type { Delivery } from '../../mail/mail.ts'
import { isTrouble, type Outcome } from './outcome.ts'

/** What a server's answers over all connections together say of it. */
export interface Circuit {
  /** What became of a mail, seen beside the answers to others. Not for trouble of a connection. */
  read(outcome: Delivery): Delivery
  /** It has answered the last mail, so that more than one at a time can be risked. */
  readonly isTrusted: boolean
  /** It takes none: the run ends. */
  readonly isBroken: boolean
  /** Why the run ended, or why nothing went: asked at its end. */
  trouble(): Outcome | undefined
}

/** Mails in a row that it says nothing of; of one is the end when it has not answered any. */
const MOST_LOST = 2

/** Recipients in a row that it refuses with words about the sender. One may have a reason of its own. */
const MOST_DOUBTED = 3

/**
 * A recipient that is refused with words about the sender or relaying is refused alone when another was taken just before.
 * Otherwise nobody knows, and its mail is tried later as one that got a 4xx, for two days: no mail waits for ever, and none
 * holds up another. A row of them is trouble that every mail would meet.
 */
export function openCircuit(): Circuit {
  let lost = 0
  let doubted = 0
  let hasAnswered = false
  let hasTaken = false
  let last: Outcome | undefined

  function count(outcome: Delivery): void {
    lost = isLost(outcome) ? lost + 1 : 0
    if (lost > 0) last = outcome
    else hasAnswered = true
    if (outcome.state !== 'sent') return
    hasTaken = true
    doubted = 0
  }

  function doubt(outcome: Extract<Delivery, { state: 'failed' }>): Delivery {
    const isAlone = outcome.sender === 'hinted' && hasTaken && doubted === 0
    doubted += 1
    last = troubleOf(outcome.reason)
    const { reason, code } = outcome
    return isAlone ? outcome : { state: 'retry', reason, ...(code !== undefined && { code }) }
  }

  const isBroken = () => doubted >= MOST_DOUBTED || lost >= (hasAnswered ? MOST_LOST : 1)
  return {
    read(outcome) {
      count(outcome)
      return outcome.state === 'failed' && outcome.sender ? doubt(outcome) : outcome
    },
    get isTrusted() {
      return hasAnswered && lost === 0
    },
    get isBroken() {
      return isBroken()
    },
    trouble: () => (isBroken() || (!hasTaken && doubted > 1) ? last : undefined),
  }
}

/** The server said nothing of this mail. */
function isLost(outcome: Delivery): boolean {
  if (outcome.state === 'unknown') return true
  return outcome.state === 'retry' && outcome.code === undefined && !isTrouble(outcome)
}

function troubleOf(reason: string): Outcome {
  const others = 'and others after it: perhaps it does not want the sender, mail.bounces or mail.from'
  return { state: 'retry', reason: `${reason}, ${others}`, connection: true }
}
