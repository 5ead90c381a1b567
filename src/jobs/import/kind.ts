import type { RawBuilder } from 'kysely'
import type { Fault } from '../../csv/finding.ts'
import type { Kind } from '../../csv/kind.ts'
import type { Assumed, Lines, Parsed } from '../../csv/report.ts'
import type { IsoDate, Moment } from '../../rules/index.ts'
import type { Fresh } from '../../store/fresh.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { ImportFinding, Remark } from './finding.ts'
import type { ContractRow } from './kinds/contract-row.ts'

/**
 * What one kind of file adds to the import: `Row` is what is stored of a row, in the same form whether it was
 * read from the file or from the database, so that the two can be compared field by field.
 */
export interface ImportKind<Record, Row extends object, Prepared = unknown> {
  readonly sheet: Kind<Record>
  /** The column that a field comes from: without it in the header the field of a stored row stays as it is. */
  readonly columnOf: Readonly<Partial<{ [Field in keyof Row]: string }>>
  /** What takes long and needs no database: done before the transaction, which is not held open for it. */
  prepare?(batch: Batch<Record>, progress: (done: number, total: number) => void): Promise<Prepared>
  /** How the rows were read, where the file was put together from others; null: no file has them. */
  readonly readAs?: Assumed | null
  /** Reads what is stored and what the rows refer to, no more than these records touch. */
  match(read: ReadDb, batch: Batch<Record>, prepared: Prepared): Promise<Match<Record, Row>>
  save(write: WriteDb, changes: readonly Change<Row>[], at: Moment): Promise<void>
  /** What is stored under keys that `propose` gave. */
  stored(read: ReadDb, keys: readonly string[]): Promise<ReadonlyMap<string, Row>>
  /** Rows that were written down long ago, as they can be saved now; left out: as they are. */
  revive?(read: ReadDb, rows: readonly Row[]): Promise<readonly Row[]>
  /** Takes away what this import brought in; the database refuses where something else refers to it. */
  remove(write: WriteDb, rows: readonly Row[]): Promise<void>
  /** What newer work builds on the rows, which no foreign key tells: the rest of a sentence, without names of people. */
  whyKept?(read: ReadDb, undoing: Undoing<Row>): Promise<string | undefined>
  /** Ids of guardians whose address changes. */
  moved?(changes: readonly Change<Row>[]): readonly number[]
  /** For files of any size. A kind without it is decided in one batch. */
  readonly bulk?: Bulk
}

/** Rows that are stored, whatever file they came from. */
export type StoredKind<Row extends object = object> = Pick<
  ImportKind<unknown, Row>,
  'stored' | 'save' | 'remove' | 'revive' | 'whyKept' | 'moved'
>

/** What an undo would do with the rows of a kind. */
export interface Undoing<Row> {
  /** As they are stored now. */
  readonly remove: readonly Row[]
  /** `before` is what is stored now, `after` what was stored before the import. */
  readonly restore: readonly Change<Row>[]
  /** The moment of the import. */
  readonly since: string
}

/** Rows of a file to be decided together. */
export interface Batch<Record> {
  /** The known columns that the header has: an empty cell says something, a missing column does not. */
  readonly columns: ReadonlySet<string>
  readonly records: readonly Parsed<Record>[]
}

/** What the database tells of the rows of a file that stand in its table `staged`. */
export interface Bulk {
  /** Records that are stored already, cell by cell. It may overlook some: those are compared one by one. */
  same(columns: ReadonlySet<string>): RawBuilder<unknown>
  /** Stores the rows that are new and of which nothing is to be decided. It may overlook some: those are decided. */
  storeFresh(write: WriteDb, run: string): Promise<Fresh | undefined>
  /** Columns of `staged` by which rows are looked up. */
  readonly lookedUpBy: readonly string[]
  /** Pairs of record and link: records with one link are decided together. */
  links(): RawBuilder<unknown>
  /** Keys that are stored and not in the file. */
  missing(): RawBuilder<unknown>
  /** Pairs of record and key: new rows whose key is one that is stored and not in the file, but for zeros before it. */
  alike?(): RawBuilder<unknown>
  /** How many are stored that are not over yet. */
  countLive(read: ReadDb, today: IsoDate): Promise<number>
  /** What it takes to end those that are missing from a file that is the whole truth; both kinds end contracts. */
  contractsToEnd(
    read: ReadDb,
    missing: readonly string[],
    today: IsoDate,
  ): Promise<readonly Change<ContractRow>[]>
}

export interface Match<Record, Row> {
  /** By the same key that `propose` gives. */
  readonly stored: ReadonlyMap<string, Row>
  /** What a record wants to be stored, or what is wrong with it beside what is stored. */
  propose(parsed: Parsed<Record>): Proposal<Row>
  /** What the rows of one key come to, undefined when they contradict each other; left out: all but equal ones do. */
  unite?(rows: Rows<Row>, stored: Row | undefined): United<Row> | undefined
  /** What only shows when all rows are seen together. */
  settle?(wanted: readonly Wanted<Row>[]): Settled<Row>
  /** A row as its file would say it, by column; left out: by the names of its fields. */
  cells?(row: Row): Cells
  /** What is stored already and changes with these changes, but is in none of their rows. */
  besides?(changes: readonly Change<Row>[]): Besides
}

/** Changes of another kind that go in with those of a batch. */
export interface Besides {
  readonly kind: string
  readonly changes: readonly Change<object>[]
  cells(row: object): Cells
}

export type Cells = Readonly<Record<string, string | null>>

export type Proposal<Row> =
  | {
      readonly key: string
      /** The key as people know it. */
      readonly name: string
      readonly row: Row
      readonly notices?: readonly Remark[]
    }
  | { readonly faults: readonly (Fault | Remark)[] }

/** A row of the file that may go in. */
export interface Wanted<Row> extends Lines {
  readonly key: string
  readonly name: string
  readonly row: Row
}

/** At least one, in the order of the file. */
export type Rows<Row> = readonly [Wanted<Row>, ...Wanted<Row>[]]

/** One row for several; the others count as duplicates. */
export interface United<Row> {
  readonly wanted: Wanted<Row>
  readonly findings: readonly ImportFinding[]
}

/** The rows that go in after all; those that are left out are rejected by a finding of the same line. */
export interface Settled<Row> {
  readonly wanted: readonly Wanted<Row>[]
  readonly findings: readonly ImportFinding[]
}

/** A row to be written: `before` is what is stored; without it the row is new. */
export interface Change<Row> {
  /** The key that `propose` gave. */
  readonly key: string
  /** The key as people know it. */
  readonly name: string
  readonly before?: Row
  readonly after: Row
  /** Names of the fields that differ; empty for a new row. */
  readonly fields: readonly string[]
}
