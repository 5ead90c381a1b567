import { openFileStore } from '../../media/file-store.ts'
import { type ImportJob, importJob } from './job.ts'
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
  /** The folder in which photos are kept. */
  readonly media: string
}

const KINDS = {
  locations: () => locations,
  groups: () => groups,
  children: () => children,
  contracts: () => contracts,
  photos: ({ folder, media }: ImportSource) => photos({ folder, files: openFileStore(media) }),
  diary: () => diary,
  consents: () => consents,
  accounts: () => accounts,
  closures: () => closures,
  'school-holidays': () => schoolHolidays,
}

export type ImportName = keyof typeof KINDS

export function createImport(name: ImportName, source: ImportSource): ImportJob {
  return importJob(name, KINDS[name](source), source.bytes)
}
