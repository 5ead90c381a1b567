import type { KINDS } from '../../../csv/kinds/index.ts'
import type { Sample } from './sample.ts'

export type KindName = keyof typeof KINDS

/** How a header was found for a column. */
export type FoundBy = 'name' | 'alias' | 'answer' | Guess

/** One of several words for the column, a word much like its name, or cells that are like its cells. */
type Guess = 'several' | 'spelling' | 'values'

/** A column that is imported, and the column of the file that is taken for it. */
export interface ProposedColumn {
  readonly name: string
  readonly required: boolean
  readonly header: string | null
  readonly foundBy: FoundBy | null
}

/** What a cell is taken for; null: nobody knows, and rows with it will be rejected. */
export interface ProposedValue {
  readonly cell: string
  readonly meaning: string | null
}

/** The cells of a column with few words that are none of these. */
export interface ProposedValues {
  readonly column: string
  readonly choices: readonly string[]
  readonly values: readonly ProposedValue[]
}

export interface ProposedKind {
  readonly kind: KindName
  readonly columns: readonly ProposedColumn[]
  readonly values: readonly ProposedValues[]
}

/** How a file could be read, and how it was read to see that. */
export interface Proposal {
  readonly kinds: readonly ProposedKind[]
  readonly sample: Sample
}

export function isGuess({ foundBy }: ProposedColumn): boolean {
  return foundBy === 'several' || foundBy === 'spelling' || foundBy === 'values'
}

/** Needs an answer: it is a guess, or must be there and was not found. */
export function isDoubtful(column: ProposedColumn): boolean {
  return isGuess(column) || (column.required && column.header === null)
}
