import type { Fault } from '../../csv/finding.ts'
import type { Kind } from '../../csv/kind.ts'
import type { Lines, Parsed, Sheet } from '../../csv/report.ts'
import type { Moment } from '../../rules/index.ts'
import type { ReadDb, WriteDb } from '../../store/open.ts'
import type { ImportFinding, Remark } from './finding.ts'

/**
 * What one kind of file adds to the import: `Row` is what is stored of a row, in the same form whether it was
 * read from the file or from the database, so that the two can be compared field by field.
 */
export interface ImportKind<Record, Row extends object, Prepared = unknown> {
  readonly sheet: Kind<Record>
  /** The column that a field comes from: without it in the header the field of a stored row stays as it is. */
  readonly columnOf: Readonly<Partial<{ [Field in keyof Row]: string }>>
  /** What takes long and needs no database: done before the transaction, which is not held open for it. */
  prepare?(sheet: Sheet<Record>): Promise<Prepared>
  /** Reads what is stored and what the rows refer to, no more than these records touch. */
  match(read: ReadDb, sheet: Sheet<Record>, prepared: Prepared): Promise<Match<Record, Row>>
  save(write: WriteDb, changes: readonly Change<Row>[], at: Moment): Promise<void>
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
}

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
  readonly name: string
  readonly before?: Row
  readonly after: Row
  /** Names of the fields that differ; empty for a new row. */
  readonly fields: readonly string[]
}
