import { type Options, openSheet } from '../../csv/read-sheet.ts'
import { openFileStore } from '../../media/file-store.ts'
import type { Moment } from '../../rules/index.ts'
import type { ImportKind } from './kind.ts'
import { accounts } from './kinds/accounts.ts'
import { children } from './kinds/children.ts'
import { closures } from './kinds/closures.ts'
import { consents } from './kinds/consents.ts'
import { contracts } from './kinds/contracts.ts'
import { diary } from './kinds/diary.ts'
import { groups } from './kinds/groups.ts'
import { locations } from './kinds/locations.ts'
import { photos } from './kinds/photos.ts'
import { schoolHolidays } from './kinds/school-holidays.ts'
import type { OpenedPart } from './run-import.ts'

export { mappingOf } from './profiles/profile.ts'
export { loadProfile } from './profiles/profile-folder.ts'
export { rejectsOf } from './rejects.ts'
export type { ImportReport } from './report.ts'
export { runImport } from './run-import.ts'
export { readSource } from './source.ts'

/** A file to import, and for a tags file the folder that the photos are in. */
export interface ImportSource {
  readonly bytes: Uint8Array
  readonly folder: string
  /** The folder in which photos are kept; null: they are only looked at, for a dry run. */
  readonly media: string | null
  /** Also a guardian with an active account gets a changed address. */
  readonly allowAccountChange?: boolean
}

const KINDS = {
  locations: () => locations,
  groups: () => groups,
  children: ({ allowAccountChange = false }: ImportSource) => children({ allowAccountChange }),
  contracts: () => contracts,
  photos: ({ folder, media }: ImportSource) =>
    photos({ folder, files: media === null ? null : openFileStore(media) }),
  diary: () => diary,
  consents: () => consents,
  accounts: () => accounts,
  closures: () => closures,
  'school-holidays': () => schoolHolidays,
}

export type ImportName = keyof typeof KINDS

/** Opens the file as rows of one kind; for photos the files that it names are looked at too. */
export function openPart(
  name: ImportName,
  source: ImportSource,
  options: ReadingOptions,
  at: Moment,
): OpenedPart {
  const kind: ImportKind<unknown, object> = KINDS[name](source)
  return { name, kind, opened: openSheet(source.bytes, kind.sheet, { ...options, today: at.today }) }
}

/** How a file is to be read whose bytes mislead. */
export type ReadingOptions = Omit<Options, 'today'>
