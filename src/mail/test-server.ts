import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import { compose } from './compose.ts'
import type { Delivery, Transport } from './mail.ts'
import { exampleMail } from './test-kit.ts'
import { openTransport } from './transport.ts'

const open: (() => Promise<unknown>)[] = []

/** Keeps what a test opened, to be closed after it. */
export function opened(close: () => Promise<unknown>): void {
  open.push(close)
}

/** The last opened first: a server waits for its clients. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close()
}

export function transportTo(port: number, deadlineMs?: number, login = ''): Transport {
  const transport = openTransport(`smtp://${login}127.0.0.1:${port}`, '/nowhere', deadlineMs)
  opened(() => transport.close())
  return transport
}

export async function send(port: number, deadlineMs?: number): Promise<Delivery> {
  return transportTo(port, deadlineMs).send(compose(exampleMail()))
}

export function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.once('listening', () => resolve((server.address() as AddressInfo).port))
  })
}

export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listening(server.listen(0, '127.0.0.1'))
  await new Promise((resolve) => server.close(resolve))
  return port
}

export type Script = (line: string, socket: Socket) => string | undefined

/** A server that a mail server would never be: it greets and answers each line as the script says. */
export async function rawServer(greet: (socket: Socket) => void, script: Script = politely): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    greet(socket)
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n')) {
        const answer = script(line, socket)
        if (answer !== undefined) socket.write(`${answer}\r\n`)
      }
    })
  })
  opened(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return listening(server.listen(0, '127.0.0.1'))
}

export const welcome = (socket: Socket): unknown => socket.write('220 mail.example\r\n')

/** Takes every mail, until the final dot. */
export function politely(line: string): string | undefined {
  if (/^(EHLO|MAIL|RCPT|QUIT)/.test(line)) return '250 fine'
  return line === 'DATA' ? '354 go ahead' : undefined
}
