import type { DeliveryReport, FailedRecipient } from '../../mail/incoming/delivery-report.ts'
import type { ReadDb } from '../../store/open.ts'
import { blamesMailbox } from './blame.ts'
import { type Known, readKnown } from './known.ts'
import type { Reading } from './read-reports.ts'

/** What one failed recipient of one report leads to. */
export interface Mark {
  /** Null when the report does not say which mail came back. */
  readonly mail: string | null
  readonly guardian: number | null
  readonly location: number | null
  readonly status: string | undefined
  readonly marksMail: boolean
  /** The address to mark, as its hash; null: it is not to blame, not that person's, or marked already. */
  readonly address: string | null
}

export interface BouncePlan {
  readonly reading: Reading
  /** Failed recipients: `notOurs` are of mails or addresses that we know nothing of. */
  readonly counts: Readonly<Record<'cameBack' | 'readBefore' | 'notOurs', number>>
  readonly marks: readonly Mark[]
  /** The reports that are settled by this. */
  readonly digests: readonly string[]
}

/** Decides what the failures of a mailbox mark; a report that was read before marks nothing. */
export async function planBounces(read: ReadDb, reading: Reading): Promise<BouncePlan> {
  const known = await readKnown(read, reading.failures)
  const counts = { cameBack: 0, readBefore: 0, notOurs: 0 }
  const seen = new Set(known.digests)
  const digests: string[] = []
  const marks: Mark[] = []
  for (const report of reading.failures) {
    const marked = seen.has(report.digest) ? undefined : marksOf(report, known)
    if (marked === undefined) counts.readBefore += report.failed.length
    else {
      counts.cameBack += marked.length
      counts.notOurs += report.failed.length - marked.length
      marks.push(...marked)
      seen.add(report.digest)
      if (marked.length > 0) digests.push(report.digest)
    }
  }
  return { reading, counts, marks: marks.map(onlyOnce(known)).filter(hasEffect), digests }
}

/** A mark for each recipient that is ours. Whoever sends a report of a mail that is not ours marks nobody. */
function marksOf(report: DeliveryReport, known: Known): readonly Mark[] {
  const mail = known.mails.get(report.messageId ?? '') ?? known.mails.get(report.envelopeId ?? '')
  return report.failed.flatMap((recipient): readonly Mark[] => {
    // Anybody can write a report: one that does not know a mail of ours marks nobody.
    if (!mail) return []
    const { guardian, location } = mail
    const address = hashToMark(recipient, mail.address)
    const { status } = recipient
    return [{ mail: mail.id, guardian, location, status, marksMail: mail.isOut, address }]
  })
}

/** A mail that was sent to one person says nothing of the address of another. */
function hashToMark({ addresses, status }: FailedRecipient, address: string | null): string | null {
  return address !== null && addresses.includes(address) && blamesMailbox(status) ? address : null
}

/** Several reports of one mail or one address mark it once, as the first says. */
function onlyOnce({ bounced }: Known): (mark: Mark) => Mark {
  const mails = new Set<string | null>()
  const addresses = new Set<string | null>(bounced)
  return (mark) => {
    const marksMail = mark.marksMail && !mails.has(mark.mail)
    const address = addresses.has(mark.address) ? null : mark.address
    mails.add(mark.mail)
    addresses.add(mark.address)
    return { ...mark, marksMail, address }
  }
}

function hasEffect({ marksMail, address }: Mark): boolean {
  return marksMail || address !== null
}
