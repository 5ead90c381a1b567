import { linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { EXIT, UserError } from '../errors.ts'

interface Holder {
  readonly pid: number
  readonly boot: string
  readonly command: string
}

/**
 * Takes the lock of an embedded database's folder, for this process alone. Two processes on one
 * folder lose acknowledged rows without an error, so the lock is never taken from a live process
 * and never expires by time; one left behind by a dead process or an earlier boot is taken over.
 * Returns the release. Throws a UserError (try again later) that names the holder.
 */
export function lockFolder(folder: string, command: string): () => void {
  const path = `${folder}.lock`
  const mine: Holder = { pid: process.pid, boot: bootId(), command }
  mkdirSync(dirname(path), { recursive: true })
  if (!create(path, mine)) takeOver(path, mine, folder)
  return () => rmSync(path, { force: true })
}

/** Only one process at a time may judge and replace a lock, or two would each remove the other's. */
function takeOver(path: string, mine: Holder, folder: string): void {
  const gate = `${path}.takeover`
  if (!create(gate, mine)) throw busy(folder, holderOf(gate))
  try {
    const holder = holderOf(path)
    if (holder && isAlive(holder, mine.boot)) throw busy(folder, holder)
    rmSync(path, { force: true })
    if (!create(path, mine)) throw busy(folder, holderOf(path))
  } finally {
    unlinkSync(gate)
  }
}

/** Appears under its name with its whole content, or not at all. */
function create(path: string, holder: Holder): boolean {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(draft)
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive(holder: Holder, boot: string): boolean {
  if (holder.boot !== boot) return false
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A process number says nothing after a restart of the machine; the boot does. Empty where the system has none. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}

function busy(folder: string, holder: Holder | undefined): UserError {
  const who = holder ? `process ${holder.pid} (${holder.command})` : 'another process'
  return new UserError(
    `The database folder ${folder} is in use by ${who}: wait until it ends and try again, or use PostgreSQL for more than one at a time.`,
    EXIT.tryAgain,
  )
}
