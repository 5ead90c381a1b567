import { createHash, randomUUID } from 'node:crypto'
import type { Transport } from '../mail/mail.ts'
import { openPace, type Pace, type Rates } from '../mail/pace.ts'
import type { Moment } from '../rules/index.ts'
import { insertBounces, type NewBounce } from '../store/bounces.ts'
import {
  asWorker,
  countElsewhere,
  countWaiting,
  queueDue,
  releaseClaimed,
  takeOver,
} from '../store/mail-claims.ts'
import type { StoredMail } from '../store/mails.ts'
import type { Store, WriteDb } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { envelopeTrouble } from './delivery/envelope.ts'
import { keepRun } from './delivery/keep-run.ts'
import { mailKinds } from './delivery/kinds.ts'
import type { Outcome } from './delivery/outcome.ts'
import type { Sendable, Stationery } from './delivery/prepare.ts'
import { changeOf, inTheEnd } from './delivery/retry.ts'
import { sendSupply } from './delivery/send.ts'
import { openSupply } from './delivery/supply.ts'
import { type DeliveryReport, openTally, type Tally } from './delivery/tally.ts'
import { openTurnstile } from './delivery/turnstile.ts'

/** What mail is sent with. */
export interface MailHands {
  readonly queue: Queue
  /** As many as there are connections at the same time. */
  readonly transports: readonly [Transport, ...Transport[]]
  readonly stationery: Stationery
  readonly rates: Rates
}

export interface DeliveryRun {
  readonly at: Moment
  /** Only these mails are sent, by id: whoever queued them answers for no others. Left out: all that are due. */
  readonly only?: readonly string[]
  /** Who runs it, if not whoever started this process. */
  readonly actor?: string
  /** Ends the run after the mails that are being sent. */
  readonly signal: AbortSignal
  /** About so many mails are sent; the rest is for a later run. Left out: all. */
  readonly most?: number
  /** Kept over several runs; left out: one of this run. */
  readonly pace?: Pace
  /** Milliseconds since the command began. */
  readonly elapsed: () => number
  readonly progress?: (done: number, total: number) => void
}

/**
 * Sends what is due, each mail at most once a run. Delivery is at least once: a mail of which nobody can say whether it
 * arrived goes out again later if its kind wants that, with the same Message-ID and link. The rows are the truth and
 * the queue follows them, so what a crash left in neither hand is queued anew.
 */
export async function deliverMails(
  store: Store,
  hands: MailHands,
  run: DeliveryRun,
): Promise<DeliveryReport> {
  const tally = openTally()
  const worker = randomUUID()
  await asWorker(store, worker, async () => {
    const due = run.only?.length ?? (await prepareQueue(store, hands.queue, { worker, tally, ...run }))
    const queue = run.only ? queueOf(run.only) : hands.queue
    if (due > 0) await sendDue(store, { ...hands, queue }, run, { worker, tally, due })
  })
  const { waiting } = await countWaiting(store.read, run.at.now.toString(), run.only)
  const elsewhere = run.only ? 0 : await countElsewhere(store.read, worker)
  const report = tally.report(waiting, elsewhere)
  await keepRun(store, report, tally.tried, run)
  return report
}

/** What dead workers left is settled first, so that a kind that may be sent again is due in this very run. */
async function prepareQueue(
  store: Store,
  queue: Queue,
  { worker, tally, at, most }: DeliveryRun & { readonly worker: string; readonly tally: Tally },
): Promise<number> {
  const orphans = await store.record((write) => takeOver(write, worker))
  const turnstile = openTurnstile(store, worker)
  for (const mail of orphans) turnstile.end(orphanChange(mail, at, tally))
  await turnstile.flush()
  return store.record((write) => queueDue(write, queue, at.now.toString(), most))
}

