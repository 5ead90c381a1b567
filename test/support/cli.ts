import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { inHost, LIMIT_MS } from './cli-hosts.ts'

/** The built product: what is tested is what is shipped. */
const BINARY = resolve(import.meta.dirname, '../../dist/bin/ouderportaal.js')

export interface CliOptions {
  readonly cwd?: string
  /** On top of a bare environment: no setting of the developer's machine leaks into a test. */
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly limitMs?: number
}

export interface CliResult {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs `ouderportaal` with these arguments, without a terminal, in a process that runs other commands before and after:
 * the built product, but for the start of Node. Throws, with the output so far, when it takes too long, and when it left
 * something open that would have kept it from ending.
 */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  if (options.input !== undefined) return runOwnCli(args, options)
  const { left, ...result } = await inHost({ args, cwd: options.cwd, env: environment(options.env) }, options)
  if (left.length > 0) throw new Error(`ouderportaal ${args.join(' ')}: left open ${left.join(', ')}`)
  return result
}

/** The same in a process of its own, as a person would. */
export async function runOwnCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { input = '', limitMs = LIMIT_MS } = options
  const child = startCli(args, options)
  const ended = new Promise<number | null>((done, fail) => child.once('close', done).once('error', fail))
  // A program that ends without reading its input is no fault of the test.
  child.stdin.on('error', () => {}).end(input)
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (child.killed) {
    throw new Error(`ouderportaal ${args.join(' ')}: not ended after ${limitMs} ms\n${stdout}\n${stderr}`)
  }
  return { code, stdout, stderr }
}

/** Starts `ouderportaal` and leaves it running, for a test that ends it with a signal. */
export function startCli(args: readonly string[], options: CliOptions = {}) {
  const { cwd, env, limitMs = LIMIT_MS } = options
  return spawn(process.execPath, [BINARY, ...args], {
    cwd,
    env: environment(env),
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
}

function environment(env: CliOptions['env']): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  return { PATH, HOME, ...(TMPDIR && { TMPDIR }), NO_COLOR: '1', ...env }
}
