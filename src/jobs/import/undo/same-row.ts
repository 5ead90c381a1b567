import { fingerprintOf } from '../fingerprint.ts'

interface LoggedChange {
  /** Null: the row was new. */
  readonly before: object | null
  /** The row itself, its fingerprint, or a print that the database made. */
  readonly after: object | null
}

/** Nobody has changed the row since. A new one that is gone already is no change: there is nothing to take away. */
export function isAsImported({ before, after }: LoggedChange, stored: object | undefined): boolean {
  if (stored === undefined) return before === null
  // Of a row that went in by a statement the database compares what it stored.
  if (after === null || 'print' in after) return true
  const logged = 'fingerprint' in after ? after.fingerprint : fingerprintOf(after)
  return logged === fingerprintOf(stored)
}
