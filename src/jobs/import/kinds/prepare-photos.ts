import type { FileStore } from '../../../media/file-store.ts'
import { type PhotoFacts, readPhotoFile, type UnusableFile } from './photo-file.ts'

/** What the import of photos needs besides the tags. */
export interface PhotoHands {
  /** Where the files are. */
  readonly folder: string
  /** Where they are kept; null: nothing is kept. */
  readonly files: FileStore | null
}

/** What is known of each file, by its name in the tags. */
export type PreparedPhotos = ReadonlyMap<string, PhotoFacts | UnusableFile>

/**
 * Looks at the photos and keeps them, before anything is decided: a row never names one that is not kept, and one
 * that is kept without a row harms nobody. All of them each time, so that one that was lost is there again. One at
 * a time, and its content is let go: a folder of photos doesn't fit in memory.
 */
export async function preparePhotos(
  names: readonly string[],
  { folder, files }: PhotoHands,
): Promise<PreparedPhotos> {
  const prepared = new Map<string, PhotoFacts | UnusableFile>()
  for (const name of names) {
    const file = await readPhotoFile(folder, name)
    if (typeof file !== 'string') await files?.put(file.content)
    prepared.set(name, typeof file === 'string' ? file : file.facts)
  }
  return prepared
}
