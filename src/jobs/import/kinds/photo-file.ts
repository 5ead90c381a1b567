import { DamagedMedia } from '../../../media/damage.ts'
import type { MediaStore } from '../../../media/file-store.ts'
import { fingerprint, type StoredFile } from '../../../media/fingerprint.ts'
import { timeInName } from '../../../media/name-time.ts'
import { type MediaFault, type MediaFile, readMedia } from '../../../media/read-media.ts'
import type { MediaType } from '../../../media/sniff.ts'
import type { SourceFile, Unreadable } from '../../../media/source/source.ts'
import { canBeShown, makeThumbnail } from '../../../media/thumbnail.ts'
import type { WallMoment } from '../../../rules/index.ts'
import type { TakenFrom } from '../../../store/tables.ts'

export type UnusableFile =
  | Unreadable
  | 'ambiguous-file'
  | 'empty-file'
  | 'unsupported-type'
  | 'too-large-file'
  | 'damaged-file'

/** A file that can't be kept, and for one that is damaged what is wrong with it. */
export interface Unusable {
  readonly code: UnusableFile
  readonly why?: string
}

/** What is known of a photo or film as it is kept: without places and serial numbers. */
export interface PhotoFacts extends StoredFile {
  /** As it is called where it came from. */
  readonly name: string
  readonly type: MediaType
  readonly width: number | null
  readonly height: number | null
  readonly orientation: number | null
  /** The best that is known; undefined when nothing is. */
  readonly taken: Taken | undefined
  /** It can be shown small. */
  readonly hasThumbnail: boolean
}

export interface Taken {
  readonly at: WallMoment
  readonly from: TakenFrom
}

/** Looks at a file and, with a store, keeps it there. */
export async function keepPhoto(file: SourceFile, files: MediaStore | null): Promise<PhotoFacts | Unusable> {
  try {
    const found = await file.use(async (content) => {
      const media = await readMedia(content)
      return 'code' in media ? unusable(media) : keep(media, file, files)
    })
    return typeof found === 'string' ? { code: found } : found
  } catch (error) {
    // What is damaged far behind the beginning of a film only shows when all of it is read.
    if (error instanceof DamagedMedia) return unusable(error.damage)
    throw error
  }
}

function unusable(fault: MediaFault): Unusable {
  if (fault.code === 'damaged') return { code: 'damaged-file', why: fault.why }
  return {
    code: (
      { empty: 'empty-file', 'unknown-type': 'unsupported-type', 'too-large': 'too-large-file' } as const
    )[fault.code],
  }
}

async function keep(media: MediaFile, file: SourceFile, files: MediaStore | null): Promise<PhotoFacts> {
  const { content, type, width = null, height = null, orientation = null } = media
  const stored = await fingerprint(typeof content === 'function' ? content() : [content])
  await files?.put(content, stored)
  const hasThumbnail = await keepThumbnail(media, stored, files)
  const taken = await takenOf(media, file)
  return { ...stored, name: file.name, type, width, height, orientation, taken, hasThumbnail }
}

/** It is made once. Without a store only those are tried of which it is not known whether they can be made. */
async function keepThumbnail(
  { content, type }: MediaFile,
  { sha256 }: StoredFile,
  files: MediaStore | null,
): Promise<boolean> {
  if (typeof content === 'function') return false
  if (!files && type !== 'image/heic') return canBeShown(type)
  if (await files?.openThumbnail(sha256)) return true
  const thumbnail = await makeThumbnail(content)
  if (thumbnail) await files?.putThumbnail(sha256, thumbnail)
  return thumbnail !== undefined
}

async function takenOf({ takenAt }: MediaFile, file: SourceFile): Promise<Taken | undefined> {
  if (takenAt) return { at: takenAt, from: 'exif' }
  const inName = timeInName(file.name)
  if (inName) return { at: inName, from: 'name' }
  const modified = await file.modified()
  return modified && { at: modified, from: 'file' }
}
