import { spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'

/** What is compared with ours, in the same run. */
export interface Peer {
  readonly name: string
  /** NaN, which JSON writes as null, when it was skipped. */
  readonly value: number
  /** Ours divided by theirs. */
  readonly ratio: number
  /** Why it could not be measured. */
  readonly skipped?: string
}

export interface Row {
  readonly what: string
  readonly ours: number
  readonly unit: string
  readonly peers: readonly Peer[]
  /** What is asked of the ratio to the first peer or of ours, in words. */
  readonly goal: string
  readonly holds: boolean
}

/** What a bench found out. */
export interface Measured {
  readonly rows: readonly Row[]
  /** Of the process that did our work. */
  readonly peakMemoryMb: number
}

export interface Report extends Measured {
  readonly name: string
  readonly quick: boolean
  readonly machine: string
}

export function beside(name: string, ours: number, theirs: number): Peer {
  return { name, value: theirs, ratio: ours / theirs }
}

export function skippedPeer(name: string, skipped: string): Peer {
  return { name, value: Number.NaN, ratio: Number.NaN, skipped }
}

export const machine = () =>
  `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`

/** Milliseconds that each of the commands takes as a whole process: the medians of `runs` in turn, A B A B. */
export function timeInTurn(commands: readonly (readonly string[])[], runs: number): readonly number[] {
  const times = commands.map((): number[] => [])
  for (const command of commands) timeOne(command)
  for (let run = 0; run < runs; run += 1) {
    for (const [index, command] of commands.entries()) times[index]?.push(timeOne(command))
  }
  return times.map(median)
}

function timeOne([program, ...args]: readonly string[]): number {
  const began = performance.now()
  const { status, stderr } = spawnSync(program as string, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - began
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number
}
