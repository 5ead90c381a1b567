import { insertMany, type Target } from './batch.ts'
import type { WriteDb } from './open.ts'

export interface NewChange {
  readonly run_id: string
  readonly kind: string
  readonly key: string
  readonly name: string
  /** JSON. */
  readonly before: string | null
  readonly after: string | null
}

const CHANGES: Target<NewChange> = {
  table: 'import_changes',
  columns: { run_id: 'uuid', kind: 'text', key: 'text', name: 'text', before: 'jsonb', after: 'jsonb' },
}

export function insertChanges(write: WriteDb, changes: readonly NewChange[]): Promise<void> {
  return insertMany(write, CHANGES, changes)
}
