import { randomUUID } from 'node:crypto'
import type { Moment } from '../rules/index.ts'
import { listWaiting, lockWaiting } from '../store/mails.ts'
import type { Store } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { insertRun } from '../store/runs.ts'
import { envelopeTrouble } from './delivery/envelope.ts'
import { type MailHands, type Outcome, sendMail } from './delivery/send.ts'
import { type DeliveryReport, isTrouble, reportOf } from './delivery/tally.ts'

export interface DeliveryRun {
  readonly at: Moment
  /** Who runs it, if not whoever started this process. */
  readonly actor?: string
  /** Ends the run after the mail that is being sent. */
  readonly signal: AbortSignal
  /** Milliseconds since the command began. */
  readonly elapsed: () => number
  readonly progress?: (done: number, total: number) => void
}

/**
 * Sends what waits, each mail at most once a run. Delivery is at least once: a mail of which nobody
 * can say whether it arrived goes out again in a later run, with the same Message-ID and link. The
 * rows are the truth and the queue follows them, so what a crash left in neither hand is queued anew.
 */
export async function deliverMails(
  store: Store,
  hands: MailHands,
  run: DeliveryRun,
): Promise<DeliveryReport> {
  const total = await queueWaiting(store, hands.queue)
  const tried = await sendAll(store, hands, run, total)
  const report = reportOf(tried, await listWaiting(store.read))
  if (report.counts.planned > 0) await keepRun(store, report, run)
  return report
}

/** How many mails an earlier run left. */
export async function countWaiting(store: Store): Promise<number> {
  return (await listWaiting(store.read)).length
}

async function queueWaiting(store: Store, queue: Queue): Promise<number> {
  return store.record(async (write) => {
    const waiting = await lockWaiting(write)
    await queue.putAgain(write, waiting)
    return waiting.length
  })
}

async function sendAll(
  store: Store,
  hands: MailHands,
  { at, signal, progress }: DeliveryRun,
  total: number,
): Promise<ReadonlyMap<string, Outcome>> {
  const { queue } = hands
  const tried = new Map<string, Outcome>()
  const kept: string[] = []
  const trouble = await envelopeTrouble(hands, at)
  try {
    while (!signal.aborted) {
      const id = await queue.take()
      if (id === undefined) break
      const outcome = trouble ?? triedBefore(tried.get(id)) ?? (await sendMail(store, id, hands, at))
      tried.set(id, outcome)
      if (outcome.state === 'retry' || outcome.state === 'busy') kept.push(id)
      else await queue.done(id)
      progress?.(tried.size, total)
      if (isTrouble(outcome)) break
    }
  } finally {
    // Only now: a mail that goes back at once would be the next that is taken.
    await queue.giveBack(kept)
  }
  return tried
}

/** Each mail is tried once a run; one that another process had at that moment was not. */
function triedBefore(outcome: Outcome | undefined): Outcome | undefined {
  return outcome?.state === 'busy' ? undefined : outcome
}

async function keepRun(store: Store, { counts, findings }: DeliveryReport, run: DeliveryRun): Promise<void> {
  const isComplete = counts.planned === counts.sent + counts.skipped
  await store.record((write) =>
    insertRun(write, {
      id: randomUUID(),
      job: 'deliver-mails',
      slot: null,
      at: run.at.now.toString(),
      ...(run.actor && { actor: run.actor }),
      options: '{}',
      policy: null,
      outcome: isComplete ? 'done' : 'partial',
      counts: JSON.stringify(counts),
      findings: JSON.stringify(findings),
      duration_ms: Math.round(run.elapsed()),
    }),
  )
}
