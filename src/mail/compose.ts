import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { ComposedMail, Mail } from './mail.ts'
import { oneMailbox } from './mailbox.ts'

// The part before the @ becomes a file name, so it can't hold a slash or begin with a dot.
const MESSAGE_ID = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** The mail as bytes and envelope. Throws on whatever would make another header or another recipient. */
export async function compose(mail: Mail): Promise<ComposedMail> {
  if (!MESSAGE_ID.test(mail.messageId))
    throw new Error('a Message-ID is letters, digits, - and _ around one @')
  const message = new MailComposer({
    from: mailbox(mail.from.address, headerText(mail.from.name)),
    replyTo: mailbox(mail.replyTo),
    to: mailbox(mail.to),
    subject: headerText(mail.subject),
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.date.epochMilliseconds),
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail.unsubscribe) },
    text: mail.text,
    html: mail.html,
    // Without this every mail gets a random boundary; a retry must be the same bytes.
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const { from, to } = message.getEnvelope()
  const sender = mail.bounces === undefined ? from || '' : oneMailbox(mail.bounces)
  return { messageId: mail.messageId, envelope: { from: sender, to }, bytes: await message.build() }
}

/** A mail reader shows a button for it, and ends the mails without opening a page (RFC 8058). */
function unsubscribeHeaders(url: string | undefined): Record<string, string> {
  if (url === undefined) return {}
  if (!/^https?:\/\/[!-;=?-~]+$/.test(url)) throw new Error('the address that ends mails is no address')
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

// As an object: text would be read as a list of addresses.
function mailbox(address: string, name = ''): { name: string; address: string } {
  return { name, address: oneMailbox(address) }
}

function headerText(text: string): string {
  if (CONTROL.test(text))
    throw new Error('a subject or a sender name holds a line break or another control character')
  return text
}
