import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import { addressHashesIn } from './address-hashes.ts'
import { type Fields, readFields } from './fields.ts'
import { statusOf } from './status.ts'

export interface FailedRecipient {
  /** As `addressHashesIn` gives them: of the address that was mailed and of the one it was forwarded to. */
  readonly addresses: readonly string[]
  readonly status: string | undefined
}

/** What a server says of a mail that it was to deliver (RFC 3464); no address in it. */
export interface DeliveryReport {
  /** What tells it from other reports, in whatever mailbox it is kept: SHA-256, hexadecimal. */
  readonly digest: string
  /** Of the mail that it is about, as far as the report returns its headers; without angle brackets. */
  readonly messageId: string | undefined
  readonly envelopeId: string | undefined
  readonly failed: readonly FailedRecipient[]
  /** Recipients of whom it says that the mail was late, handed on or delivered. */
  readonly notices: number
}

/** Undefined for a mail that is no report. Throws on one that says it is and can't be read. */
export async function readDeliveryReport(bytes: Buffer): Promise<DeliveryReport | undefined> {
  // Whatever lacks these words is no report; spam with large attachments need not be taken apart.
  if (!/delivery-status/i.test(bytes.toString('latin1'))) return undefined
  const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true })
  const status = partOf(email, /^message\/(global-)?delivery-status$/)
  if (!status) {
    if (claimsReport(email)) throw new Error('it is a delivery report without a delivery status')
    return undefined
  }
  const blocks = readFields(status.toString())
  const recipients = blocks.filter((fields) => fields.has('final-recipient') || fields.has('action'))
  if (recipients.length === 0) throw new Error('it is a delivery report that names no recipient')
  const failed = recipients.filter(isFailed).map(failedRecipient)
  return {
    digest: digestOf(email, status),
    messageId: await returnedMessageId(email),
    envelopeId: copyOf(blocks[0]?.get('original-envelope-id')),
    failed,
    notices: recipients.length - failed.length,
  }
}

function partOf(email: Email, type: RegExp): Buffer | undefined {
  const part = email.attachments.find(({ mimeType }) => type.test(mimeType))
  return part && Buffer.from(part.content as ArrayBuffer)
}

function claimsReport({ headers }: Email): boolean {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? ''
  return /^multipart\/report\b/i.test(type) && /report-type="?(global-)?delivery-status\b/i.test(type)
}

function isFailed(fields: Fields): boolean {
  return /^failed\b/i.test(fields.get('action') ?? '')
}

function failedRecipient(fields: Fields): FailedRecipient {
  const named = [fields.get('original-recipient'), fields.get('final-recipient')]
  return { addresses: [...new Set(named.flatMap(addressHashesIn))], status: statusOf(fields) }
}

/** A report returns the whole mail, or its headers only. */
async function returnedMessageId(email: Email): Promise<string | undefined> {
  const returned = partOf(email, /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/)
  if (!returned) return undefined
  const { messageId = '' } = await PostalMime.parse(headersOf(returned))
  return copyOf(/<([^<>\s]+)>/.exec(messageId)?.[1] ?? (messageId.trim() || undefined))
}

/** A part of a text keeps the whole text in memory, as long as the part is kept. */
function copyOf(part: string | undefined): string | undefined {
  return part && Buffer.from(part).toString()
}

function headersOf(mail: Buffer): Buffer {
  const end = /\r?\n\r?\n/.exec(mail.toString('latin1'))?.index
  return mail.subarray(0, end)
}

/** Mailboxes differ in line ends and in headers of their own, so not the bytes of the whole. */
function digestOf({ messageId = '' }: Email, status: Buffer): string {
  const text = status.toString('latin1').replace(/\s+/g, ' ').trim()
  return createHash('sha256').update(`${messageId}\n${text}`).digest('hex')
}
