import type { AbsenceCase } from '../cases/absence.ts'
import type { SwapCase } from '../cases/swap.ts'
import type { TakingCase } from '../cases/taking.ts'
import { calendarOf } from '../circumstances.ts'
import type { HorizonFacts } from '../facts.ts'
import { type Case, type Check, type OpenedCase, requestRule } from '../rule.ts'
import { type Ahead, type Choice, type Circumstances, choose, latestDay, opensOn } from '../terms/index.ts'
import type { IsoDate } from '../time.ts'

/** LK-2: both days of a swap lie after today. */
export const swapFuture = requestRule('swap.future', ({ asking, ask, policy }: SwapCase) => {
  if (!policy.swap.afterToday) return 'not-applicable'
  const { today } = asking.at
  const { give, take } = ask
  return { held: give > today && take > today, facts: { today, give, take } }
})

/** Where the house rules say how early an absence can be reported. */
export const absenceHorizon = requestRule('absence.horizon', (asked: AbsenceCase) =>
  withinHorizon([[asked.policy.absence.ahead, asked.circumstances]], asked),
)

/** LK-2: the days of a swap lie within their horizons. */
export const swapHorizon = requestRule('swap.horizon', (asked: SwapCase) =>
  withinHorizon(
    [
      [asked.policy.swap.given.ahead, asked.givenCircumstances],
      [asked.policy.swap.taken.ahead, asked.circumstances],
    ],
    asked,
  ),
)

/** LK-4: an extra day lies within the horizon. */
export const extraHorizon = requestRule('extra.horizon', (asked: TakingCase) =>
  ofTaken(asked.policy.extra.ahead, asked),
)

/** LK-3: a credit day lies within the horizon. */
export const creditDayHorizon = requestRule('credit-day.horizon', (asked: TakingCase) =>
  ofTaken(asked.policy.creditDay.ahead, asked),
)

function ofTaken(ahead: Choice<Ahead>, asked: OpenedCase): Check<HorizonFacts> {
  return withinHorizon([[ahead, asked.circumstances]], asked)
}

/** Each day against its own horizon; the facts name the day beyond it that can be asked for last, or else all that share the first horizon. */
function withinHorizon(
  days: readonly (readonly [Choice<Ahead>, Circumstances])[],
  asked: Case,
): Check<HorizonFacts> {
  const { today } = asked.asking.at
  let beyond: Beyond | undefined
  let first: { readonly latest: IsoDate; readonly dates: IsoDate[] } | undefined
  for (const [choice, circumstances] of days) {
    const ahead = choose(choice, circumstances)
    if (!ahead) continue
    const { date } = circumstances
    const calendar = calendarOf(circumstances, asked)
    const latest = latestDay(ahead, today, calendar)
    if (date > latest) {
      beyond = lastToOpen(beyond, { dates: [date], latest, opensOn: opensOn(ahead, date, calendar) })
    } else if (!first) first = { latest, dates: [date] }
    else if (first.latest === latest) first.dates.push(date)
  }
  if (beyond) return { held: false, facts: { ...beyond, today } }
  return first ? { held: true, facts: { ...first, today } } : 'not-applicable'
}

/** Days beyond one horizon, with the first day on which all of them can be asked for. */
interface Beyond {
  readonly dates: readonly IsoDate[]
  readonly latest: IsoDate
  readonly opensOn: IsoDate
}

function lastToOpen(one: Beyond | undefined, other: Beyond): Beyond {
  if (!one) return other
  const last = one.opensOn > other.opensOn ? one : other
  return one.latest === other.latest ? { ...last, dates: [...one.dates, ...other.dates] } : last
}
