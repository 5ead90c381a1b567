import { Temporal } from 'temporal-polyfill'
import type { WallMoment } from '../rules/time.ts'

const ZONE = 'Europe/Amsterdam'
/** A clock that was never set says year 0, 1904, 1970 or 1980: before this year no camera wrote EXIF or MP4. */
const FIRST_YEAR = 1990
/** The last that fits in four digits; a damaged film has years of six. */
const LAST_YEAR = 9999

/** `YYYY-MM-DDTHH:MM:SS` of a camera's clock, with that clock's offset from UTC if it is known, on the wall clock in Amsterdam. */
export function wallAt(text: string, offset?: string): WallMoment | undefined {
  try {
    const local = Temporal.PlainDateTime.from(text)
    return offset ? inAmsterdam(Temporal.Instant.from(`${text}${offset}`)) : asWall(local)
  } catch {
    // Cameras write times that no calendar has, such as `0000-00-00T00:00:00`.
    return undefined
  }
}

export function inAmsterdam(instant: Temporal.Instant): WallMoment | undefined {
  return asWall(instant.toZonedDateTimeISO(ZONE).toPlainDateTime())
}

/** Undefined for a year in which nothing can have been taken: no time is better than a false one. */
function asWall(local: Temporal.PlainDateTime): WallMoment | undefined {
  if (local.year < FIRST_YEAR || local.year > LAST_YEAR) return undefined
  return local.toString({ smallestUnit: 'second' }) as WallMoment
}
