import type { BrokenRequest } from '../jobs/import/after/broken-requests.ts'
import type { Due, DueAtLocation } from '../jobs/import/after/due.ts'
import type { FollowUps } from '../jobs/import/after/follow-ups.ts'
import type { OverPlaces } from '../jobs/import/after/over-places.ts'
import { daysBetween, type IsoDate, type Weekday, weekdayOf } from '../rules/index.ts'

/** Lines on the screen at most, so that what the import itself did stays in sight. */
const MOST_LINES = 12

interface Section {
  readonly heading: string
  readonly items: readonly string[]
}

/** What follows from an import, as sentences; none when nothing does. */
export function followUpLines({ due, overPlaces, brokenRequests }: FollowUps): readonly string[] {
  const sections = [dueSection(due), overPlacesSection(overPlaces), brokenSection(brokenRequests)]
  const told = sections.filter(({ items }) => items.length > 0)
  return told.flatMap((section) => linesOf(section, Math.floor(MOST_LINES / told.length)))
}

function linesOf({ heading, items }: Section, most: number): readonly string[] {
  const room = most - 1
  const shown = items.length > room ? items.slice(0, room - 1) : items
  const more = items.length - shown.length
  return [heading, ...shown, ...(more > 0 ? [`and ${more} more (--json shows all)`] : [])].map(
    (line, number) => (number === 0 ? line : `  ${line}`),
  )
}

function dueSection({ now, later, locations }: Due): Section {
  const more = later > 0 ? `, ${later} more soon` : ''
  return {
    heading: `Due for activation: ${now} ${now === 1 ? 'guardian' : 'guardians'} now${more}; "ouderportaal activate" mails them.`,
    items: locations.map(dueAtLocation),
  }
}

function dueAtLocation({ location, now, later }: DueAtLocation): string {
  const days = later.map(({ date, guardians }) => `${guardians.length} from ${inDutch(date)}`)
  return `${location}: ${[...(now.length > 0 ? [`${now.length} now`] : []), ...days].join(', ')}`
}

function overPlacesSection(over: readonly OverPlaces[]): Section {
  const inGroups = Map.groupBy(over, ({ location, group, date }) =>
    JSON.stringify([location, group, weekdayOf(date)]),
  )
  return {
    heading: 'Groups with more children than places:',
    items: [...inGroups.values()].flatMap((days) => stretchesOf(days).map(stretchInWords)),
  }
}

/** Days of one group and weekday, a week apart. */
type Stretch = [OverPlaces, ...OverPlaces[]]

function stretchesOf(days: readonly OverPlaces[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days) {
    const stretch = stretches.at(-1)
    const last = stretch?.at(-1)
    if (stretch && last && daysBetween(last.date, day.date) === 7) stretch.push(day)
    else stretches.push([day])
  }
  return stretches
}

const WEEKDAY: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

/** For instance `De Lelie, Vlinders: Mondays from 30-11-2026 to 21-12-2026: 17 of 16`. */
function stretchInWords(stretch: Stretch): string {
  const [{ location, group, date, places }] = stretch
  const last = stretch.at(-1)?.date ?? date
  const weekday = WEEKDAY[weekdayOf(date)]
  const when =
    last === date ? `${weekday} ${inDutch(date)}` : `${weekday}s from ${inDutch(date)} to ${inDutch(last)}`
  const counts = stretch.map(({ children }) => children)
  const most = Math.max(...counts)
  const children = Math.min(...counts) === most ? most : `up to ${most}`
  return `${location}, ${group}: ${when}: ${children} of ${places}`
}

function brokenSection(broken: readonly BrokenRequest[]): Section {
  return {
    heading: 'Requests that now break a rule:',
    items: broken.map(
      ({ request, child, kind, state, date, rules }) =>
        `${request.slice(0, 8)}: child ${child}, ${kind} on ${inDutch(date)}, ${state}: ${rules.join(', ')}`,
    ),
  }
}

/** As in the files: `30-11-2026`. */
function inDutch(date: IsoDate): string {
  return date.split('-').toReversed().join('-')
}
