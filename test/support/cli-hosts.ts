import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const HOST = resolve(import.meta.dirname, 'cli-host.mjs')

interface Order {
  readonly args: readonly string[]
  readonly cwd: string | undefined
  readonly env: Readonly<Record<string, string>>
}

interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** The kinds of resources that are still open, as Node names them. */
  readonly left: readonly string[]
}

/** Longer than any command of a test takes. */
export const LIMIT_MS = 200_000

const idle: ChildProcess[] = []

/** Has a waiting process run a command line, or a new one when all are busy. */
export async function inHost(
  order: Order,
  { limitMs = LIMIT_MS }: { readonly limitMs?: number },
): Promise<Answer> {
  const host = idle.pop() ?? startHost()
  const answer = await ask(host, order, limitMs)
  idle.push(host)
  return answer
}

/** It is no reason for the test to stay, and ends with it. */
function startHost(): ChildProcess {
  const host = fork(HOST, [], { silent: true, execArgv: [] })
  host.stdout?.resume()
  host.unref()
  host.channel?.unref()
  return host
}

async function ask(host: ChildProcess, order: Order, limitMs: number): Promise<Answer> {
  const stderr: Buffer[] = []
  const listen = (chunk: Buffer) => stderr.push(chunk)
  const settled = new AbortController()
  const { signal } = settled
  const name = `ouderportaal ${order.args.join(' ')}`
  const tooLong = setTimeout(() => host.kill('SIGKILL'), limitMs)
  host.stderr?.on('data', listen)
  host.channel?.ref()
  try {
    host.send(order)
    return await Promise.race([
      once(host, 'message', { signal }).then(([answer]) => answer as Answer),
      once(host, 'exit', { signal }).then(() => {
        throw new Error(
          host.killed
            ? `${name}: not ended after ${limitMs} ms`
            : `${name}: broke off\n${Buffer.concat(stderr)}`,
        )
      }),
    ])
  } finally {
    settled.abort()
    clearTimeout(tooLong)
    host.stderr?.off('data', listen)
    host.channel?.unref()
  }
}
