import type { Column } from '../../../csv/column.ts'
import type { IsoDate } from '../../../rules/index.ts'
import { wordsOf } from './value-words.ts'

/** No cell of any column but of one that takes all text. */
const NONSENSE = '\u2603'

/** Most cells, for a few may be wrong. */
const MOST = 0.8

/** `any`: the column takes all text, so that its cells tell nothing. */
export type Likeness = 'like' | 'unlike' | 'any'

/** Whether these cells look like those of a column. */
export function likenessOf(
  name: string,
  column: Column<unknown>,
  values: readonly string[],
  today: IsoDate,
): Likeness {
  if (values.length === 0 || isRead(column, NONSENSE, today)) return 'any'
  const alike = values.filter(
    (value) => isRead(column, value, today) || wordsOf(name)?.guess(value) !== undefined,
  )
  return alike.length >= values.length * MOST ? 'like' : 'unlike'
}

export function isRead(column: Column<unknown>, value: string, today: IsoDate): boolean {
  return 'value' in column.read(value, today)
}
