import { type OpenSheet, survey } from '../../csv/read-sheet.ts'
import type { Finding } from '../../csv/report.ts'
import type { WriteDb } from '../../store/open.ts'
import { openStaging, type StagedRow, type Staging } from '../../store/staging.ts'
import type { Bulk, ImportKind } from './kind.ts'
import { batchesOf } from './together.ts'

/** The rows of a file, of which those that need a decision stand in batches. */
export interface Selection {
  readonly rows: number
  readonly duplicates: number
  readonly rejected: number
  /** Rows that are stored already, cell by cell, and are in no batch. */
  readonly unchanged: number
  readonly findings: readonly Finding[]
  /** Lines of rejected rows whose key can't be told. */
  readonly nameless: readonly number[]
  /** Records, in the order of the file; all that must be decided together are in one batch. */
  readonly batches: readonly (readonly number[])[]
  /** Keys that are stored and not in the file; not known of a kind without `bulk`. */
  readonly missing: readonly string[]
}

type AnyKind = ImportKind<unknown, object>

/** Hears how many rows of the file were read. */
type Watch = (rows: number) => void

/** Reads a file through once. With `bulk` the database tells which rows are new to it, else all are. */
export async function selectRows(
  write: WriteDb,
  kind: AnyKind,
  sheet: OpenSheet<unknown>,
  watch: Watch,
): Promise<Selection> {
  return kind.bulk ? selectInBulk(write, kind, kind.bulk, sheet, watch) : selectAll(kind, sheet)
}

function selectAll(kind: AnyKind, sheet: OpenSheet<unknown>): Selection {
  const records: number[] = []
  const rows = survey(sheet, kind.sheet)
  let next = rows.next()
  for (; !next.done; next = rows.next()) records.push(next.value.record)
  const { dropped, ...counts } = next.value
  const usable = records.filter((record) => !dropped.has(record))
  return { ...counts, unchanged: 0, batches: usable.length > 0 ? [usable] : [], missing: [] }
}

/** Rows sent to the database at a time. */
const AT_ONCE = 2_000

async function selectInBulk(
  write: WriteDb,
  kind: AnyKind,
  bulk: Bulk,
  sheet: OpenSheet<unknown>,
  watch: Watch,
): Promise<Selection> {
  const staging = await openStaging(write, Object.keys(kind.sheet.columns))
  const rows = survey(sheet, kind.sheet)
  let staged: StagedRow[] = []
  // The database takes the rows in while the next ones are read.
  let sent = Promise.resolve()
  let count = 0
  let next = rows.next()
  for (; !next.done; next = rows.next()) {
    staged.push({ record: next.value.record, cells: next.value.content })
    count += 1
    if (staged.length < AT_ONCE) continue
    await sent
    sent = staging.add(staged)
    staged = []
    watch(count)
  }
  await sent
  if (staged.length > 0) await staging.add(staged)
  const { dropped, rejectedKeys, ...counts } = next.value
  await staging.ready()
  const inFile = new Set(rejectedKeys)
  const missing = (await staging.keys(bulk.missing())).filter((key) => !inFile.has(key))
  await staging.remove(dropped)
  return { ...counts, ...(await batchesIn(staging, bulk, sheet, counts)), missing }
}

const NO_TIES = { records: [], earlier: [] }

async function batchesIn(
  staging: Staging,
  bulk: Bulk,
  sheet: OpenSheet<unknown>,
  { rows, duplicates, rejected }: Pick<Selection, 'rows' | 'duplicates' | 'rejected'>,
) {
  const remaining = await staging.setAside(bulk.same(sheet.columns))
  const ties = remaining.length > 0 ? await staging.ties(bulk.links()) : NO_TIES
  const batches = batchesOf(remaining, ties)
  const inBatches = batches.reduce((sum, batch) => sum + batch.length, 0)
  return { batches, unchanged: rows - duplicates - rejected - inBatches }
}
