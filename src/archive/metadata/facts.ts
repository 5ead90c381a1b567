import { Temporal } from 'temporal-polyfill'
import type { WallMoment } from '../../rules/time.ts'
import type { AlbumPhoto } from '../album.ts'

/** What a file of the export tells by itself, wherever it ends up: when it was taken, and what is on it. */
export interface PhotoFacts {
  readonly takenAt: WallMoment
  /** `+02:00`: what Amsterdam's clock was ahead of UTC. */
  readonly offset: string
  readonly caption?: string
}

const ZONE = 'Europe/Amsterdam'
/** A segment of a JPEG holds 64 KiB; escaped for XML a caption can be five times as long. */
const LONGEST_CAPTION = 10_000

export function factsOf({ takenAt, caption }: Pick<AlbumPhoto, 'takenAt' | 'caption'>): PhotoFacts {
  const { offset } = Temporal.PlainDateTime.from(takenAt).toZonedDateTime(ZONE)
  const written = caption && cut(withoutControls(caption))
  return { takenAt, offset, ...(written && { caption: written }) }
}

/** Seconds since 1970, in UTC. */
export function epochSecondsOf({ takenAt, offset }: PhotoFacts): number {
  return Math.floor(Temporal.Instant.from(`${takenAt}${offset}`).epochMilliseconds / 1000)
}

/** EXIF ends a text at a zero, and XML has no control characters but white space. */
function withoutControls(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
}

/** Never inside a character. */
function cut(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= LONGEST_CAPTION) return text
  return bytes.toString('utf8', 0, LONGEST_CAPTION).replace(/\ufffd+$/, '')
}
