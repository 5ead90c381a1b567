import { exifSegment } from '../../media/exif-write.ts'
import { MARKER, readSegments, type Segment } from '../../media/jpeg.ts'
import { exifToWrite } from './exif.ts'
import type { PhotoFacts } from './facts.ts'
import { xmpOf } from './xmp.ts'

const XMP_NAME = Buffer.from('http://ns.adobe.com/xap/1.0/\0')

/** EXIF and XMP take the place of those that were there, before everything but the start and JFIF's header. */
export function tellInJpeg(file: Buffer, facts: PhotoFacts): readonly Buffer[] | undefined {
  const head = headOf(file)
  const start = head.reduce((at, { bytes }) => at + bytes.length, 0)
  // No more than the head is handed over: who looks for EXIF would go through the whole picture.
  const exif = exifToWrite(file.subarray(0, start), facts)
  if (!exif) return undefined
  const first = head.findLastIndex(({ marker }) => marker === MARKER.startOfImage || marker === MARKER.app0)
  const bytesOf = (segments: readonly Segment[]) =>
    segments.filter((segment) => !isMetadata(segment)).map(({ bytes }) => bytes)
  return [
    ...bytesOf(head.slice(0, first + 1)),
    exifSegment(exif),
    xmpSegment(facts),
    ...bytesOf(head.slice(first + 1)),
    file.subarray(start),
  ]
}

/** What stands before the picture itself: the start and all application segments. */
function headOf(file: Buffer): readonly Segment[] {
  const head: Segment[] = []
  for (const segment of readSegments(file)) {
    const belongs =
      segment.marker === MARKER.startOfImage ||
      (segment.marker >= MARKER.app0 && segment.marker <= MARKER.app15)
    if (!belongs) break
    head.push(segment)
  }
  return head
}

function isMetadata({ marker, bytes }: Segment): boolean {
  const named = (name: Buffer) => bytes.subarray(4, 4 + name.length).equals(name)
  return marker === MARKER.app1 && (named(Buffer.from('Exif\0\0')) || named(XMP_NAME))
}

function xmpSegment(facts: PhotoFacts): Buffer {
  const payload = Buffer.concat([XMP_NAME, xmpOf(facts)])
  const head = Buffer.from([0xff, MARKER.app1, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([head, payload])
}
