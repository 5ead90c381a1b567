import { UserError } from '../errors.ts'
import type { Store } from '../store/open.ts'
import { insertRun, type NewRun } from '../store/runs.ts'

/**
 * Leaves a row of a run that failed, with the code of the error: its message may hold data. A mistake
 * of the user and an interruption are no failures. Where the row can't be written the first error is
 * the one to hear of.
 */
export async function recordFailure(
  store: Store,
  run: Omit<NewRun, 'slot' | 'outcome' | 'counts' | 'findings'>,
  error: unknown,
): Promise<void> {
  if (error instanceof UserError) return
  const findings = JSON.stringify([{ code: codeOf(error) }])
  const row = { ...run, slot: null, outcome: 'failed' as const, counts: '{}', findings }
  await store.record((write) => insertRun(write, row)).catch(() => {})
}

/** The database's or the system's code, or the kind of error. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^\w{2,40}$/.test(code)) return code
  return error instanceof Error ? error.name : 'unknown'
}
