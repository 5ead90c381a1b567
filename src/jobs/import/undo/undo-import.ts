import { EXIT, UserError } from '../../../errors.ts'
import type { Moment } from '../../../rules/index.ts'
import {
  deleteChanges,
  findLaterChange,
  listChanges,
  listImports,
  listRewritten,
} from '../../../store/import-changes.ts'
import { type ReadDb, reading, type Store, type WriteDb } from '../../../store/open.ts'
import type { Job } from '../../job.ts'
import { IMPORT_LOCK, type RunOptions, runJob, takeLock } from '../../run.ts'
import type { Change, StoredKind } from '../kind.ts'
import { storedKind } from '../kinds/index.ts'
import { findImport } from './find-import.ts'
import { refusedByData } from './refused-by-data.ts'
import { isAsImported } from './same-row.ts'

interface UndoOptions {
  /** The id of the import. */
  readonly run: string
}

/** What it takes to be as before; the last change goes first. */
interface UndoPlan {
  readonly run: string
  readonly steps: readonly UndoStep[]
}

interface UndoStep {
  readonly kind: StoredKind
  /** As they are stored now: the import brought them in. */
  readonly remove: readonly object[]
  readonly restore: readonly Change<object>[]
}

interface UndoReport {
  readonly import: string
  readonly removed: number
  readonly restored: number
  /** Guardians who have the address of before again: no link that was sent to them opens anything now. */
  readonly addresses: number
}

/** Takes an import back: what it brought in goes, what it changed or ended is as it was. It shares the lock of imports. */
const undoImportJob: Job<UndoOptions, UndoPlan, UndoReport> = {
  name: 'undo-import',
  summary: 'take an import back',
  lock: () => IMPORT_LOCK,
  describe: ({ run }) => ({ run }),
  plan: planUndo,
  apply: applyUndo,
  report: ({ run, steps }) => ({
    import: run,
    removed: sum(steps.map(({ remove }) => remove.length)),
    restored: sum(steps.map(({ restore }) => restore.length)),
    addresses: new Set(steps.flatMap(({ kind, restore }) => kind.moved?.(restore) ?? [])).size,
  }),
  summarise: ({ steps }) => ({
    outcome: 'done',
    counts: {
      removed: sum(steps.map(({ remove }) => remove.length)),
      restored: sum(steps.map(({ restore }) => restore.length)),
    },
    findings: [],
  }),
}

/** The import is named by its id or the beginning of it. Throws UserError where something newer builds on it. */
export async function undoImport(store: Store, prefix: string, run: RunOptions) {
  const { id } = await findImport(store.read, prefix)
  return run.dryRun
    ? rehearseUndo(store, { run: id }, run.at)
    : runJob(store, undoImportJob, { run: id }, run)
}

/** What the database refuses only shows when it is tried. */
function rehearseUndo(store: Store, options: UndoOptions, at: Moment) {
  return store.rehearse(async (write) => {
    await takeLock(write, IMPORT_LOCK)
    const plan = await planUndo(reading(write), options)
    await applyUndo(write, plan, at)
    return { plan, report: undoImportJob.report(plan), summary: undoImportJob.summarise(plan) }
  })
}

type UndoneRun = Pick<Awaited<ReturnType<typeof findImport>>, 'id' | 'at'>

async function planUndo(read: ReadDb, { run }: UndoOptions): Promise<UndoPlan> {
  const undone = await findImport(read, run)
  const changes = await listChanges(read, run)
  if (changes.length === 0) throw new UserError(await whyNothing(read, run), EXIT.failed)
  const later = await findLaterChange(read, run)
  if (later) {
    throw new UserError(
      `Import ${short(run)} can't be undone: import ${short(later.run)} changed ${later.kind} ${later.kind === 'accounts' ? 'of guardians' : later.name} later on; undo that one first.`,
      EXIT.failed,
    )
  }
  const steps: UndoStep[] = []
  for (const [kind, ofKind] of Map.groupBy(changes, (change) => change.kind)) {
    steps.push(await planStep(read, undone, kind, ofKind))
  }
  return { run, steps }
}

async function whyNothing(read: ReadDb, run: string): Promise<string> {
  const [listed] = await listImports(read, { limit: 1, run })
  return listed?.undoneAt
    ? `Import ${short(run)} was undone already.`
    : `Import ${short(run)} changed nothing, so there is nothing to undo.`
}

type Changes = Awaited<ReturnType<typeof listChanges>>

async function planStep(
  read: ReadDb,
  { id: run, at: since }: UndoneRun,
  name: string,
  changes: Changes,
): Promise<UndoStep> {
  const kind = storedKind(name)
  const stored = await kind.stored(
    read,
    changes.map(({ key }) => key),
  )
  const rewritten = new Set(
    name === 'children' || name === 'contracts' ? await listRewritten(read, run, name) : [],
  )
  const moved = changes.find(
    (change) => rewritten.has(change.key) || !isAsImported(change, stored.get(change.key)),
  )
  if (moved) {
    throw new UserError(
      `Import ${short(run)} can't be undone: ${name} ${name === 'accounts' ? moved.key : moved.name} was changed since, by hand, in the portal, or with a brother or sister in a later import; see to that first.`,
      EXIT.failed,
    )
  }
  const step = await stepFor(read, kind, changes, stored)
  const why = await kind.whyKept?.(read, { ...step, since })
  if (why) throw new UserError(`Import ${short(run)} can't be undone: ${why}`, EXIT.failed)
  return step
}

async function stepFor(
  read: ReadDb,
  kind: StoredKind,
  changes: Changes,
  stored: ReadonlyMap<string, object>,
): Promise<UndoStep> {
  const changed = changes.filter(({ before }) => before !== null)
  const before = changed.map((change) => change.before as object)
  const revived = (await kind.revive?.(read, before)) ?? before
  return {
    kind,
    remove: changes.flatMap((change) => (change.before === null ? (stored.get(change.key) ?? []) : [])),
    restore: changed.map(({ key, name, after }, at) => ({
      key,
      name,
      before: stored.get(key) ?? (after as object),
      after: revived[at] as object,
      fields: [],
    })),
  }
}

async function applyUndo(write: WriteDb, { run, steps }: UndoPlan, at: Moment): Promise<void> {
  try {
    for (const { kind, remove, restore } of steps) {
      if (restore.length > 0) await kind.save(write, restore, at)
      if (remove.length > 0) await kind.remove(write, remove)
    }
  } catch (error) {
    throw refusedByData(error, short(run))
  }
  await deleteChanges(write, run)
}

function short(run: string): string {
  return run.slice(0, 8)
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
