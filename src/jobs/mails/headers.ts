import PostalMime, { decodeWords } from 'postal-mime'

export interface MailHeader {
  readonly name: string
  readonly value: string
}

/** What may be shown of a header. Any other may carry a link with a token, and is shown by its name. */
const SHOWN = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'subject',
  'message-id',
  'date',
  'auto-submitted',
  'precedence',
  'list-unsubscribe-post',
  'content-type',
  'content-transfer-encoding',
  'mime-version',
])

/** The headers of a composed mail as people read them, in their order. */
export async function headersOf(mail: Buffer): Promise<readonly MailHeader[]> {
  const end = mail.indexOf('\r\n\r\n')
  const { headers } = await PostalMime.parse(mail.subarray(0, end < 0 ? undefined : end))
  return headers.map(({ key, originalKey, value }) => ({
    name: originalKey,
    value: SHOWN.has(key) ? decodeWords(value) : '[...]',
  }))
}
