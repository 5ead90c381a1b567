import { EventEmitter, once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail server on a free port, with what it took in. */
export interface Inbox {
  readonly url: string
  readonly received: string[]
  close(): Promise<void>
}

/** An inbox that tells when it has so many mails: the moment its answer to the last of them is written. */
export interface CountingInbox extends Inbox {
  whenReceived(count: number): Promise<void>
}

export async function startInbox(options: SMTPServerOptions = {}): Promise<CountingInbox> {
  const received: string[] = []
  const arrivals = new EventEmitter()
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      buffer(stream).then((bytes) => {
        received.push(bytes.toString())
        done()
        arrivals.emit('mail')
      }, done)
    },
    ...options,
  })
  // A client that is killed takes its connection with it.
  smtp.on('error', () => {})
  smtp.listen(0, '127.0.0.1')
  const url = await urlOf(smtp.server)
  return {
    url,
    received,
    async whenReceived(count) {
      while (received.length < count) await once(arrivals, 'mail')
    },
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  }
}

/** Takes so many messages; of each after those it takes the whole message, and is gone before it answers. */
export async function startDroppingInbox(most = 0): Promise<Inbox> {
  const received: string[] = []
  const server = createServer((socket) => {
    let message: string | undefined
    socket.on('error', () => {}).write('220 hello\r\n')
    socket.setEncoding('utf8').on('data', (text: string) => {
      const begins = message === undefined && text.startsWith('DATA')
      if (begins) message = ''
      else if (message !== undefined) message += text
      if (message === undefined) socket.write('250 ok\r\n')
      else if (begins) socket.write('354 go ahead\r\n')
      else if (message.endsWith('\r\n.\r\n')) {
        received.push(message)
        message = undefined
        if (received.length > most) socket.destroy()
        else socket.write('250 taken\r\n')
      }
    })
  }).listen(0, '127.0.0.1')
  return { url: await urlOf(server), received, close: () => closed(server) }
}

/** An address at which nobody answers. */
export async function deadAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  const url = await urlOf(server)
  await closed(server)
  return url
}

/** A server that answers one address with a code of refusal, and takes all others. */
export function refusing(address: string, responseCode: number): SMTPServerOptions {
  return {
    onRcptTo: ({ address: to }, _session, done) =>
      done(to === address ? Object.assign(new Error('no'), { responseCode }) : null),
  }
}

async function urlOf(server: Server): Promise<string> {
  await once(server, 'listening')
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function closed(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}
