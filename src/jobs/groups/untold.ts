import { type IsoDate, weekdayOf } from '../../rules/index.ts'

/** A day of a group as it is told, with its numbers. */
export interface GroupDayTold {
  readonly group: string
  readonly date: IsoDate
}

/** What a location was told last. */
export interface Told {
  readonly days: readonly GroupDayTold[]
  /** The last day that was looked at then. */
  readonly until: IsoDate
}

/**
 * Whether there is a day that was not told yet, or with other numbers. A group that is too full each Tuesday is told
 * once: that the next Tuesday comes into sight is no news, as long as it is as full as the others.
 */
export function isNews(days: readonly GroupDayTold[], told: Told | undefined): boolean {
  if (!told) return days.length > 0
  const known = new Set(told.days.map(exactly))
  const likeBefore = new Set(told.days.map(weekly))
  return days.some(
    (day) => !known.has(exactly(day)) && !(day.date > told.until && likeBefore.has(weekly(day))),
  )
}

function exactly(day: GroupDayTold): string {
  return JSON.stringify(Object.entries(day).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function weekly(day: GroupDayTold): string {
  return exactly({ ...day, date: weekdayOf(day.date) as unknown as IsoDate })
}
