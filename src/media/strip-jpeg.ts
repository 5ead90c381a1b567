import { DamagedMedia } from './damage.ts'
import { readExif } from './exif-read.ts'
import { exifSegment } from './exif-write.ts'
import { MARKER, readSegments, type Segment } from './jpeg.ts'

const JFIF_LENGTH = 18

/**
 * The same picture, to the bit, without what a camera wrote around it. What decoders need to show it rightly
 * stays (JFIF, colour profile, Adobe's colour transform); orientation and time of taking are written anew.
 */
export function stripJpeg(bytes: Buffer): Buffer {
  const segments = [...readSegments(bytes)]
  requireImage(segments)
  const [start, ...rest] = segments.flatMap(keep)
  const jfif = rest.filter((segment) => segment.marker === MARKER.app0)
  const image = rest.filter((segment) => segment.marker !== MARKER.app0)
  const bytesOf = (segment: Segment) => segment.bytes
  return Buffer.concat([
    ...[start as Segment, ...jfif].map(bytesOf),
    exifSegment(readExif(bytes)),
    ...image.map(bytesOf),
  ])
}

function requireImage(segments: readonly Segment[]): void {
  const isFrame = ({ marker }: Segment) =>
    marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
  if (!segments.some(isFrame)) throw new DamagedMedia(0, 'holds no frame')
  if (!segments.some(({ marker }) => marker === MARKER.startOfScan))
    throw new DamagedMedia(0, 'holds no image')
}

function keep(segment: Segment): readonly Segment[] {
  const { marker, bytes } = segment
  const named = (name: string) => bytes.toString('latin1', 4, 4 + name.length) === name
  if (marker === MARKER.app0) return named('JFIF\0') ? withoutThumbnail(segment) : []
  if (marker === MARKER.app2) return named('ICC_PROFILE\0') ? [segment] : []
  if (marker === MARKER.app14) return named('Adobe') ? [segment] : []
  const isMetadata = (marker >= MARKER.app1 && marker <= MARKER.app15) || marker >= MARKER.extension
  return isMetadata ? [] : [segment]
}

/** A JFIF header may end in a small copy of the picture: width and height of zero say that there is none. */
function withoutThumbnail({ marker, bytes }: Segment): readonly Segment[] {
  if (bytes.length < JFIF_LENGTH) return []
  const header = Buffer.from(bytes.subarray(0, JFIF_LENGTH))
  header.writeUInt16BE(JFIF_LENGTH - 2, 2)
  header.writeUInt16BE(0, JFIF_LENGTH - 2)
  return [{ marker, bytes: header }]
}
