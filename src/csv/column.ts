import type { IsoDate } from '../rules/time.ts'
import type { ReasonCode } from './report.ts'

/** A cell read, or what is wrong with it. `comparable` is what tells two cells apart when that is not the value itself. */
export type Outcome<T> =
  | { readonly value: T; readonly comparable?: unknown }
  | { readonly fault: ReasonCode; readonly remedy?: string }

/** Reads a cell that is not empty and has no white space around it. */
export type Reader<T> = (text: string, today: IsoDate) => Outcome<T>

export interface Column<T> {
  /** The header must have it. */
  readonly inHeader: boolean
  /** What an empty cell means, or a column that is not there. */
  readonly empty: Outcome<T>
  readonly read: Reader<T>
  /** In characters. */
  readonly longest: number
}

export type Columns = Readonly<Record<string, Column<unknown>>>

/** The values of a row, by column. */
export type Values<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer T> ? T : never
}

const LONGEST = 1000

/**
 * What is looked up by an index: the longest text of other columns would not fit into one, whatever its characters.
 * Numbers and names of places are far shorter.
 */
const LONGEST_KEY = 200

/** Every row has a value, and it alone or with others tells rows apart. */
export function key<T>(read: Reader<T>): Column<T> {
  return required(read, LONGEST_KEY)
}

/** Every row has a value. */
export function required<T>(read: Reader<T>, longest = LONGEST): Column<T> {
  return { inHeader: true, empty: { fault: 'missing-value' }, read, longest }
}

/** Neither the column nor its cells have to be there; empty is null. */
export function optional<T>(read: Reader<T>): Column<T | null> {
  return { inHeader: false, empty: { value: null }, read, longest: LONGEST }
}

/** A list, which may be empty. */
export function list(
  read: Reader<readonly string[]>,
  column: { inHeader: boolean },
): Column<readonly string[]> {
  return { ...column, empty: { value: [] }, read, longest: LONGEST }
}
