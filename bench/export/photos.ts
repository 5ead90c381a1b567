import { createCipheriv } from 'node:crypto'
import sharp from 'sharp'
import { factsOf } from '../../src/archive/metadata/facts.ts'
import { exifSegment } from '../../src/media/exif-write.ts'
import { openFileStore } from '../../src/media/file-store.ts'
import type { StoredFile } from '../../src/media/fingerprint.ts'
import { makeThumbnail } from '../../src/media/thumbnail.ts'
import type { WallMoment } from '../../src/rules/time.ts'

/** Widths of pictures of noise, of which each becomes a JPEG of 350 to 850 kB. */
const WIDTHS = [650, 690, 730, 770, 810, 850, 890, 930, 970, 1010]

interface Picture {
  readonly jpeg: Buffer
  readonly thumbnail: Buffer
}

/** When the photo with this number was taken. */
export function takenAt(photo: number): WallMoment {
  const day = String((photo % 28) + 1).padStart(2, '0')
  return `2026-0${(photo % 6) + 1}-${day}T10:${String(photo % 60).padStart(2, '0')}:00` as WallMoment
}

/**
 * So many photos of 600 kB, in a file store, with their thumbnails, as an import leaves them; the same bytes in every run,
 * and such as nothing can pack. Each is one of a few pictures with a comment of its own. All say when they were taken;
 * every second one, as older cameras do, without the zone, so that the export has to write it.
 */
export async function writePhotos(media: string, count: number): Promise<readonly StoredFile[]> {
  const noise = createCipheriv('aes-256-ctr', Buffer.alloc(32, 'photos'), Buffer.alloc(16))
  const pictures: Picture[] = []
  for (const width of WIDTHS)
    pictures.push(await pictureOf(noise.update(Buffer.alloc(width * width * 3)), width))
  const store = openFileStore(media)
  const files: StoredFile[] = []
  for (let photo = 0; photo < count; photo += 1) {
    const { jpeg, thumbnail } = pictures[photo % pictures.length] as Picture
    const file = await store.put(withSegments(jpeg, exifOf(photo), commentOf(String(photo))))
    await store.putThumbnail(file.sha256, thumbnail)
    files.push(file)
  }
  return files
}

async function pictureOf(pixels: Buffer, width: number): Promise<Picture> {
  const jpeg = await sharp(pixels, { raw: { width, height: width, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer()
  const thumbnail = await makeThumbnail(jpeg)
  if (!thumbnail) throw new Error('a picture of the bench has no thumbnail')
  return { jpeg, thumbnail }
}

function exifOf(photo: number): Buffer {
  const { takenAt: taken, offset } = factsOf({ takenAt: takenAt(photo) })
  const dateTimeOriginal = taken.replace('T', ' ').replace('-', ':').replace('-', ':')
  return exifSegment({ dateTimeOriginal, ...(photo % 2 === 0 && { offset }) })
}

function withSegments(jpeg: Buffer, ...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])
}

function commentOf(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), Buffer.from(text)])
}
