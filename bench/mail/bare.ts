import { createTransport } from 'nodemailer'
import { SAMPLE } from './mails.ts'
import { tellResult } from './result.ts'

/* The peer: nodemailer's own pool in a loop, which keeps no state. Arguments: port, connections, number of mails. */

const [port, connections, mails] = process.argv.slice(2).map(Number)
const { subject, text, html, from, replyTo } = SAMPLE
const transport = createTransport({
  host: '127.0.0.1',
  port: port as number,
  pool: true,
  maxConnections: connections as number,
  maxMessages: Number.POSITIVE_INFINITY,
})

let sent = 0

async function send(): Promise<void> {
  while (sent < (mails as number)) {
    sent += 1
    await transport.sendMail({ from, replyTo, to: `ouder${sent}@ouders.example`, subject, text, html })
  }
}

const began = performance.now()
// Twice as many as there are connections, so that none ever waits for a mail to be made.
await Promise.all(Array.from({ length: (connections as number) * 2 }, send))
const seconds = (performance.now() - began) / 1000
transport.close()
tellResult({ sent, seconds })
