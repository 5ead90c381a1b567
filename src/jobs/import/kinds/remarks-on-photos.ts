import { findingAt, type ImportFinding } from '../finding.ts'
import type { Wanted } from '../kind.ts'
import type { PhotoRow } from './photo-rows.ts'
import type { PreparedPhotos } from './prepare-photos.ts'

interface Beside {
  readonly files: PreparedPhotos
  readonly stored: ReadonlyMap<string, PhotoRow>
  readonly untold: ReadonlySet<string>
}

/** Each row of the tags without children is named; files without a row, of which there may be thousands, are counted. */
export function remarksOnPhotos(
  wanted: readonly Wanted<PhotoRow>[],
  { files, stored, untold }: Beside,
): readonly ImportFinding[] {
  const untagged = wanted.filter(({ row }) => row.childIds.length === 0)
  const told = untagged.filter(({ name }) => !untold.has(name))
  const unseen = wanted.filter(({ key, name }) => {
    const file = files.get(name)
    return !stored.has(key) && file !== undefined && 'hasThumbnail' in file && !file.hasThumbnail
  })
  return [
    ...told.map((one) => findingAt(one, { code: 'untagged', column: 'kindnummers', value: one.name })),
    ...counted(
      untagged.filter(({ name }) => untold.has(name)),
      'untagged-files',
    ),
    ...counted(unseen, 'no-thumbnail'),
  ]
}

function counted(
  all: readonly Wanted<PhotoRow>[],
  code: 'untagged-files' | 'no-thumbnail',
): readonly ImportFinding[] {
  const [first] = all
  if (!first) return []
  const value = String(all.length)
  return [
    findingAt(first, {
      code,
      column: 'bestand',
      value,
      ofFile: `${value} ${all.length === 1 ? 'file' : 'files'}`,
    }),
  ]
}
