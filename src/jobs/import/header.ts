import { skipSeparatorLine } from '../../csv/delimiter.ts'
import { readHeader } from '../../csv/header.ts'
import type { Kind } from '../../csv/kind.ts'
import { isRefusal } from '../../csv/refusal.ts'
import type { Sheet } from '../../csv/report.ts'
import { readRows } from '../../csv/rows.ts'
import { readText } from '../../csv/text.ts'

/** A sheet with the known columns that its header has: an empty cell says something, a missing column does not. */
export interface HeadedSheet<R> extends Sheet<R> {
  readonly columns: ReadonlySet<string>
}

export function withHeader<R>(sheet: Sheet<R>, bytes: Uint8Array, kind: Kind<R>): HeadedSheet<R> {
  return { ...sheet, columns: new Set(columnsIn(bytes, sheet, kind)) }
}

/** The sheet was read, so what would refuse the file does not happen here. */
function columnsIn<R>(bytes: Uint8Array, { assumed }: Sheet<R>, kind: Kind<R>): Iterable<string> {
  const read = readText(bytes, assumed.encoding)
  if (isRefusal(read)) return []
  const { text, firstLine } = skipSeparatorLine(read.text)
  const [row] = readRows(text, assumed.delimiter, firstLine)
  const layout = row && readHeader(row, kind.columns)
  return !layout || isRefusal(layout) ? [] : layout.positions.keys()
}
