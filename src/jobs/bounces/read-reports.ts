import { type DeliveryReport, readDeliveryReport } from '../../mail/incoming/delivery-report.ts'
import type { RawMessage } from '../../mail/incoming/raw-message.ts'
import { readMailbox } from '../../mail/incoming/read-mailbox.ts'
import type { RunFinding } from '../job.ts'

/** What a mailbox holds: `messages` is the sum of `reports`, `ignored` and `unreadable`. */
export interface Reading {
  readonly messages: number
  readonly reports: number
  /** Mail that is no report: an answer, spam. */
  readonly ignored: number
  readonly unreadable: number
  /** Recipients of whom it was said that the mail was late, handed on or delivered. */
  readonly notices: number
  /** The reports by which a mail did not arrive. */
  readonly failures: readonly DeliveryReport[]
  readonly findings: readonly RunFinding[]
}

/** More than anybody looks up one by one. */
const MOST_FINDINGS = 100

/** Reads a mailbox through, one message at a time; of a message that says nothing of a failure only the count is kept. */
export async function readReports(mailbox: string, signal: AbortSignal): Promise<Reading> {
  const counts = { messages: 0, reports: 0, ignored: 0, unreadable: 0, notices: 0 }
  const failures: DeliveryReport[] = []
  const findings: RunFinding[] = []
  for await (const message of readMailbox(mailbox)) {
    signal.throwIfAborted()
    counts.messages += 1
    const read = await readMessage(message)
    if (read === undefined) counts.ignored += 1
    else if ('code' in read) {
      counts.unreadable += 1
      if (findings.length < MOST_FINDINGS) findings.push(read)
    } else {
      counts.reports += 1
      counts.notices += read.notices
      if (read.failed.length > 0) failures.push(read)
    }
  }
  return { ...counts, failures, findings }
}

async function readMessage({ name, bytes }: RawMessage): Promise<DeliveryReport | RunFinding | undefined> {
  if (!bytes) return unreadable(name, 'it is too large for a delivery report')
  try {
    return await readDeliveryReport(bytes)
  } catch (error) {
    return unreadable(name, (error as Error).message)
  }
}

function unreadable(name: string, why: string): RunFinding {
  return { code: 'message-unreadable', message: `${name} can't be read: ${why}.` }
}
