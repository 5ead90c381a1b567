import {
  addDays,
  type IsoDate,
  type Moment,
  momentOf,
  startOf,
  type WallClock,
  type WallMoment,
  type WallTime,
  WEEKDAYS,
  type Weekday,
  wallAt,
} from '../rules/index.ts'

/** When a job is owed: each day, with a `weekday` each week, or each hour. */
export interface Scheduled {
  readonly name: string
  /**
   * The time in Amsterdam from which the run is owed: `HH:MM`, never between 02:00 and 03:00, which one day of the year
   * lacks and another has twice. Of an hourly job `:MM`, the minutes past the hour.
   */
  readonly schedule: string
  /** The day of the week from which the week's run is owed, until Sunday. */
  readonly weekday?: Weekday
  readonly every?: 'hour'
  /** The settings say that it is never owed; by hand it still runs. */
  readonly isOff?: boolean
}

/** The one run of a job on a day, in a week (called by its Monday) or in an hour. */
export interface Slot {
  readonly name: string
  /** Since when it is owed, on the wall clock. */
  readonly from: WallMoment
}

/** The slot that a moment lies in, whether its time has come or not. */
export function slotAt(job: Scheduled, { today, wall }: WallClock): Slot {
  if (job.every === 'hour') return hourSlot(job, today, hourOf(wall))
  return daySlot(job, today)
}

/** The slot after the one that a moment lies in. */
export function slotAfter(job: Scheduled, { today, wall }: WallClock): Slot {
  if (job.every !== 'hour') return daySlot(job, addDays(today, job.weekday ? 7 : 1))
  const hour = hourOf(wall)
  if (hour === 23) return hourSlot(job, addDays(today, 1), 0)
  return hourSlot(job, today, hour === BEFORE_THE_CHANGE ? hour + 2 : hour + 1)
}

/** The name of the slot that a moment lies in. */
export function slotOf(job: Scheduled, at: WallClock): string {
  return slotAt(job, at).name
}

/** Whether the time has come for the run of today, of this week or of this hour. */
export function isDue(job: Scheduled, at: WallClock): boolean {
  return !job.isOff && slotAt(job, at).from <= at.wall
}

/**
 * The slots that can have their run now: that of today, of this week or of this hour, when its time has come; and the one
 * before it within an hour of its time. So a job of 23:50 is not lost to whoever looks each quarter of an hour.
 */
export function openSlots(job: Scheduled, at: Moment): readonly Slot[] {
  if (job.isOff) return []
  const hourAgo = momentOf(at.now.subtract({ hours: 1 }))
  const [before, now] = [slotAt(job, hourAgo), slotAt(job, at)]
  const isRecent = before.name !== now.name && before.from > hourAgo.wall && before.from <= at.wall
  return [...(isRecent ? [before] : []), ...(now.from <= at.wall ? [now] : [])]
}

/** The order in which slots are owed. */
export function inOrder<Owed extends { readonly from: WallMoment }>(slots: readonly Owed[]): readonly Owed[] {
  return slots.toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)))
}

function daySlot({ name, schedule, weekday }: Scheduled, date: IsoDate): Slot {
  const first = weekday ? startOf('week', date) : date
  const day = weekday ? addDays(first, WEEKDAYS.indexOf(weekday)) : date
  return { name: `${name} ${first}`, from: wallAt(day, schedule as WallTime) }
}

function hourSlot({ name, schedule }: Scheduled, date: IsoDate, hour: number): Slot {
  const hh = String(hour).padStart(2, '0')
  return { name: `${name} ${date}T${hh}`, from: wallAt(date, `${hh}${schedule}` as WallTime) }
}

const BEFORE_THE_CHANGE = 1

/** From 02:00 to 03:00 it still is the hour before: so every day has the same 23, whether the clock changes or not. */
function hourOf(wall: WallMoment): number {
  const hour = Number(wall.slice(11, 13))
  return hour === BEFORE_THE_CHANGE + 1 ? BEFORE_THE_CHANGE : hour
}
