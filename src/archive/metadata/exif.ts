import { type Exif, readExif } from '../../media/exif-read.ts'
import type { ExifFacts } from '../../media/exif-write.ts'
import type { PhotoFacts } from './facts.ts'

/** What the EXIF of a file must say; undefined when it says so already, to the letter. */
export function exifToWrite(file: Buffer, facts: PhotoFacts): ExifFacts | undefined {
  const found = readExif(file)
  const taken = `${facts.takenAt.slice(0, 10).replaceAll('-', ':')} ${facts.takenAt.slice(11)}`
  if (!facts.caption && saysSo(found, taken, facts.offset)) return undefined
  return {
    ...(facts.caption && { description: facts.caption }),
    ...(found.orientation !== undefined && { orientation: found.orientation }),
    dateTimeOriginal: taken,
    offset: facts.offset,
  }
}

function saysSo({ dateTimeOriginal, offset }: Exif, taken: string, expected: string): boolean {
  return dateTimeOriginal === taken && offset === expected
}
