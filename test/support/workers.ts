import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { mailSettings } from './mail-work.ts'

const PROGRAM = resolve(import.meta.dirname, 'daemon-worker.mjs')
const POLICIES = resolve(import.meta.dirname, '../../policies')

export interface WorkerOptions {
  readonly database: string
  /** `smtp://...` or `folder:...` */
  readonly transport: string
  /** It stops itself in the middle of this job, or of all of them, the first time that it comes there. */
  readonly freezeAt?: string
}

/** A daemon in a process of its own, whose clock the test drives. */
export interface Worker {
  readonly said: readonly string[]
  /** Asks for a turn at a moment. */
  turn(wall: string): void
  /** What it says next, after what was heard before. */
  next(): Promise<string>
  /** Waits until it says so. */
  heard(line: string): Promise<void>
  /** A turn, and its end. */
  turned(wall: string): Promise<void>
  kill(signal: NodeJS.Signals): void
  /** Lets it end by itself. */
  end(): Promise<void>
}

export function startWorker({ transport, ...options }: WorkerOptions): Worker {
  const mail = { ...mailSettings(transport), connections: 2 }
  const settings = JSON.stringify({ ...options, mail, policies: POLICIES })
  const child = spawn(process.execPath, [PROGRAM, settings], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const said: string[] = []
  let read = 0
  let wake = () => {}
  child.stdin.on('error', () => {})
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line)
    wake()
  })
  const worker: Worker = {
    said,
    turn: (wall) => void child.stdin.write(`${wall}\n`),
    async next() {
      while (read === said.length) {
        if (child.exitCode !== null) throw new Error(`it ended: ${said.join(', ')}`)
        await Promise.race([new Promise<void>((resolve) => (wake = resolve)), ended])
      }
      read += 1
      return said[read - 1] as string
    },
    async heard(line) {
      while ((await worker.next()) !== line);
    },
    async turned(wall) {
      worker.turn(wall)
      await worker.heard(`turned ${wall}`)
    },
    kill: (signal) => void child.kill(signal),
    async end() {
      child.stdin.end()
      await ended
    },
  }
  return worker
}
