import { insertChanges } from '../../store/import-changes.ts'
import type { WriteDb } from '../../store/open.ts'
import type { RunRef } from '../job.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Change } from './kind.ts'

/** Writes down what a run changes. Of a new row in a file of any size its key and fingerprint are enough to take it away again. */
export async function logChanges(
  write: WriteDb,
  run: RunRef,
  { kind, isBulk }: { readonly kind: string; readonly isBulk: boolean },
  changes: readonly Change<object>[],
): Promise<void> {
  await insertChanges(
    write,
    changes.map(({ key, name, before, after }) => ({
      run_id: run.id,
      kind,
      key,
      name,
      before: before === undefined ? null : JSON.stringify(before),
      after: JSON.stringify(before === undefined && isBulk ? { fingerprint: fingerprintOf(after) } : after),
    })),
  )
}
