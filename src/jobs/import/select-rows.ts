import type { RawBuilder } from 'kysely'
import { type OpenSheet, survey } from '../../csv/read-sheet.ts'
import type { Finding } from '../../csv/report.ts'
import type { Fresh } from '../../store/fresh.ts'
import type { WriteDb } from '../../store/open.ts'
import { openStaging, type Staging } from '../../store/staging.ts'
import type { RunRef } from '../job.ts'
import { findingAt, type ImportFinding } from './finding.ts'
import type { Bulk, ImportKind } from './kind.ts'
import { batchesOf } from './together.ts'

/** The rows of a file, of which nothing was decided yet. */
export interface Selection {
  readonly rows: number
  readonly duplicates: number
  readonly rejected: number
  readonly findings: readonly Finding[]
  /** Lines of rejected rows whose key can't be told. */
  readonly nameless: readonly number[]
  /** Of new rows whose key is a stored one that lost its zeros. */
  readonly alike: readonly ImportFinding[]
  /** Keys that are stored and not in the file; not known of a kind without `bulk`. */
  readonly missing: readonly string[]
  /** Every row is stored already, cell by cell. */
  readonly isStored: boolean
  /** Leaves to the database what needs no decision: rows that are stored already, and new ones, which it stores. */
  narrow(run: RunRef): Promise<Narrowed>
}

export interface Narrowed {
  /** Rows that are stored already, cell by cell, and are in no batch. */
  readonly unchanged: number
  /** Rows that were stored, and are in no batch. */
  readonly fresh?: Fresh | undefined
  /** Records, in the order of the file; all that must be decided together are in one batch. */
  readonly batches: readonly (readonly number[])[]
}

type AnyKind = ImportKind<unknown, object>

/** Hears how many rows of the file were read. */
type Watch = (rows: number) => void

/** Reads a file through once. With `bulk` the database tells which rows need a decision, else all do. */
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
  const batches = usable.length > 0 ? [usable] : []
  return {
    ...counts,
    alike: [],
    missing: [],
    isStored: false,
    narrow: async () => ({ unchanged: 0, batches }),
  }
}

/** Rows after which it is told how far the reading is. */
const WATCHED = 2_000

async function selectInBulk(
  write: WriteDb,
  kind: AnyKind,
  bulk: Bulk,
  sheet: OpenSheet<unknown>,
  watch: Watch,
): Promise<Selection> {
  const staging = await openStaging(write, Object.keys(kind.sheet.columns))
  const rows = survey(sheet, kind.sheet)
  let next = rows.next()
  for (let count = 1; !next.done; count += 1, next = rows.next()) {
    const { record, literal, content: cells } = next.value
    await staging.add({ record, literal, cells })
    if (count % WATCHED === 0) watch(count)
  }
  const { dropped, rejectedKeys, ...counts } = next.value
  await staging.ready(bulk.lookedUpBy)
  const inFile = new Set(rejectedKeys)
  const missing = (await staging.keys(bulk.missing())).filter((key) => !inFile.has(key))
  if (dropped.size > 0) await staging.remove(dropped)
  await staging.setAside(bulk.same(sheet.columns))
  const isStored = await staging.isAllAside()
  const alike = isStored || !bulk.alike ? [] : await findAlike(staging, bulk.alike(), kind, sheet)
  const usable = counts.rows - counts.duplicates - counts.rejected
  const narrow = async (run: RunRef): Promise<Narrowed> => {
    if (isStored) return { unchanged: usable, batches: [] }
    const fresh = await bulk.storeFresh(write, run.id)
    const batches = await remainingBatches(staging, bulk)
    return { unchanged: usable - sum(batches) - (fresh?.rows ?? 0), fresh, batches }
  }
  return { ...counts, alike, missing, isStored, narrow }
}

async function findAlike(
  staging: Staging,
  query: RawBuilder<unknown>,
  kind: AnyKind,
  sheet: OpenSheet<unknown>,
): Promise<readonly ImportFinding[]> {
  const pairs = await staging.pairs(query)
  const rows = sheet.again(pairs.map(({ record }) => record))
  return rows.map((row, at) => {
    const value = row.keyText()
    return findingAt(row, {
      code: 'zeros-lost',
      column: kind.sheet.key[0] ?? null,
      value,
      wrong: `is new, and would be ${pairs[at]?.key} with its zeros, which is stored and not in this file`,
    })
  })
}

const NO_TIES = { records: [], earlier: [] }

async function remainingBatches(staging: Staging, bulk: Bulk) {
  const remaining = await staging.remaining()
  const ties = remaining.length > 0 ? await staging.ties(bulk.links()) : NO_TIES
  return batchesOf(remaining, ties)
}

function sum(batches: Narrowed['batches']): number {
  return batches.reduce((total, batch) => total + batch.length, 0)
}
