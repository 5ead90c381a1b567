import { Temporal } from 'temporal-polyfill'
import type { WallMoment } from '../rules/time.ts'
import { DamagedMedia } from './damage.ts'
import { type Exif, readExif } from './exif-read.ts'
import { readBoxes } from './mp4.ts'
import type { MediaType } from './sniff.ts'

/** When and how a photo or film was taken, as far as it says. */
export interface Taken {
  /** On the wall clock in Europe/Amsterdam; as the camera's clock said where that gave no offset. */
  readonly at?: WallMoment
  /** 1 to 8 as in EXIF. */
  readonly orientation?: number
}

const ZONE = 'Europe/Amsterdam'
/** Films count seconds from 1 January 1904 UTC. */
const SECONDS_1904_TO_1970 = 2_082_844_800
/** A clock that was never set says year 0, 1904, 1970 or 1980: before this year no camera wrote EXIF or MP4. */
const FIRST_YEAR = 1990
/** The last that fits in four digits; a damaged film has years of six. */
const LAST_YEAR = 9999

export function takenAt(bytes: Uint8Array, type: MediaType): Taken {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return type === 'video/mp4' ? takenOfFilm(buffer) : takenOfPhoto(readExif(buffer))
}

function takenOfPhoto({ dateTimeOriginal, offset, orientation }: Exif): Taken {
  const at = dateTimeOriginal && wallOf(dateTimeOriginal, offset)
  return { ...(at && { at }), ...(orientation && { orientation }) }
}

function wallOf(dateTimeOriginal: string, offset: string | undefined): WallMoment | undefined {
  const text = dateTimeOriginal.replace(':', '-').replace(':', '-').replace(' ', 'T')
  try {
    const local = Temporal.PlainDateTime.from(text)
    return offset ? inAmsterdam(Temporal.Instant.from(`${text}${offset}`)) : asWall(local)
  } catch {
    // Cameras write times that no calendar has, such as `0000:00:00 00:00:00`.
    return undefined
  }
}

function takenOfFilm(bytes: Buffer): Taken {
  try {
    const seconds = creationSeconds(bytes)
    const epochMilliseconds = (seconds - SECONDS_1904_TO_1970) * 1000
    const at = inAmsterdam(Temporal.Instant.fromEpochMilliseconds(epochMilliseconds))
    return at ? { at } : {}
  } catch (error) {
    if (error instanceof DamagedMedia || error instanceof RangeError) return {}
    throw error
  }
}

/** From the film's own header (`moov`, `mvhd`); 0 when it does not say. */
function creationSeconds(bytes: Buffer): number {
  const movie = [...readBoxes(bytes, 0, bytes.length)].find(({ type }) => type === 'moov')
  const header = movie && [...readBoxes(bytes, movie.content, movie.end)].find(({ type }) => type === 'mvhd')
  if (!header) return 0
  const content = bytes.subarray(header.content, header.end)
  return content.readUInt8() === 1 ? Number(content.readBigUInt64BE(4)) : content.readUInt32BE(4)
}

function inAmsterdam(instant: Temporal.Instant): WallMoment | undefined {
  return asWall(instant.toZonedDateTimeISO(ZONE).toPlainDateTime())
}

/** Undefined for a year in which nothing can have been taken: no time is better than a false one. */
function asWall(local: Temporal.PlainDateTime): WallMoment | undefined {
  if (local.year < FIRST_YEAR || local.year > LAST_YEAR) return undefined
  return local.toString({ smallestUnit: 'second' }) as WallMoment
}
