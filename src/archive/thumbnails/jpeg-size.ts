import { DamagedMedia } from '../../media/damage.ts'
import { readSegments } from '../../media/jpeg.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Markers in the row of those that begin a frame, and are something else. */
const NO_FRAME = [0xc4, 0xc8, 0xcc]

/** How large a JPEG is; undefined when it is none. */
export function jpegSize(bytes: Buffer): Size | undefined {
  try {
    for (const { marker, bytes: segment } of readSegments(bytes)) {
      if (marker < 0xc0 || marker > 0xcf || NO_FRAME.includes(marker) || segment.length < 9) continue
      return { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
    }
  } catch (error) {
    if (!(error instanceof DamagedMedia)) throw error
  }
  return undefined
}
