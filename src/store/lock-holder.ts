import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process, so described that another one can tell later whether it still lives. */
export interface Holder {
  readonly pid: number
  /** When it started, in clock ticks since the boot: a process number is used again, with another start. */
  readonly started: string
  /** The space in which the number counts: each container has its own. */
  readonly space: string
  /** For people, to know where to look. */
  readonly hostname: string
  readonly boot: string
  readonly command: string
}

export function thisProcess(command: string): Holder {
  const { pid } = process
  return {
    pid,
    started: startOf(pid),
    space: spaceOfNumbers(),
    hostname: hostname(),
    boot: bootId(),
    command,
  }
}

/** Of a process in another container on this machine nothing can be known, so it counts as alive. */
export function isAlive(holder: Holder): boolean {
  if (holder.boot !== bootId()) return false
  if (holder.space !== spaceOfNumbers()) return true
  return isRunning(holder.pid) && isSameStart(holder.started, startOf(holder.pid))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A start that the system does not tell is no proof of another process. */
function isSameStart(one: string, other: string): boolean {
  return one === '' || other === '' || one === other
}

/** Field 22 of the process's stat, counted behind the command's name, which may hold spaces and brackets. */
function startOf(pid: number): string {
  const stat = told(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function spaceOfNumbers(): string {
  return told(() => readlinkSync('/proc/self/ns/pid'))
}

/** A process number says nothing after a restart of the machine; the boot does. */
function bootId(): string {
  return told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
}

/** Empty where the system does not tell. */
function told(ask: () => string): string {
  try {
    return ask()
  } catch {
    return ''
  }
}
