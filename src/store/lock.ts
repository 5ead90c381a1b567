import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { EXIT, UserError } from '../errors.ts'
import { type Holder, isAlive, thisProcess } from './lock-holder.ts'

/**
 * Takes the lock of an embedded database's folder, for this process alone. Two processes on one
 * folder lose acknowledged rows without an error, so the lock is never taken from a live process
 * and never expires by time; one left behind by a dead process or an earlier boot is taken over.
 * Returns the release. Throws a UserError (try again later) that names the holder.
 */
export function lockFolder(folder: string, command: string): () => void {
  const path = `${folder}.lock`
  acquire(path, thisProcess(command), folder)
  return () => rmSync(path, { force: true })
}

/**
 * Only one process at a time may judge and replace a lock, or two would each remove the other's: it
 * holds a gate meanwhile, which is a lock like any other, taken over like any other.
 */
function acquire(path: string, mine: Holder, folder: string): void {
  if (create(path, mine)) return
  refuseAlive(path, folder)
  const gate = `${path}.takeover`
  acquire(gate, mine, folder)
  try {
    refuseAlive(path, folder)
    rmSync(path, { force: true })
    if (!create(path, mine)) throw busy(folder, path, holderOf(path))
  } finally {
    unlinkSync(gate)
  }
}

function refuseAlive(path: string, folder: string): void {
  const holder = holderOf(path)
  if (holder && isAlive(holder)) throw busy(folder, path, holder)
}

/** Appears under its name with its whole content, or not at all. */
function create(path: string, holder: Holder): boolean {
  const draft = `${path}.${holder.pid}-${holder.started}`
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

function busy(folder: string, path: string, holder: Holder | undefined): UserError {
  const { hostname } = thisProcess('')
  const elsewhere = holder && holder.hostname !== hostname ? ` on ${holder.hostname}` : ''
  const who = holder ? `process ${holder.pid}${elsewhere} (${holder.command})` : 'another process'
  return new UserError(
    `The database folder ${folder} is in use by ${who}: wait until it ends and try again, or use PostgreSQL for more than one at a time. If that process is gone with its container, remove ${path}.`,
    EXIT.tryAgain,
  )
}
