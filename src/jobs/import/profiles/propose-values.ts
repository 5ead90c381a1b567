import type { Columns } from '../../../csv/column.ts'
import { KINDS } from '../../../csv/kinds/index.ts'
import type { IsoDate } from '../../../rules/index.ts'
import { isRead } from './likeness.ts'
import type { KindName, ProposedColumn, ProposedValues } from './proposal.ts'
import type { Sample } from './sample.ts'
import { wordsOf } from './value-words.ts'

/** More unknown words than that are no words for so few things. */
const MOST_UNKNOWN = 40

/** For the cells of columns with few words that are none of these: what they most likely mean. */
export function proposeValues(
  kind: KindName,
  proposed: readonly ProposedColumn[],
  sample: Sample,
  today: IsoDate,
): readonly ProposedValues[] {
  const columns: Columns = KINDS[kind].columns
  return proposed.flatMap(({ name, header }) => {
    const [words, column] = [wordsOf(name), columns[name]]
    const cells = sample.columns.find((one) => one.header === header)?.values ?? []
    if (!words || !column) return []
    const unknown = cells.filter((cell) => !isRead(column, cell, today))
    if (unknown.length === 0 || unknown.length > MOST_UNKNOWN) return []
    const values = unknown.map((cell) => ({ cell, meaning: words.guess(cell) ?? null }))
    return [{ column: name, choices: words.choices, values }]
  })
}
