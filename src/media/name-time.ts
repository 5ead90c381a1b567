import type { WallMoment } from '../rules/time.ts'
import { wallAt } from './wall.ts'

/** A day, and perhaps a time, between whatever else is in a name. */
const DAY = String.raw`(?<![0-9])(?<year>(?:19|20)\d\d)[-_.]?(?<month>0[1-9]|1[0-2])[-_.]?(?<day>0[1-9]|[12]\d|3[01])`
const TIME = String.raw`(?<hour>[01]?\d|2[0-3])[-_.:hu]?(?<minute>[0-5]\d)(?:[-_.:m]?(?<second>[0-5]\d))?`
const WITH_TIME = new RegExp(`${DAY}(?:[-_. T]| at | om )+${TIME}(?<half> ?[AP]M)?`, 'i')
const WITHOUT_TIME = new RegExp(`${DAY}(?![0-9])`)
/** Phones of Google write UTC in names. */
const IN_UTC = /^PXL_/

/**
 * The time that cameras and WhatsApp write into the names of files: `IMG_20260112_101500.jpg`, `IMG-20260112-WA0003.jpg`,
 * `WhatsApp Image 2026-01-12 at 10.15.00.jpeg`. Of a day without a time its noon.
 */
export function timeInName(path: string): WallMoment | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const timed = WITH_TIME.exec(name)?.groups
  if (timed) {
    const { hour = '', minute, second = '00', half } = timed
    const time = `${hourOf(hour, half)}:${minute}:${second}`
    return wallAt(`${dayOf(timed)}T${time}`, IN_UTC.test(name) ? '+00:00' : undefined)
  }
  const dated = WITHOUT_TIME.exec(name)?.groups
  return dated && wallAt(`${dayOf(dated)}T12:00:00`)
}

function dayOf({ year, month, day }: Readonly<Record<string, string | undefined>>): string {
  return `${year}-${month}-${day}`
}

function hourOf(hour: string, half: string | undefined): string {
  const number = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour)
  return String(number).padStart(2, '0')
}
