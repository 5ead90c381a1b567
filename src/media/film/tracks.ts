import { readerOf } from '../bytes-reader.ts'
import { type Box, readBoxes } from '../mp4.ts'

/** A film's pictures, its sound, or something beside them: texts, places, faces. */
export interface Track {
  readonly box: Box
  /** `vide`, `soun`, or another kind. */
  readonly kind: string
  /** By type; the first of each. */
  readonly header: Box | undefined
  readonly samples: Box | undefined
}

/** Tracks in the content of a `moov`. */
export function readTracks(movie: Buffer): readonly Track[] {
  return [...readBoxes(movie, 0, movie.length)].flatMap((box) =>
    box.type === 'trak' ? [trackOf(movie, box)] : [],
  )
}

function trackOf(movie: Buffer, box: Box): Track {
  const media = inside(movie, box, 'mdia')
  const handler = media && inside(movie, media, 'hdlr')
  const info = media && inside(movie, media, 'minf')
  return {
    box,
    kind: handler ? kindOf(movie, handler) : '',
    header: inside(movie, box, 'tkhd'),
    samples: info && inside(movie, info, 'stbl'),
  }
}

export function inside(bytes: Buffer, box: Box, type: string): Box | undefined {
  return [...readBoxes(bytes, box.content, box.end)].find((one) => one.type === type)
}

function kindOf(movie: Buffer, handler: Box): string {
  const reader = readerOf(movie.subarray(0, handler.end), handler.content + 8)
  return reader.text(4)
}
