/** What can be wrong with a row. The last three can only be seen beside what is stored: the job reports those. */
export type ReasonCode =
  | 'column-count'
  | 'missing-value'
  | 'value-too-long'
  | 'invalid-value'
  | 'invalid-date'
  | 'invalid-time'
  | 'birth-date-out-of-range'
  | 'invalid-email'
  | 'two-addresses'
  | 'duplicate-key'
  | 'unknown-care-type'
  | 'unknown-purpose'
  | 'end-before-start'
  | 'invalid-time-span'
  | 'unknown-child'
  | 'unknown-group'
  | 'overlapping-contract'

/** What makes a file unreadable as a whole. */
export type FileCode =
  | 'duplicate-header'
  | 'missing-column'
  | 'unclosed-quote'
  | 'nul-bytes'
  | 'not-text'
  | 'empty-file'

/** Why a file is refused that can be read. */
export type GuardCode = 'mass-change' | 'not-whole'

/** The physical lines of a record, the first and the last; they differ when a quoted cell holds line ends. */
export interface Lines {
  readonly line: number
  readonly lastLine: number
}

/** A fault in a row (`rejected`), or something worth knowing about a row that goes in (`notice`). */
export interface Finding extends Lines {
  readonly severity: 'rejected' | 'notice'
  /** The canonical name of the column; null: the row as a whole. */
  readonly column: string | null
  readonly code: ReasonCode
  /** The cell as written in the file. */
  readonly value: string
  readonly message: string
}

/** Why a file is refused as a whole: nothing of it may go in. */
export interface Refusal {
  readonly code: FileCode | GuardCode
  readonly line?: number
  readonly message: string
}

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Assumed {
  readonly encoding: Encoding
  readonly delimiter: string
  /** The line of the header, when something else stands above it. */
  readonly headerLine?: number
}

/** A row that may go in, as far as the file can tell. */
export interface Parsed<R> extends Lines {
  readonly key: string
  readonly record: R
}

/** A file read: `rows` = `records` + `duplicates` + `rejectedRows`. */
export interface Sheet<R> {
  readonly assumed: Assumed
  readonly rows: number
  readonly duplicates: number
  readonly rejectedRows: number
  /** The known columns that the header has: an empty cell says something, a missing column does not. */
  readonly columns: ReadonlySet<string>
  /** As the header writes them. */
  readonly ignoredColumns: readonly string[]
  readonly records: readonly Parsed<R>[]
  /** In the order of the lines. */
  readonly findings: readonly Finding[]
}

export type Read<R> =
  | { readonly refused: Refusal; readonly assumed?: Assumed }
  | { readonly refused: null; readonly sheet: Sheet<R> }
