import { sql } from 'kysely'
import { insertMany, type Target } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import { type Print, printsOf } from './prints.ts'

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

/** What a run changed, the last change first. */
export function listChanges(read: ReadDb, run: string) {
  return read
    .selectFrom('import_changes')
    .selectAll()
    .where('run_id', '=', run)
    .orderBy('id', 'desc')
    .execute()
}

/** The run, if there is one, that changed one of the same rows later on. */
export async function findLaterChange(read: ReadDb, run: string) {
  return read
    .selectFrom('import_changes as later')
    .innerJoin('import_changes as own', (join) =>
      join.onRef('own.kind', '=', 'later.kind').onRef('own.key', '=', 'later.key'),
    )
    .select(['later.run_id as run', 'later.kind', 'later.name'])
    .where('own.run_id', '=', run)
    .where('later.run_id', '<>', run)
    .whereRef('later.id', '>', 'own.id')
    .orderBy('later.id', 'desc')
    .executeTakeFirst()
}

export async function deleteChanges(write: WriteDb, run: string): Promise<void> {
  await write.deleteFrom('import_changes').where('run_id', '=', run).execute()
}

/** Imports and what was undone of them, the newest first. A run that was undone has the moment in `undoneAt`. */
export function listImports(read: ReadDb, { limit, run }: { readonly limit: number; readonly run?: string }) {
  const query = read
    .selectFrom('job_runs as run')
    .leftJoin('job_runs as undo', (join) =>
      join.on('undo.job', '=', 'undo-import').on(sql`undo.options ->> 'run'`, '=', sql`run.id::text`),
    )
    .select([
      'run.id',
      'run.job',
      'run.at',
      'run.actor',
      'run.outcome',
      'run.counts',
      'run.findings',
      'run.options',
    ])
    .select('undo.at as undoneAt')
    .where('run.job', 'like', 'import-%')
    .orderBy('run.at', 'desc')
    .orderBy('run.id')
    .limit(limit)
  return (run === undefined ? query : query.where('run.id', '=', run)).execute()
}

/** Imports whose id begins so. */
export function findImports(read: ReadDb, prefix: string) {
  return read
    .selectFrom('job_runs')
    .selectAll()
    .where('job', 'like', 'import-%')
    .where(sql`id::text`, 'like', `${prefix.toLowerCase()}%`)
    .limit(2)
    .execute()
}

/** The keys of new rows of an import that are stored no more as it left them; one that is gone is not among them. */
export async function listRewritten(
  read: ReadDb,
  run: string,
  kind: 'children' | 'contracts',
): Promise<readonly string[]> {
  const numbers = sql`select key from import_changes
    where run_id = ${run}::uuid and kind = ${kind} and after ? 'print'`
  const rows = await read
    .selectFrom('import_changes')
    .innerJoin(sql<Print>`(${printsOf(kind, numbers)})`.as('stored'), 'stored.key', 'import_changes.key')
    .select('import_changes.key')
    .where('run_id', '=', run)
    .where('kind', '=', kind)
    .where(sql<boolean>`stored.print <> import_changes.after ->> 'print'`)
    .execute()
  return rows.map(({ key }) => key)
}