/** A process died while it sent this mail, before or after the server took it. */
function orphanChange(mail: Parameters<typeof changeOf>[0] & { template: string }, at: Moment, tally: Tally) {
  const outcome = {
    state: 'unknown',
    reason: 'the program ended while it was being sent; it may have arrived',
  } as const
  const change = changeOf(mail, outcome, onUnknown(mail.template), at)
  if (change.tryAfter === null) tally.add(mail.id, outcome)
  return change.tryAfter === null ? change : { ...change, state: 'queued' as const, tryAfter: null }
}

const CHECK_TRANSPORT = 'check mail.transport in the settings, then "ouderportaal mail send" sends what waits'

function adviceOf(trouble: Outcome): string {
  return (trouble.state === 'retry' && trouble.advice) || CHECK_TRANSPORT
}

interface Due {
  readonly worker: string
  readonly tally: Tally
  readonly due: number
}

/** Mails taken by their ids; what the queue has of them is found to be done by whoever takes it. */
function queueOf(mails: readonly string[]): Pick<Queue, 'take'> {
  const left = [...mails]
  return { take: async (_write, most) => left.splice(0, most) }
}

type SendingHands = Omit<MailHands, 'queue'> & { readonly queue: Pick<Queue, 'take'> }

async function sendDue(store: Store, hands: SendingHands, run: DeliveryRun, { worker, tally, due }: Due) {
  const mistake = envelopeTrouble(hands.stationery, run.at)
  if (mistake) return tally.breakOff(mistake)
  const breakOff = (trouble: Outcome) => tally.breakOff(trouble, adviceOf(trouble))
  // With one connection, before any mail is touched.
  const trouble = await hands.transports[0].verify()
  if (trouble) return breakOff(trouble)
  const stop = new AbortController()
  run.signal.addEventListener('abort', () => stop.abort(), { once: true })
  if (run.signal.aborted) return
  const turnstile = openTurnstile(store, worker)
  const settle = (mail: StoredMail, tried: Outcome) => {
    const outcome = inTheEnd(mail, tried, run.at)
    if (outcome.state === 'busy') tally.add(mail.id, outcome)
    else {
      const change = changeOf(mail, outcome, onUnknown(mail.template), run.at)
      tally.add(mail.id, outcome, change.tryAfter)
      turnstile.end(change)
    }
    run.progress?.(tally.tried, due)
    if (run.most !== undefined && tally.tried >= run.most) stop.abort()
  }
  const settleSent = (one: Sendable, outcome: Outcome) => {
    settle(one.mail, outcome)
    if (outcome.state === 'failed' && outcome.mailbox) nobody.push(nobodyAt(one, outcome.mailbox))
  }
  const nobody: NewBounce[] = []
  const { queue, stationery, rates, transports } = hands
  const supply = openSupply({
    ...{ store, queue, stationery, worker, at: run.at, signal: stop.signal },
    pace: run.pace ?? openPace(rates, run.elapsed),
    settle: ({ mail, outcome }) => settle(mail, outcome),
  })
  try {
    await sendSupply(transports, {
      ...{ supply, turnstile, settle: settleSent, breakOff, stop },
      mayBeMarkedAhead: ({ mail }) => onUnknown(mail.template) === 'resend',
    })
  } finally {
    await turnstile.flush()
    await store.record((write) => releaseClaimed(write, worker))
    if (!stationery.redirectAll) await store.record((write) => markNobody(write, nobody, run.at))
  }
}

/** The server says that nobody lives there: nothing is mailed to that address again, until it is changed. */
function nobodyAt({ mail, to }: Sendable, status: string): NewBounce {
  const address = createHash('sha256').update(to.toLowerCase()).digest('hex')
  return { mail: mail.id, address, status }
}

async function markNobody(write: WriteDb, nobody: readonly NewBounce[], at: Moment): Promise<void> {
  if (nobody.length > 0) await insertBounces(write, nobody, at.now.toString())
}

function onUnknown(template: string): 'resend' | 'leave' {
  return mailKinds.get(template)?.onUnknown ?? 'leave'
}

/** How many mails would be sent now. */
export async function countDue(store: Store, at: Moment): Promise<number> {
  return (await countWaiting(store.read, at.now.toString())).due
}
