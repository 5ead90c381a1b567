import { randomUUID } from 'node:crypto'
import { type Opened, type OpenSheet, survey } from '../../csv/read-sheet.ts'
import { UserError } from '../../errors.ts'
import type { Policy } from '../../rules/index.ts'
import { reading, type Store, type WriteDb } from '../../store/open.ts'
import { refreshStatistics } from '../../store/staging.ts'
import type { RunRef, RunSummary } from '../job.ts'
import { IMPORT_LOCK, inRun, type RunOptions, takeLock } from '../run.ts'
import { type FollowUps, followUps } from './after/follow-ups.ts'
import { importPart, type Part, type PartResult } from './import-part.ts'
import type { ImportKind } from './kind.ts'
import { massChangeRefusal } from './mass-change.ts'
import { RefusedPart } from './refused-part.ts'
import { type ImportReport, refusedReport, summaryOf } from './report.ts'
import { nobodyTouched } from './touched.ts'

/** A file seen as rows of one kind. */
export interface OpenedPart {
  readonly name: string
  readonly kind: ImportKind<unknown, object>
  readonly opened: Opened<unknown>
}

export interface RunImportOptions {
  /** The file is the whole truth: what is not in it has ended. */
  readonly full: boolean
  readonly allowMassChange: boolean
  /** Tell what changes cell by cell. */
  readonly withDifferences: boolean
  /** The digest of a plan that was looked at: anything else is not done. */
  readonly planned?: string
  /** The policy in force, for what follows from the import; without one that is not told. */
  readonly policy?: Policy
  /** What is kept of it with the run. */
  readonly described: object
  /** Asked last: throws when the file was not complete after all, and then nothing of it goes in. */
  requireWhole?(): Promise<void>
  /** Hears how many rows of a kind were done, of `total`. */
  progress(done: number, total: number): void
}

export interface ImportResult {
  /** One for each kind of row, in the order asked; one only when the file is refused. */
  readonly reports: readonly ImportReport[]
  readonly summary: RunSummary
  /** Of all changes. */
  readonly digest: string
  readonly follows?: FollowUps
  /** Undefined for a dry run. */
  readonly run?: string
}

/**
 * Brings a file in: all right rows, of all its kinds, in one transaction, or the file is refused whole. A dry run does
 * the same in a transaction that is taken back: what it tells is what would have happened.
 */
export async function runImport(
  store: Store,
  parts: readonly OpenedPart[],
  options: RunImportOptions,
  run: RunOptions,
): Promise<ImportResult> {
  const about = {
    job: `import-${parts.map(({ name }) => name).join('-')}`,
    lock: IMPORT_LOCK,
    options: options.described,
  }
  const ready = await readyParts(parts, options)
  if ('reports' in ready) return run.dryRun ? ready : inRun(store, about, run, async () => ready)
  const work = (write: WriteDb, ref: RunRef) => importParts(write, ref, ready.parts, options, run)
  try {
    return await (run.dryRun ? rehearse(store, work) : inRun(store, about, run, work))
  } catch (error) {
    if (!(error instanceof RefusedPart)) throw error
    const result = refusedResult(error.report)
    return run.dryRun ? result : inRun(store, about, run, async () => result)
  }
}

function rehearse<T>(store: Store, work: (write: WriteDb, ref: RunRef) => Promise<T>): Promise<T> {
  return store.rehearse(async (write) => {
    await takeLock(write, IMPORT_LOCK)
    return work(write, { id: randomUUID() })
  })
}

/** What takes long and needs no database goes first; or why the file is refused. */
async function readyParts(
  parts: readonly OpenedPart[],
  { progress }: RunImportOptions,
): Promise<{ readonly parts: readonly Part[] } | ImportResult> {
  const ready: Part[] = []
  for (const { name, kind, opened } of parts) {
    if (opened.refused) return refusedResult(refusedReport(opened.refused, opened.assumed ?? null))
    const { sheet } = opened
    ready.push({ name, kind, sheet, prepared: await kind.prepare?.(batchOf(sheet, kind), progress) })
  }
  return { parts: ready }
}

/** All rows that are right on their own. */
function batchOf(sheet: OpenSheet<unknown>, kind: ImportKind<unknown, object>) {
  const records = [...survey(sheet, kind.sheet)].map((row) => row.parsed())
  return { columns: sheet.columns, records }
}

async function importParts(
  write: WriteDb,
  run: RunRef,
  parts: readonly Part[],
  options: RunImportOptions,
  { at, dryRun }: RunOptions,
): Promise<ImportResult> {
  const touched = nobodyTouched()
  const done: PartResult[] = []
  for (const part of parts) done.push(await importPart(part, { write, at, run, touched }, options))
  const digest = done.map((one) => one.digest).join('-')
  const reports = done.map(({ report }) => report)
  if (options.planned !== undefined && options.planned !== digest) throw new UserError(MOVED)
  const tooMany = reports.find(({ massChange }) => massChange)
  if (tooMany?.massChange && !options.allowMassChange && !dryRun) {
    const { massChange, assumed } = tooMany
    throw new RefusedPart({ ...refusedReport(massChangeRefusal(massChange), assumed), massChange })
  }
  if (touched.childNumbers.size + touched.childIds.size > MANY) await refreshStatistics(write)
  const { policy } = options
  const follows = policy && (await followUps(reading(write), touched, at, { policy }))
  await options.requireWhole?.()
  return { reports, summary: summaryOf(reports), digest, ...(follows && { follows }) }
}

/** So many children are a table of another size. */
const MANY = 5_000

const MOVED =
  'What is stored has changed since the plan was made, so nothing was done: make the plan again and look at it.'

function refusedResult(report: ImportReport): ImportResult {
  return { reports: [report], summary: summaryOf([report]), digest: '' }
}
