import { type Options, openSheet } from '../../csv/read-sheet.ts'
import type { Moment } from '../../rules/index.ts'
import type { ImportKind } from './kind.ts'
import { IMPORT_KINDS, type ImportName, type ImportSource } from './kinds/index.ts'
import type { OpenedPart } from './run-import.ts'

export { IMPORT_NAMES, type ImportName, type ImportSource } from './kinds/index.ts'
export type { OpenedPhotos } from './photos/open-photos.ts'
export { kindsInOrder, mappingOf } from './profiles/profile.ts'
export { loadProfile } from './profiles/profile-folder.ts'
export { rejectsOf } from './rejects.ts'
export type { ImportReport } from './report.ts'
export { type ImportResult, runImport } from './run-import.ts'
export { openSource, readSource } from './source.ts'

/** Opens the file as rows of one kind; for photos the files that it names are looked at too. */
export function openPart(
  name: ImportName,
  source: ImportSource,
  options: ReadingOptions,
  at: Moment,
): OpenedPart {
  const kind: ImportKind<unknown, object> = IMPORT_KINDS[name](source)
  return { name, kind, opened: openSheet(source.bytes, kind.sheet, { ...options, today: at.today }) }
}

/** How a file is to be read whose bytes mislead. */
export type ReadingOptions = Omit<Options, 'today'>
