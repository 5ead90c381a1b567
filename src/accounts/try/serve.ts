import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UserError } from '../../errors.ts'
import type { Moment } from '../../rules/index.ts'
import type { Store } from '../../store/open.ts'
import { accountsOn } from '../redeem.ts'
import { answerTo } from './answer.ts'
import { renderPage, type View } from './pages.ts'
import type { Language } from './texts.ts'

const LOOPBACK = '127.0.0.1'

/** A form holds a token and a password of at most a thousand bytes, which may be written as three times as many. */
const LONGEST_FORM = 8_192

export interface TryOptions {
  /** 0: any that is free. */
  readonly port: number
  /** Of the pages on which nobody knows yet whose link it is; after that they are in the guardian's. */
  readonly language: Language
  readonly now: () => Moment
  /** Told of what went wrong behind a page that says so. */
  readonly onError: (error: unknown) => void
}

export interface TryServer {
  /** Where it listens, `http://127.0.0.1:8420`. */
  readonly address: string
  close(): Promise<void>
}

/** Serves the page on which an invitation becomes an account, to this machine only. Throws a UserError when the port is taken. */
export async function serveTry(store: Store, options: TryOptions): Promise<TryServer> {
  const accounts = accountsOn(store)
  const server = createServer((request, response) => {
    handle(request, response, accounts, options).catch((error: unknown) => {
      options.onError(error)
      send(response, 503, { page: 'broken' }, options.language)
    })
  })
  server.listen(options.port, LOOPBACK)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`Port ${options.port} can't be used (${error.code}): give another with --port.`)
  })
  return {
    address: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  accounts: ReturnType<typeof accountsOn>,
  { now, language }: TryOptions,
): Promise<void> {
  // A name of elsewhere that leads here would let another page read along.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return end(response, 421)
  const form = await readForm(request)
  if (!form) return end(response, 413)
  const { pathname: path } = new URL(request.url ?? '/', `http://${LOOPBACK}`)
  const answer = await answerTo({ method: request.method ?? '', path, form }, accounts, now())
  if (!answer) return end(response, 404)
  send(response, answer.status, answer.view, answer.language ?? language)
}

/** Undefined when it is too long to be a form of ours. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) {
    text += piece
    if (text.length > LONGEST_FORM) return undefined
  }
  return new URLSearchParams(text)
}

function send(response: ServerResponse, status: number, view: View, language: Language): void {
  const nonce = randomBytes(16).toString('base64')
  const own = `'nonce-${nonce}'`
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; script-src ${own}; style-src ${own}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(renderPage(view, { language, nonce }))
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0, 'Cache-Control': 'no-store', Connection: 'close' }).end()
}
