import type { Columns, Values } from './column.ts'
import type { ReasonCode } from './report.ts'

/** A fault that only shows beside another cell of the row. */
export interface Contradiction<Name> {
  readonly column: Name
  readonly code: ReasonCode
}

/** What a kind of file holds: its columns by their canonical (Dutch) names, in the order of the report. */
export interface Declaration<C extends Columns, R> {
  readonly columns: C
  /** Columns that together name a row; the same key twice in one file must have the same content. */
  readonly key: readonly (keyof C & string)[]
  /** Gets the cells that could be read. */
  contradictions?(values: Partial<Values<C>>): readonly Contradiction<keyof C & string>[]
  toRecord(values: Values<C>): R
}

/** A declaration whose columns are forgotten by the types, so that all kinds are read by one function. */
export type Kind<R> = Declaration<Columns, R>

export function declareKind<C extends Columns, R>(declaration: Declaration<C, R>): Kind<R> {
  // Sound: readers of these very columns produce the values that `toRecord` is given.
  return declaration as unknown as Kind<R>
}
