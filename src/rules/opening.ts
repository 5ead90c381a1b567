import type { Policy, PublicHoliday } from './policy.ts'
import { publicHolidayOn } from './public-holidays.ts'
import { rememberFor } from './remember.ts'
import type { IsoDate, TimeSpan } from './time.ts'
import { overlaps, weekdayOf, without } from './time.ts'
import type { Closure, Location } from './world.ts'

/** Why a day, or the hours asked about, are closed; `name` is the public holiday's or the closure's. */
export type Closed =
  | { readonly closedBy: 'weekend' }
  | { readonly closedBy: 'public-holiday'; readonly name: PublicHoliday }
  | { readonly closedBy: 'closure'; readonly name: string }

/** True when the location is open on that day, be it for a part of it (LK-10): no weekend, public holiday or whole-day closure. */
export function isOpen(date: IsoDate, location: Location, policy: Policy): boolean {
  return closedDay(date, location, policy) === undefined
}

/** The parts of the hours in which the location is open on that day, in order; none when all are closed (LK-10). */
export function openParts(
  span: TimeSpan,
  date: IsoDate,
  location: Location,
  policy: Policy,
): readonly TimeSpan[] {
  if (!isOpen(date, location, policy)) return []
  if (closuresOn(date, location).length === 0) return [span]
  return closuresOn(date, location).reduce<readonly TimeSpan[]>(
    (parts, closure) => parts.flatMap((part) => without(part, closedHours(closure))),
    [span],
  )
}

/** What closes all of the hours on that day, or undefined when some of them are open; without hours the day as a whole. */
export function whatCloses(
  date: IsoDate,
  span: TimeSpan | undefined,
  location: Location,
  policy: Policy,
): Closed | undefined {
  const day = closedDay(date, location, policy)
  if (day || !span || openParts(span, date, location, policy).length > 0) return day
  const closure = closuresOn(date, location).find((one) => overlaps(span, closedHours(one)))
  return closure && { closedBy: 'closure', name: closure.name }
}

/** What closes that day at every location: a public holiday or the weekend. Undefined on all other days (LK-10). */
export function whatClosesEverywhere(date: IsoDate, policy: Policy): Closed | undefined {
  return closedEverywhere(policy, date) ?? undefined
}

const closedEverywhere = rememberFor((policy: Policy, date: IsoDate): Closed | null => {
  const holiday = publicHolidayOn(date, policy)
  if (holiday) return { closedBy: 'public-holiday', name: holiday }
  const weekday = weekdayOf(date)
  return weekday === 'sat' || weekday === 'sun' ? { closedBy: 'weekend' } : null
})

function closedDay(date: IsoDate, location: Location, policy: Policy): Closed | undefined {
  const everywhere = whatClosesEverywhere(date, policy)
  if (everywhere) return everywhere
  const closure = closuresOn(date, location).find((one) => !one.from && !one.until)
  return closure && { closedBy: 'closure', name: closure.name }
}

function closuresOn(date: IsoDate, location: Location): readonly Closure[] {
  return closuresOfDay(location, date)
}

const closuresOfDay = rememberFor((location: Location, date: IsoDate): readonly Closure[] =>
  location.closures.filter((closure) => closure.date === date),
)

/** Times compare as text, so `24:00` stands after every time of the day. */
function closedHours(closure: Closure): TimeSpan {
  return { from: closure.from ?? '00:00', until: closure.until ?? '24:00' }
}
