import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Metrics } from './metrics.ts'
import type { Standings } from './standings.ts'

export interface HealthOptions {
  /** `HOST:PORT`; port 0 is any that is free. */
  readonly listen: string
  readonly standings: Standings
  readonly metrics: Metrics
  /** Whether each database answers. */
  readonly answers: () => Promise<boolean>
}

export interface Health {
  readonly url: string
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
}

/**
 * Answers whoever watches: `/healthz` while the program runs, `/readyz` while it can do its work, with how the jobs
 * stand, and `/metrics`. Nothing of it is personal. Throws the system's error when the address is taken.
 */
export async function openHealth(options: HealthOptions): Promise<Health> {
  const server = createServer((request, response) => {
    answerTo(request.url ?? '', options).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    )
  })
  const { host, port } = splitAddress(options.listen)
  server.listen(port, host)
  await once(server, 'listening')
  // It does not keep the program from ending.
  server.unref()
  return { url: urlOf(server), close: () => closed(server) }
}

async function answerTo(url: string, options: HealthOptions): Promise<Answer> {
  const path = url.split('?')[0]
  if (path === '/healthz') return { status: 200, type: 'text/plain', body: 'ok\n' }
  if (path === '/readyz') return readiness(options)
  if (path === '/metrics')
    return { status: 200, type: options.metrics.contentType, body: await options.metrics.text() }
  return { status: 404, type: 'text/plain', body: 'There are /healthz, /readyz and /metrics.\n' }
}

async function readiness({ standings, answers }: HealthOptions): Promise<Answer> {
  const database = await answers()
  const hasTurned = standings.lastTurn() !== undefined
  const jobs = standings.list().map(({ job, owed, lastSuccess }) => ({
    job,
    owed,
    lastSuccess: lastSuccess === undefined ? null : new Date(lastSuccess * 1000).toISOString(),
  }))
  const body = { ready: database && hasTurned, database, jobs, behind: standings.behind() }
  return { status: body.ready ? 200 : 503, type: 'application/json', body: `${JSON.stringify(body)}\n` }
}

function splitAddress(listen: string) {
  const at = listen.lastIndexOf(':')
  return { host: listen.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(listen.slice(at + 1)) }
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

async function closed(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}
