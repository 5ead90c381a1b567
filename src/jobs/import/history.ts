import { momentOf } from '../../rules/index.ts'
import { listChanges, listImports } from '../../store/import-changes.ts'
import type { ReadDb } from '../../store/open.ts'
import { findImport } from './undo/find-import.ts'

type StoredRun = Awaited<ReturnType<typeof findImport>>

/** The imports, the newest first; moments are on the wall clock. */
export async function viewImports(read: ReadDb, limit: number) {
  return (await listImports(read, { limit })).map(({ undoneAt, ...run }) => ({
    ...viewOf(run),
    undoneAt: undoneAt && wallOf(undoneAt),
  }))
}

/** One import, with the names of the rows that it changed and of their fields; no cell of them. */
export async function viewImport(read: ReadDb, prefix: string) {
  const run = await findImport(read, prefix)
  const [listed] = await listImports(read, { limit: 1, run: run.id })
  const changes = await listChanges(read, run.id)
  return {
    ...viewOf(run),
    undoneAt: listed?.undoneAt ? wallOf(listed.undoneAt) : null,
    findings: run.findings,
    changes: changes.toReversed().map(({ kind, name, before, after }) => ({
      kind,
      name,
      change: before === null ? 'new' : 'changed',
      fields: before && after ? fieldsThatDiffer(before, after) : [],
    })),
  }
}

function viewOf({
  id,
  job,
  at,
  actor,
  outcome,
  counts,
}: Pick<StoredRun, 'id' | 'job' | 'at' | 'actor' | 'outcome' | 'counts'>) {
  return { run: id, at: wallOf(at), kind: job.replace(/^import-/, ''), actor, outcome, counts }
}

function wallOf(instant: string): string {
  return momentOf(instant).wall
}

function fieldsThatDiffer(before: object, after: object): readonly string[] {
  const cells = (row: object) =>
    new Map(Object.entries(row).map(([field, value]) => [field, JSON.stringify(value)]))
  const old = cells(before)
  return [...cells(after)].filter(([field, value]) => old.get(field) !== value).map(([field]) => field)
}
