import type { Readable } from 'node:stream'
import type { Reread } from './content.ts'
import type { StoredFile } from './fingerprint.ts'
import { openFolderStore } from './folder/folder-store.ts'
import type { Opened } from './open-stored.ts'
import type { Found } from './open-unchecked.ts'

/** Photos and videos by their SHA-256. */
export interface FileStore {
  /**
   * Keeps the bytes; does nothing when they are there already, mends them when they are damaged. What is read piece by
   * piece must come to `known`, or it throws a UserError: the file changed while it was read.
   */
  put(content: Uint8Array | Reread, known?: StoredFile): Promise<StoredFile>
  open(sha256: string): Promise<Opened>
  /** Its content as it is: whoever reads it looks at size and CRC, and at the SHA-256 before others get it. It may be in `room`. */
  openUnchecked(sha256: string, room: Buffer): Promise<Found>
  /** A small JPEG of the photo with this SHA-256, for whoever works in a thread of its own: reading waits for the disk. */
  readThumbnail(sha256: string): Promise<Buffer | undefined>
}

/** A store as the portal and the imports need it. */
export interface MediaStore extends FileStore {
  /** A part of a file as it lies there, for a player; nobody has checked it. Undefined when there is no such file. */
  openPart(sha256: string, part: Part): Promise<Readable | undefined>
  /** A small JPEG of the photo with this SHA-256. It can be made again, so nothing hangs on it. */
  putThumbnail(sha256: string, jpeg: Uint8Array): Promise<void>
  openThumbnail(sha256: string): Promise<Buffer | undefined>
  /** With its thumbnail; does nothing when it is gone already. */
  remove(sha256: string): Promise<void>
  /** Removes what writers left that were killed more than a day ago. */
  tidy(): Promise<void>
}

/** Both bytes are included. */
export interface Part {
  readonly from: number
  readonly until: number
}

/** A folder, or `s3://BUCKET/PREFIX`. */
export function openMediaStore(place: string): MediaStore {
  return place.startsWith('s3://')
    ? later(async () => (await import('./s3/s3-store.ts')).openS3Store(place))
    : openFolderStore(place)
}

/** A folder on this machine. */
export const openFileStore: (root: string) => MediaStore = openFolderStore

/** The client of S3 is large: it is loaded when something is asked of the store. */
function later(open: () => Promise<MediaStore>): MediaStore {
  let opened: Promise<MediaStore> | undefined
  const store = () => {
    opened ??= open()
    return opened
  }
  return {
    put: async (content, known) => (await store()).put(content, known),
    open: async (sha256) => (await store()).open(sha256),
    openUnchecked: async (sha256, room) => (await store()).openUnchecked(sha256, room),
    openPart: async (sha256, part) => (await store()).openPart(sha256, part),
    putThumbnail: async (sha256, jpeg) => (await store()).putThumbnail(sha256, jpeg),
    openThumbnail: async (sha256) => (await store()).openThumbnail(sha256),
    readThumbnail: async (sha256) => (await store()).readThumbnail(sha256),
    remove: async (sha256) => (await store()).remove(sha256),
    tidy: async () => (await store()).tidy(),
  }
}
