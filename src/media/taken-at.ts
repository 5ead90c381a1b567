import type { WallMoment } from '../rules/time.ts'
import { readExif } from './exif-read.ts'
import { wallAt } from './wall.ts'

/** When and how a photo was taken, as far as it says. */
export interface Taken {
  /** On the wall clock in Europe/Amsterdam; as the camera's clock said where that gave no offset. */
  readonly at?: WallMoment
  /** 1 to 8 as in EXIF. */
  readonly orientation?: number
}

export function takenAt(bytes: Uint8Array): Taken {
  const { dateTimeOriginal, offset, orientation } = readExif(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  )
  const at = dateTimeOriginal && wallOf(dateTimeOriginal, offset)
  return { ...(at && { at }), ...(orientation && { orientation }) }
}

function wallOf(dateTimeOriginal: string, offset: string | undefined): WallMoment | undefined {
  return wallAt(dateTimeOriginal.replace(':', '-').replace(':', '-').replace(' ', 'T'), offset)
}
