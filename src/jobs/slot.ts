import { type IsoDate, type Moment, startOf, WEEKDAYS, type Weekday, weekdayOf } from '../rules/index.ts'

/** When a job is owed: each day, or with a `weekday` each week. */
export interface Scheduled {
  readonly name: string
  /** The time of day, `HH:MM` in Amsterdam, from which the run is owed; never between 02:00 and 03:00, which some days lack. */
  readonly schedule: string
  /** The day of the week from which the week's run is owed, until Sunday; left out: every day's run. */
  readonly weekday?: Weekday
}

/** The one run of a job on a day, or in a week, which is called by its Monday. */
export function slotOf(job: Scheduled, date: IsoDate): string {
  return `${job.name} ${job.weekday ? startOf('week', date) : date}`
}

/** Whether the time has come for the run of today, or of this week. */
export function isDue({ schedule, weekday }: Scheduled, { today, wall }: Moment): boolean {
  const hasTimeCome = schedule <= wall.slice(11, 16)
  const daysSince = weekday ? WEEKDAYS.indexOf(weekdayOf(today)) - WEEKDAYS.indexOf(weekday) : 0
  return daysSince === 0 ? hasTimeCome : daysSince > 0
}
