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

/** Each day against its own horizon; the facts name the first day that is beyond it, or else all that share the first horizon. */
function withinHorizon(
  days: readonly (readonly [Choice<Ahead>, Circumstances])[],
  asked: Case,
): Check<HorizonFacts> {
  const { today } = asked.asking.at
  let first: { readonly latest: IsoDate; readonly dates: IsoDate[] } | undefined
  for (const [choice, circumstances] of days) {
    const ahead = choose(choice, circumstances)
    if (!ahead) continue
    const { date } = circumstances
    const calendar = calendarOf(circumstances, asked)
    const latest = latestDay(ahead, today, calendar)
    if (date > latest) {
      const opens = opensOn(ahead, date, calendar)
      return { held: false, facts: { dates: [date], today, latest, opensOn: opens } }
    }
    if (!first) first = { latest, dates: [date] }
    else if (first.latest === latest) first.dates.push(date)
  }
  return first ? { held: true, facts: { ...first, today } } : 'not-applicable'
}
