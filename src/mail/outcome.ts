import type { NodemailerError } from 'nodemailer/lib/errors'
import type { Delivery } from './mail.ts'
import { redact } from './redact.ts'

/** How far a mail came: reaching and greeting the server, naming sender and recipient, or handed over. */
export type Stage = 'session' | 'envelope' | 'handed-over'

type Retry = Extract<Delivery, { state: 'retry' }>

// Replies that ask for a login (RFC 4954): a setting is wrong, not this mail.
const LOGIN_REPLIES = [530, 534, 535, 538]

/** What it means for a mail that it came to `stage` and then met `error`. */
export function outcomeOf(error: NodemailerError, stage: Stage, server: string, recipient: string): Delivery {
  if (stage === 'session' || refusesUs(error)) return sessionTrouble(error, server, recipient)
  const { responseCode: code, response = '' } = error
  if (code) {
    const reason = `mail server ${server} refused the mail: ${replyOf(response, code)}`
    return error.permanent
      ? { state: 'failed', reason, code, ...mailboxOf(error) }
      : { state: 'retry', reason, code }
  }
  if (stage === 'handed-over') {
    const reason = `mail server ${server} gave no answer after the mail was handed over; it may have arrived`
    return { state: 'unknown', reason }
  }
  return { state: 'retry', reason: `mail server ${server}: ${explain(error, recipient)}` }
}

// There is no such mailbox, or it is closed (RFC 3463): what 5.7.1 and others say is not about the mailbox.
const NO_MAILBOX = /^5\d\d[ -](5\.1\.(?:[1236]|10)|5\.2\.1)\b/

function mailboxOf({ command, response = '' }: NodemailerError): { readonly mailbox?: string } {
  const status = command === 'RCPT TO' ? NO_MAILBOX.exec(response)?.[1] : undefined
  return status === undefined ? {} : { mailbox: status }
}

/** Trouble that the next mail would meet too. */
export function sessionTrouble(error: NodemailerError, server: string, recipient?: string): Retry {
  const { responseCode: code } = error
  const reply = code ? { code } : {}
  return { state: 'retry', reason: sessionReason(error, server, recipient), ...reply, connection: true }
}

function sessionReason(error: NodemailerError, server: string, recipient?: string): string {
  if (refusesLogin(error)) {
    const reply = error.responseCode ? ` (reply ${error.responseCode})` : ''
    return `mail server ${server} did not accept the user name and password${reply}`
  }
  return `mail server ${server} can't be used: ${explain(error, recipient)}`
}

function refusesLogin(error: NodemailerError): boolean {
  return error.code === 'EAUTH' || LOGIN_REPLIES.includes(error.responseCode ?? 0)
}

// A sender that is refused is refused for every mail: they all have the same one. Postfix says so to the recipient's name.
function refusesUs(error: NodemailerError): boolean {
  if (refusesLogin(error)) return true
  if (error.permanent !== true) return false
  return error.command === 'MAIL FROM' || (error.command === 'RCPT TO' && isAboutUs(error.response))
}

function isAboutUs(response = ''): boolean {
  return /\b(sender|relay(ing)?)\b/i.test(response.replace(/<[^>]*>|\S+@\S+/g, ''))
}

/** The code and the enhanced status of a reply (RFC 3463): in its words a server may repeat whom the mail is for. */
function replyOf(response: string, code: number): string {
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  return status === undefined ? String(code) : `${code} ${status}`
}

function explain(error: NodemailerError, recipient?: string): string {
  if (error.name === 'TimeoutError') return 'no answer in time'
  return redact(error.response ?? error.message, recipient)
}
