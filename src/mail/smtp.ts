import type { NodemailerError } from 'nodemailer/lib/errors'
import { withAdvice } from './advice.ts'
import type { ComposedMail, Delivery, Transport } from './mail.ts'
import { outcomeOf, type Stage, sessionTrouble } from './outcome.ts'
import { nameOf, readServer } from './server.ts'
import { openSession, type Session } from './session.ts'

const FAREWELL_MS = 2_000

/** Mails over one connection, one after the other; each has `deadlineMs` from the beginning of its turn. */
export function openSmtp(url: string, folderBase: string, deadlineMs: number): Transport {
  const server = readServer(url, folderBase)
  const takeTurn = turns()
  let session: Session | undefined

  async function reach(signal: AbortSignal): Promise<Session> {
    if (!session?.isOpen()) session = await openSession(server, signal)
    return session
  }

  async function deliver(mail: ComposedMail): Promise<Delivery> {
    const { signal, cancel } = startDeadline(deadlineMs)
    const progress = { stage: 'session' as Stage }
    try {
      const open = await reach(signal)
      progress.stage = 'envelope'
      await open.send(mail, signal, () => {
        progress.stage = 'handed-over'
      })
      return { state: 'sent' }
    } catch (error) {
      // A refused mail leaves its envelope behind on the connection: the next gets a new one.
      session?.drop()
      const name = nameOf(server)
      const outcome = outcomeOf(error as NodemailerError, progress.stage, name, mail.envelope)
      return withAdvice(outcome, error as NodemailerError, name)
    } finally {
      cancel()
    }
  }

  async function verify(): Promise<Delivery | undefined> {
    try {
      await reach(AbortSignal.timeout(deadlineMs))
      return undefined
    } catch (error) {
      const name = nameOf(server)
      return withAdvice(sessionTrouble(error as NodemailerError, name), error as NodemailerError, name)
    }
  }

  async function close(): Promise<void> {
    if (session?.isOpen()) await session.quit(AbortSignal.timeout(FAREWELL_MS))
  }

  return {
    send: (mail) => takeTurn(() => deliver(mail)),
    verify: () => takeTurn(verify),
    close: () => takeTurn(close),
  }
}

/** As AbortSignal.timeout, but gone when it is not needed any more: one for each of many mails would pile up. */
function startDeadline(ms: number): { readonly signal: AbortSignal; readonly cancel: () => void } {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException('no answer in time', 'TimeoutError')), ms)
  return { signal: controller.signal, cancel: () => clearTimeout(timer) }
}

/** Runs what it is given one after the other, in the order of asking. */
function turns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}
