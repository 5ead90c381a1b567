import { fingerprintOf } from '../fingerprint.ts'

interface LoggedChange {
  /** Null: the row was new. */
  readonly before: object | null
  /** The row itself, or its fingerprint. */
  readonly after: object | null
}

/** Nobody has changed the row since. A new one that is gone already is no change: there is nothing to take away. */
export function isAsImported({ before, after }: LoggedChange, stored: object | undefined): boolean {
  if (stored === undefined) return before === null
  if (after === null) return true
  const logged = 'fingerprint' in after ? after.fingerprint : fingerprintOf(after)
  return logged === fingerprintOf(stored)
}
