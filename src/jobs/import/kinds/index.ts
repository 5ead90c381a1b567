import { openMediaStore } from '../../../media/file-store.ts'
import { namedFiles } from '../../../media/source/folder.ts'
import type { ImportKind, StoredKind } from '../kind.ts'
import { accounts } from './accounts.ts'
import { children } from './children.ts'
import { closures } from './closures.ts'
import { consents } from './consents.ts'
import { contracts } from './contracts.ts'
import { diary } from './diary.ts'
import { groups } from './groups.ts'
import { GUARDIANS, guardians } from './guardians.ts'
import { locations } from './locations.ts'
import { photos } from './photos.ts'
import type { PhotoHands } from './prepare-photos.ts'
import { schoolHolidays } from './school-holidays.ts'

/** All files of a folder or a ZIP, with what tags say of them. */
export type PhotoFolder = Pick<PhotoHands, 'source' | 'untold' | 'readAs'>

/** A file to import, and for a tags file the folder that the photos are in. */
export interface ImportSource {
  readonly bytes: Uint8Array
  readonly folder: string
  /** Where photos are kept; null: they are only looked at, for a dry run. */
  readonly media: string | null
  /** Photos of a folder or a ZIP as a whole; left out: those that the tags name, in `folder`. */
  readonly photos?: PhotoFolder
  readonly signal?: AbortSignal
  /** Also a guardian with an active account gets a changed address. */
  readonly allowAccountChange?: boolean
}

/** Everything that can be imported, by the name on the command line. */
export const IMPORT_KINDS = {
  locations: () => locations,
  groups: () => groups,
  children: ({ allowAccountChange = false }: ImportSource) => children({ allowAccountChange }),
  contracts: () => contracts,
  photos: ({ folder, media, photos: whole, signal }: ImportSource) =>
    photos({
      ...(whole ?? { source: namedFiles(folder), untold: new Set() }),
      files: media === null ? null : openMediaStore(media),
      ...(signal && { signal }),
    }),
  diary: () => diary,
  consents: () => consents,
  accounts: () => accounts,
  closures: () => closures,
  'school-holidays': () => schoolHolidays,
}

export type ImportName = keyof typeof IMPORT_KINDS

export const IMPORT_NAMES = Object.keys(IMPORT_KINDS) as readonly ImportName[]

/** A kind whose rows are stored already: no file is looked at. Guardians come with children, and have no file of their own. */
export function storedKind(name: string): StoredKind {
  if (name === GUARDIANS) return guardians as StoredKind
  if (!(name in IMPORT_KINDS)) throw new Error(`There is no kind ${name}.`)
  const kind: ImportKind<unknown, object> = IMPORT_KINDS[name as ImportName](NO_FILE)
  return kind
}

const NO_FILE: ImportSource = { bytes: new Uint8Array(), folder: '.', media: null }
