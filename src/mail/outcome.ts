import type { NodemailerError } from 'nodemailer/lib/errors'
import type { ComposedMail, Delivery } from './mail.ts'
import { redact } from './redact.ts'

/** How far a mail came: reaching and greeting the server, naming sender and recipient, or handed over. */
export type Stage = 'session' | 'envelope' | 'handed-over'

type Envelope = ComposedMail['envelope']
type Retry = Extract<Delivery, { state: 'retry' }>

// Replies that ask for a login (RFC 4954): a setting is wrong, not this mail.
const LOGIN_REPLIES = [530, 534, 535, 538]

/** What it means for a mail that it came to `stage` and then met `error`. */
export function outcomeOf(
  error: NodemailerError,
  stage: Stage,
  server: string,
  envelope: Envelope,
): Delivery {
  if (stage === 'session' || refusesUs(error)) return sessionTrouble(error, server)
  const { responseCode: code, response = '' } = error
  if (code) {
    const reason = `mail server ${server} refused the mail: ${replyOf(response, code)}`
    return error.permanent
      ? { state: 'failed', reason, code, ...faultOf(error, envelope) }
      : { state: 'retry', reason, code }
  }
  if (stage === 'handed-over') {
    const reason = `mail server ${server} gave no answer after the mail was handed over; it may have arrived`
    return { state: 'unknown', reason }
  }
  return { state: 'retry', reason: `mail server ${server}: ${explainLoss(error)}` }
}

// There is no such mailbox, or it is closed (RFC 3463): what 5.7.1 and others say is not about the mailbox.
const NO_MAILBOX = /^5\d\d[ -](5\.1\.(?:[1236]|10)|5\.2\.1)\b/

type Fault = Pick<Extract<Delivery, { state: 'failed' }>, 'mailbox' | 'sender'>

/** Whose fault a refused recipient is. A server may mean the recipient, or say to its face what it has against us. */
function faultOf({ command, response = '' }: NodemailerError, { from }: Envelope): Fault {
  if (command !== 'RCPT TO') return {}
  const mailbox = NO_MAILBOX.exec(response)?.[1]
  if (mailbox !== undefined) return { mailbox }
  if (response.toLowerCase().includes(from.toLowerCase())) return { sender: 'named' }
  return speaksOfUs(response) ? { sender: 'hinted' } : {}
}

function speaksOfUs(response: string): boolean {
  return /\b(sender|relay(ing)?)\b/i.test(response.replace(/<[^>]*>|\S+@\S+/g, ''))
}

/** Trouble that the next mail would meet too. */
export function sessionTrouble(error: NodemailerError, server: string): Retry {
  const { responseCode: code } = error
  const reply = code ? { code } : {}
  return { state: 'retry', reason: sessionReason(error, server), ...reply, connection: true }
}

function sessionReason(error: NodemailerError, server: string): string {
  const { responseCode: code, response = '', command } = error
  if (refusesLogin(error)) {
    return `mail server ${server} did not accept the user name and password${code ? ` (reply ${code})` : ''}`
  }
  if (command === 'MAIL FROM' && code) {
    return `mail server ${server} refused the sender, mail.bounces or mail.from: ${replyOf(response, code)}`
  }
  return `mail server ${server} can't be used: ${explain(error)}`
}

function refusesLogin(error: NodemailerError): boolean {
  return error.code === 'EAUTH' || LOGIN_REPLIES.includes(error.responseCode ?? 0)
}

// A sender that is refused is refused for every mail: they all have the same one.
function refusesUs(error: NodemailerError): boolean {
  return refusesLogin(error) || (error.permanent === true && error.command === 'MAIL FROM')
}

/** The code and the enhanced status of a reply (RFC 3463): in its words a server may repeat whom the mail is for. */
export function replyOf(response: string, code: number): string {
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  return status === undefined ? String(code) : `${code} ${status}`
}

/** In the server's words, which it says before it hears of any mail. */
function explain(error: NodemailerError): string {
  return isTimeout(error) ? NO_ANSWER : redact(error.response ?? error.message)
}

const NO_ANSWER = 'no answer in time'

/** A server that knows the mail is not quoted. */
function explainLoss(error: NodemailerError): string {
  if (isTimeout(error)) return NO_ANSWER
  return error.response === undefined
    ? redact(error.message)
    : 'it answered what is no reply of a mail server'
}

function isTimeout(error: NodemailerError): boolean {
  return error.name === 'TimeoutError'
}
