import type { Assumed } from '../../../csv/report.ts'
import type { MediaStore } from '../../../media/file-store.ts'
import type { Source } from '../../../media/source/source.ts'
import type { PhotoFacts, Unusable } from './photo-file.ts'

/** What the import of photos needs besides the tags. */
export interface PhotoHands {
  /** Where the files are. */
  readonly source: Source
  /** Where they are kept; null: nothing is kept. */
  readonly files: MediaStore | null
  /** Names of files that no tags speak of: what is known of those photos stays. */
  readonly untold: ReadonlySet<string>
  /** How the tags were read; null: there are none. Left out: as the file itself says. */
  readonly readAs?: Assumed | null
  readonly signal?: AbortSignal
}

/** What is known of each file, by its name in the tags. */
export type PreparedPhotos = ReadonlyMap<string, PhotoFacts | Unusable>

/** Enough that the disk, the thumbnails and the sums do not wait for each other; few enough to be held. */
const AT_ONCE = 4

/**
 * Looks at the photos and keeps them, before anything is decided: a row never names one that is not kept, and one
 * that is kept without a row harms nobody. All of them each time, so that one that was lost is there again. Their
 * content is let go: a folder of photos doesn't fit in memory.
 */
export async function preparePhotos(
  names: readonly string[],
  hands: PhotoHands,
  progress: (done: number, total: number) => void,
): Promise<PreparedPhotos> {
  await hands.files?.tidy()
  // What reads photos and films is loaded for these alone.
  const { keepPhoto } = await import('./photo-file.ts')
  const prepared = new Map<string, PhotoFacts | Unusable>()
  const waiting = names.values()
  const work = async () => {
    for (const name of waiting) {
      hands.signal?.throwIfAborted()
      prepared.set(name, await prepare(name, hands, keepPhoto))
      progress(prepared.size, names.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return prepared
}

async function prepare(
  name: string,
  { source, files }: PhotoHands,
  keepPhoto: typeof import('./photo-file.ts').keepPhoto,
): Promise<PhotoFacts | Unusable> {
  const file = await source.find(name)
  if (file === undefined) return { code: 'missing-file' }
  return file === 'ambiguous' ? { code: 'ambiguous-file' } : keepPhoto(file, files)
}
