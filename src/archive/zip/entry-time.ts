import { Temporal } from 'temporal-polyfill'
import type { WallMoment } from '../../rules/time.ts'

/** A moment as a ZIP writes it down: on the wall clock, to two seconds, and beside it in seconds since 1970. */
export interface EntryTime {
  readonly dos: number
  readonly unix: number
}

const FIRST: WallMoment = '1980-01-01T00:00:00'
/** The last moment that 32 bits of seconds, which have a sign to many programs, can say. */
const LAST: WallMoment = '2038-01-19T00:00:00'

let known = { hour: '', unix: 0 }

/** Where the clock goes back, of two moments with one name the first is meant. A moment that ZIP can't say is the nearest. */
export function entryTime(moment: WallMoment): EntryTime {
  const wall = moment < FIRST ? FIRST : moment > LAST ? LAST : moment
  return { dos: dosTime(new Date(`${wall}Z`)), unix: unixTime(wall) }
}

/** The UTC fields are read, which are those of the wall clock here. */
function dosTime(at: Date): number {
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  return ((day << 16) | time) >>> 0
}

/** The clock changes on whole hours, and entries come in the order of time: an hour is looked up once. */
function unixTime(wall: WallMoment): number {
  const hour = `${wall.slice(0, 13)}:00:00`
  if (known.hour !== hour) {
    const { epochMilliseconds } = Temporal.PlainDateTime.from(hour).toZonedDateTime('Europe/Amsterdam')
    known = { hour, unix: epochMilliseconds / 1000 }
  }
  const [minutes, seconds] = [wall.slice(14, 16), wall.slice(17, 19)].map(Number) as [number, number]
  return known.unix + minutes * 60 + seconds
}
