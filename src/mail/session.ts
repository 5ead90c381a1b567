import { Readable } from 'node:stream'
import type { NodemailerError } from 'nodemailer/lib/errors'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { NO_LOGIN } from './advice.ts'
import type { ComposedMail } from './mail.ts'
import type { SmtpServer } from './server.ts'

/** An open SMTP connection, logged in. Every wait on it ends with `signal`, which also closes it. */
export interface Session {
  isOpen(): boolean
  /** Throws a NodemailerError, or the signal's reason. `onHandOver` is called when the server asks for the message. */
  send(mail: ComposedMail, signal: AbortSignal, onHandOver: () => void): Promise<void>
  quit(signal: AbortSignal): Promise<void>
  drop(): void
}

type Step = (done: (error?: NodemailerError | null) => void) => void

export async function openSession(server: SmtpServer, signal: AbortSignal): Promise<Session> {
  const connection = new SMTPConnection(server)
  const wait = waiterOn(connection)
  try {
    await wait(signal, (done) => connection.connect(done))
    const { auth } = server
    if (auth && !connection.allowsAuth) throw noLogin()
    if (auth) await wait(signal, (done) => connection.login(auth, done))
  } catch (error) {
    connection.close()
    throw error
  }
  return {
    isOpen: () => !connection.destroyed,
    send: (mail, signal, onHandOver) => {
      const message = readOnce(mail.bytes, onHandOver)
      return wait(signal, (done) => connection.send(envelopeOf(mail), message, done))
    },
    quit: async (signal) => {
      // Ends with the end of the connection, which is what is wanted here.
      await wait(signal, () => connection.quit()).catch(() => {})
    },
    drop: () => connection.close(),
  }
}

/** Whoever wrote a password into the settings does not want mail to go without it. */
function noLogin(): Error {
  return Object.assign(new Error('the server offers no login'), { code: NO_LOGIN })
}

/** A server that writes delivery reports is asked to name our mail in them (RFC 3461). */
function envelopeOf({ messageId, envelope }: ComposedMail) {
  const envid = messageId.slice(0, messageId.indexOf('@'))
  const dsn = { ret: 'HDRS' as const, envid, notify: ['FAILURE' as const, 'DELAY' as const] }
  return { from: envelope.from, to: [...envelope.to], dsn }
}

/** Waits for a step of the connection, which ends with its callback, the connection or the signal. */
function waiterOn(connection: SMTPConnection): (signal: AbortSignal, step: Step) => Promise<void> {
  const lost = Promise.withResolvers<never>()
  // Between two steps nobody waits, and a connection that ends then is no error.
  lost.promise.catch(() => {})
  connection.on('error', lost.reject)
  // A moment later, because nodemailer ends the connection before it says why in the step's callback.
  connection.on('end', () => queueMicrotask(() => lost.reject(new Error('the connection was closed'))))
  return async (signal, step) => {
    const giveUp = (): void => {
      lost.reject(signal.reason)
      connection.close()
    }
    signal.throwIfAborted()
    signal.addEventListener('abort', giveUp, { once: true })
    const stepped = new Promise<void>((resolve, reject) => {
      step((error) => (error ? reject(error) : resolve()))
    })
    await Promise.race([stepped, lost.promise]).finally(() => signal.removeEventListener('abort', giveUp))
  }
}

/**
 * nodemailer gives the same error for a connection lost before the greeting and one lost after the
 * final dot. But it reads a message given as a stream only when the server has answered DATA with
 * "go ahead": the first read is the moment from which the mail may arrive.
 */
function readOnce(bytes: Buffer, onRead: () => void): Readable {
  return new Readable({
    read() {
      onRead()
      this.push(bytes)
      this.push(null)
    },
  })
}
