import { openFileStore } from '../../media/file-store.ts'
import type { Moment } from '../../rules/index.ts'
import { type ImportJob, type ImportOptions, importJob, prepareFile } from './job.ts'
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

export type { ImportOptions } from './job.ts'
export type { ImportReport } from './report.ts'
export { readSource } from './source.ts'

/** A file to import, and for a tags file the folder that the photos are in. */
export interface ImportSource {
  readonly bytes: Uint8Array
  readonly folder: string
  /** The folder in which photos are kept; null: they are only looked at, for a dry run. */
  readonly media: string | null
}

const KINDS = {
  locations: () => locations,
  groups: () => groups,
  children: () => children,
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

/** Reads the file, and for photos the files that it names, so that the job itself only works on the database. */
export async function createImport(
  name: ImportName,
  source: ImportSource,
  options: ImportOptions,
  at: Moment,
): Promise<ImportJob> {
  const kind: ImportKind<unknown, object> = KINDS[name](source)
  return importJob(name, kind, await prepareFile(kind, source.bytes, options, at))
}
