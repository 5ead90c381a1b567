import { createHash } from 'node:crypto'
import { encodeWords, foldLines, isPlainText, quoteString } from 'nodemailer/lib/mime-funcs'
import { encode, wrap } from 'nodemailer/lib/qp'
import type { ComposedMail, Mail } from './mail.ts'
import { oneMailbox } from './mailbox.ts'

// The part before the @ becomes a file name, so it can't hold a slash or begin with a dot.
const MESSAGE_ID = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** RFC 5322 asks for lines of at most 78 characters; an encoded word may have 75, its frame included (RFC 2047). */
const LINE = 76
const WORD = 52

/**
 * The mail as bytes and envelope, the same bytes for the same mail: a retry is a copy. Written here from the encodings of
 * nodemailer, whose own composer is made for attachments and streams and takes eight times as long. Throws on whatever
 * would make another header or another recipient.
 */
export function compose(mail: Mail): ComposedMail {
  if (!MESSAGE_ID.test(mail.messageId))
    throw new Error('a Message-ID is letters, digits, - and _ around one @')
  const from = oneMailbox(mail.from.address)
  const boundary = `--=_${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32)}`
  const headers = {
    From: sender(headerText(mail.from.name), from),
    'Reply-To': oneMailbox(mail.replyTo),
    To: oneMailbox(mail.to),
    Subject: words(headerText(mail.subject)),
    'Message-ID': `<${mail.messageId}>`,
    Date: new Date(mail.date.epochMilliseconds).toUTCString().replace('GMT', '+0000'),
    'Auto-Submitted': 'auto-generated',
    ...unsubscribeHeaders(mail.unsubscribe),
    'MIME-Version': '1.0',
    'Content-Type': `multipart/alternative; boundary="${boundary}"`,
  }
  const body = [part(boundary, 'plain', mail.text), part(boundary, 'html', mail.html), `--${boundary}--`, '']
  return {
    messageId: mail.messageId,
    envelope: {
      from: mail.bounces === undefined ? from : oneMailbox(mail.bounces),
      to: [oneMailbox(mail.to)],
    },
    bytes: Buffer.from([...lines(headers), '', ...body].join('\r\n'), 'latin1'),
  }
}

function lines(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => foldLines(`${name}: ${value}`, LINE))
}

function part(boundary: string, subtype: 'plain' | 'html', content: string): string {
  const headers = {
    'Content-Type': `text/${subtype}; charset=utf-8`,
    'Content-Transfer-Encoding': 'quoted-printable',
  }
  const encoded = wrap(encode(content.replace(/\r\n|\r|\n/g, '\r\n')), LINE)
  return [`--${boundary}`, ...lines(headers), '', encoded].join('\r\n')
}

function sender(name: string, address: string): string {
  if (name === '') return address
  return `${isPlainText(name) ? quoteString(name) : words(name)} <${address}>`
}

function words(text: string): string {
  return encodeWords(text, 'Q', WORD, true)
}

/** A mail reader shows a button for it, and ends the mails without opening a page (RFC 8058). */
function unsubscribeHeaders(url: string | undefined): Readonly<Record<string, string>> {
  if (url === undefined) return {}
  if (!/^https?:\/\/[!-;=?-~]+$/.test(url)) throw new Error('the address that ends mails is no address')
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

function headerText(text: string): string {
  if (CONTROL.test(text))
    throw new Error('a subject or a sender name holds a line break or another control character')
  return text
}
