import { openPace, type Pace } from '../mail/pace.ts'
import type { Moment } from '../rules/index.ts'
import type { Store } from '../store/open.ts'
import { hasMailWork } from '../store/watch.ts'
import { deliverMails } from './deliver.ts'
import { type MailSettings, withMail } from './delivery/open.ts'
import type { DeliveryReport } from './delivery/tally.ts'

/** Enough that opening connections costs little beside it, and so few that others have their turn soon. */
const MOST_MAILS = 500
const LONGEST_MS = 10_000

export interface PortionRun {
  readonly at: Moment
  readonly actor: string
  /** Ends the portion after the mails that are being sent. */
  readonly signal: AbortSignal
  /** Kept from one portion to the next, as if they were one run. */
  readonly pace: Pace
  /** A clock in milliseconds. */
  readonly elapsed: () => number
}

/** The pace that these settings ask for, for all portions that are sent by this clock. */
export function openPortionPace(settings: MailSettings, elapsed: PortionRun['elapsed']): Pace {
  return openPace(settings, elapsed)
}

/** Sends a portion of the mail that waits. Undefined when none does. */
export async function deliverPortion(
  store: Store,
  settings: MailSettings,
  run: PortionRun,
): Promise<{ readonly report: DeliveryReport; readonly more: boolean } | undefined> {
  if (!(await hasMailWork(store.read, run.at.now.toString()))) return undefined
  const began = run.elapsed()
  const elapsed = () => run.elapsed() - began
  const report = await endingWith(run.signal, LONGEST_MS, (signal) =>
    withMail(store, settings, (hands) =>
      deliverMails(store, hands, { ...run, signal, elapsed, most: MOST_MAILS }),
    ),
  )
  const { planned } = report.counts
  const wasCutShort = planned >= MOST_MAILS || elapsed() >= LONGEST_MS
  return { report, more: wasCutShort && planned > 0 && !report.brokenOff }
}

/** Gives work a signal that ends it with another or after so long, and leaves nothing on that other. */
async function endingWith<T>(
  signal: AbortSignal,
  limit: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  const end = () => ending.abort()
  const timer = setTimeout(end, limit)
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  try {
    return await work(ending.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}
