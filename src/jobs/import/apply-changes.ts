import type { Moment } from '../../rules/index.ts'
import type { WriteDb } from '../../store/open.ts'
import type { RunRef } from '../job.ts'
import { logChanges } from './change-log.ts'
import type { Besides, Change, ImportKind } from './kind.ts'
import { type TouchedRows, touch } from './touched.ts'

/** Where the work is done: within the transaction of a run. */
export interface Place {
  readonly write: WriteDb
  readonly at: Moment
  readonly run: RunRef
  readonly touched: TouchedRows
}

/** A kind by its name on the command line. */
export interface NamedKind {
  readonly name: string
  readonly kind: ImportKind<unknown, object>
}

/** Writes changes, and writes down what they were. */
export async function applyChanges(
  { write, at, run, touched }: Place,
  { name, kind }: NamedKind,
  changes: readonly Change<object>[],
): Promise<void> {
  if (changes.length === 0) return
  touch(touched, name, changes)
  await kind.save(write, changes, at)
  await logChanges(write, run, { kind: name, isBulk: kind.bulk !== undefined }, changes)
}

/** They were written with the changes that they go with. */
export async function logBesides({ write, run }: Place, { kind, changes }: Besides): Promise<void> {
  if (changes.length > 0) await logChanges(write, run, { kind, isBulk: false }, changes)
}
