import { Temporal } from 'temporal-polyfill'
import type { WallMoment } from '../../rules/time.ts'
import { readerOf } from '../bytes-reader.ts'
import { DamagedMedia } from '../damage.ts'
import { readBoxes } from '../mp4.ts'
import type { Shape } from '../shape.ts'
import { inAmsterdam } from '../wall.ts'
import { readAppleTime } from './apple-time.ts'
import { readTracks, type Track } from './tracks.ts'

/** Films count seconds from 1 January 1904 UTC. */
const SECONDS_1904_TO_1970 = 2_082_844_800

/** When the film says it was made, on the wall clock. A phone's own note tells its clock and zone, so it goes first. */
export function takenOfMovie(movie: Buffer): WallMoment | undefined {
  try {
    return readAppleTime(movie) ?? created(movie)
  } catch (error) {
    if (error instanceof DamagedMedia || error instanceof RangeError) return undefined
    throw error
  }
}

function created(movie: Buffer): WallMoment | undefined {
  const header = [...readBoxes(movie, 0, movie.length)].find(({ type }) => type === 'mvhd')
  if (!header) return undefined
  const reader = readerOf(movie.subarray(0, header.end), header.content)
  const wide = reader.number(1) === 1
  reader.skip(3)
  const seconds = reader.number(wide ? 8 : 4)
  return inAmsterdam(Temporal.Instant.fromEpochMilliseconds((seconds - SECONDS_1904_TO_1970) * 1000))
}

/** Of the first pictures; what can't be read is left out. */
export function shapeOfMovie(movie: Buffer): Shape {
  try {
    const pictures = readTracks(movie).find(({ kind, header }) => kind === 'vide' && header)
    return pictures ? shapeOfTrack(movie, pictures) : {}
  } catch (error) {
    if (error instanceof DamagedMedia) return {}
    throw error
  }
}

/** As EXIF numbers them, by the first two numbers of the matrix. */
const ORIENTATION: Readonly<Record<string, number>> = { '1 0': 1, '0 1': 6, '-1 0': 3, '0 -1': 8 }

function shapeOfTrack(movie: Buffer, { header }: Track): Shape {
  if (!header) return {}
  const reader = readerOf(movie.subarray(0, header.end), header.content)
  const wide = reader.number(1) === 1
  reader.skip(3 + (wide ? 32 : 20) + 16)
  const [a, b] = [fixed(reader.number(4)), fixed(reader.number(4))]
  reader.skip(28)
  const [width, height] = [reader.number(4) >>> 16, reader.number(4) >>> 16]
  const orientation = ORIENTATION[`${a} ${b}`]
  return { ...(width > 0 && height > 0 && { width, height }), ...(orientation && { orientation }) }
}

/** 16.16, with a sign. */
function fixed(number: number): number {
  return (number | 0) / 65_536
}
