import { stringify } from 'csv-stringify/sync'
import type { PhotoRecord } from '../../../csv/kinds/photos.ts'
import type { OpenSheet } from '../../../csv/read-sheet.ts'
import { readText } from '../../../csv/text.ts'
import type { Source } from '../../../media/source/source.ts'

const FILE = 'bestand'

/** Names of files that no row of the tags is about. A row that is wrong is about its file all the same. */
export async function untoldFiles(source: Source, sheet: OpenSheet<PhotoRecord>): Promise<readonly string[]> {
  const told = new Set<string>()
  for (const row of sheet.rows()) {
    const file = row.key === undefined ? undefined : await source.find(row.keyText())
    if (file && file !== 'ambiguous') told.add(file.name)
  }
  return source.files.map(({ name }) => name).filter((name) => !told.has(name))
}

/** A sheet that names files and says nothing of them. */
export function sheetOfFiles(names: readonly string[]): Uint8Array {
  return Buffer.from(
    stringify([[FILE, 'kindnummers'], ...names.map((name) => [name, ''])], { delimiter: ';' }),
  )
}

/** The tags with a row more for each of these files, behind all others: the lines of the tags stay what they were. */
export function addFiles(
  tags: Uint8Array,
  { layout, assumed }: OpenSheet<PhotoRecord>,
  names: readonly string[],
): Uint8Array {
  const read = readText(tags, assumed.encoding === 'utf-8-bom' ? 'utf-8' : assumed.encoding)
  if (!('utf8' in read)) return tags
  const at = layout.positions.get(FILE) ?? 0
  const rows = names.map((name) =>
    Array.from({ length: layout.most }, (_, cell) => (cell === at ? name : '')),
  )
  return Buffer.concat([read.utf8, Buffer.from(`\n${stringify(rows, { delimiter: assumed.delimiter })}`)])
}
