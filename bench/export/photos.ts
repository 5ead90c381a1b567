import { createCipheriv } from 'node:crypto'
import sharp from 'sharp'
import { factsOf } from '../../src/archive/metadata/facts.ts'
import { exifSegment } from '../../src/media/exif-write.ts'
import { openFileStore } from '../../src/media/file-store.ts'
import type { StoredFile } from '../../src/media/fingerprint.ts'
import { makeThumbnail } from '../../src/media/thumbnail.ts'
import type { WallMoment } from '../../src/rules/time.ts'

/** Widths of pictures, of which each becomes a JPEG of 350 to 850 kB, as cameras make them. */
const WIDTHS = [1500, 1600, 1690, 1790, 1890, 1970, 2060, 2160, 2250, 2340]
const QUALITY = 90

/** What is seen in a photo: areas, shapes, details, and how much each weighs. */
const LAYERS = [
  { cells: 6, weight: 0.6 },
  { cells: 48, weight: 0.2 },
  { cells: 384, weight: 0.1 },
]

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
  const random = (bytes: number) => noise.update(Buffer.alloc(bytes))
  for (const width of WIDTHS) pictures.push(await pictureOf(random, width, Math.round(width * 0.75)))
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

type Random = (bytes: number) => Buffer

/** Layers of ever finer noise and the grain of a camera, which its thumbnail has lost: as small as one of a photo. */
async function pictureOf(random: Random, width: number, height: number): Promise<Picture> {
  const raw = { width, height, channels: 3 } as const
  const layers = await Promise.all(LAYERS.map((layer) => drawLayer(layer, random, raw)))
  const pixels = random(width * height * 3)
  for (const [at, grain] of pixels.entries()) {
    pixels[at] = layers.reduce((sum, layer) => sum + (layer[at] ?? 0), grain & 15)
  }
  const jpeg = await sharp(pixels, { raw }).jpeg({ quality: QUALITY }).toBuffer()
  const thumbnail = await makeThumbnail(jpeg)
  if (!thumbnail) throw new Error('a picture of the bench has no thumbnail')
  return { jpeg, thumbnail }
}

type Size = Readonly<Record<'width' | 'height', number>>

function drawLayer({ cells, weight }: (typeof LAYERS)[number], random: Random, { width, height }: Size) {
  const rows = Math.round((cells * height) / width)
  return sharp(random(cells * rows * 3), { raw: { width: cells, height: rows, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .linear(weight, 0)
    .raw()
    .toBuffer()
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
