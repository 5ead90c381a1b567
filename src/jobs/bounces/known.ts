import type { DeliveryReport } from '../../mail/incoming/delivery-report.ts'
import { inPortions } from '../../store/batch.ts'
import { listBouncedAddresses, listReadReports, listReportedMails } from '../../store/bounces.ts'
import type { ReadDb } from '../../store/open.ts'

/** Whom an address belongs to. */
interface Person {
  readonly guardian: number | null
  readonly location: number | null
  /** Its hash. */
  readonly address: string | null
}

/** A mail of ours, and whom it was for; `isOut`: it left, and nothing is known of it since. */
export interface ReportedMail extends Person {
  readonly id: string
  readonly isOut: boolean
}

/** What the database knows of what reports are about. */
export interface Known {
  /** By Message-ID and by id. */
  readonly mails: ReadonlyMap<string, ReportedMail>
  readonly bounced: ReadonlySet<string>
  readonly digests: ReadonlySet<string>
}

export async function readKnown(read: ReadDb, reports: readonly DeliveryReport[]): Promise<Known> {
  const addresses = reports.flatMap(({ failed }) => failed.flatMap((recipient) => recipient.addresses))
  const names = reports.flatMap(({ messageId, envelopeId }) => [messageId ?? [], envelopeId ?? []].flat())
  const digests = reports.map(({ digest }) => digest)
  const mails = await inPortions(names, (some) => listReportedMails(read, some))
  return {
    mails: new Map(mails.flatMap((row) => namesOf(row).map((name) => [name, mailOf(row)]))),
    bounced: new Set(await inPortions(addresses, (some) => listBouncedAddresses(read, some))),
    digests: new Set(await inPortions(digests, (some) => listReadReports(read, some))),
  }
}

type Row = Awaited<ReturnType<typeof listReportedMails>>[number]

function namesOf({ id, message_id }: Row): readonly string[] {
  return [id, message_id]
}

function mailOf({ id, state, guardian, location, address }: Row): ReportedMail {
  return { id, guardian, location, address, isOut: state === 'sent' || state === 'unknown' }
}
