import { parse } from 'csv-parse/sync'
import { countLineEnds } from './lines.ts'
import type { Lines } from './report.ts'

export interface Row extends Lines {
  /** As written, without the quotes around them. */
  readonly cells: readonly string[]
}

/**
 * The rows of a text whose quotes are closed, without blank ones. Lines count from `firstLine`; csv-parse's own
 * count is not used, it takes a CRLF inside quotes for two.
 */
export function* readRows(text: string, delimiter: string, firstLine: number): Generator<Row> {
  let line = firstLine
  for (const cells of parseCells(text, delimiter)) {
    const lastLine = line + cells.reduce((sum, cell) => sum + countLineEnds(cell), 0)
    if (!cells.every(isBlank)) yield { line, lastLine, cells }
    line = lastLine + 1
  }
}

function parseCells(text: string, delimiter: string): string[][] {
  return parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
  })
}

/** White space includes the no-break space. */
export function isBlank(cell: string): boolean {
  return cell.trim() === ''
}
