import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** The cells of a row; none holds a `;`, a quote or a line end. */
export type Cells = readonly string[]

const ROWS_AT_ONCE = 1000

/** UTF-8 with `;` and CRLF: as Excel writes it, but in the encoding that every peer reads. */
export function writeCsv(file: string, rows: Iterable<Cells>): Promise<void> {
  return pipeline(Readable.from(linesOf(rows)), createWriteStream(file))
}

function* linesOf(rows: Iterable<Cells>): Iterable<string> {
  let lines: string[] = []
  for (const cells of rows) {
    lines.push(`${cells.join(';')}\r\n`)
    if (lines.length < ROWS_AT_ONCE) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}
