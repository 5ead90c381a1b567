import type { NodemailerError } from 'nodemailer/lib/errors'
import type { Delivery } from './mail.ts'
import { replyOf } from './outcome.ts'
import { redact } from './redact.ts'

/** Trouble of which it is known what to do; `what` follows the name of the server. */
interface Cause {
  readonly fits: (error: NodemailerError) => boolean
  readonly what: (error: NodemailerError) => string
  readonly advice: string
}

const THEN_SEND = 'then "ouderportaal mail send" sends what waits'

/** The code of the error of a server that is to be logged in to and offers no login. */
export const NO_LOGIN = 'ENOLOGIN'

// OpenSSL and Node say what is wrong in words that nobody acts upon, and nodemailer keeps only the words.
const CAUSES: readonly Cause[] = [
  {
    fits: ({ code }) => code === NO_LOGIN,
    what: () =>
      'offers no login: take user and password out of mail.transport, or use the port for submission',
    advice: THEN_SEND,
  },
  {
    fits: ({ message }) => /wrong version number|packet length too long/i.test(message),
    what: () => 'does not speak TLS on this port: use smtp:// or another port in mail.transport',
    advice: THEN_SEND,
  },
  {
    fits: ({ message }) => /self[- ]signed certificate|unable to (verify|get)\b.*certificate/i.test(message),
    what: () =>
      'has a certificate that nobody vouches for: add ?tls.ca=FILE to mail.transport, the certificate (PEM) of who does',
    advice: THEN_SEND,
  },
  {
    fits: ({ message }) => /does not match certificate's altnames/i.test(message),
    what: () =>
      'has a certificate of another name: write that name in mail.transport, or add ?tls.servername=NAME',
    advice: THEN_SEND,
  },
  {
    fits: ({ responseCode: code = 0 }) => code >= 400 && code < 500,
    what: (error) => `asks to wait: ${saying(error)}`,
    advice: 'the daemon tries again by itself, and so does the next "ouderportaal mail send"',
  },
  {
    fits: ({ command, permanent, code }) => permanent === true && command === 'MAIL FROM' && code !== 'EAUTH',
    what: ({ response = '', responseCode = 0 }) =>
      `does not accept the sender of mail.from: ${replyOf(response, responseCode)}; it wants an address that it sends for, with mail.bounces that one`,
    advice: THEN_SEND,
  },
]

/** Trouble of the transport in words that say what to do, where that is known; anything else as it is. */
export function withAdvice(outcome: Delivery, error: NodemailerError, server: string): Delivery {
  if (outcome.state !== 'retry' || !outcome.connection) return outcome
  const cause = CAUSES.find(({ fits }) => fits(error))
  if (!cause) return outcome
  return { ...outcome, reason: `mail server ${server} ${cause.what(error)}`, advice: cause.advice }
}

/** Only of a server that has not heard of any mail yet: it may repeat whom one is for. */
function saying({ response, message }: NodemailerError): string {
  return redact(response ?? message).replace(/[.;:\s]+$/, '')
}
