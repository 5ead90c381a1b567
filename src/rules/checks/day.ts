import { careOn } from '../care.ts'
import { sameCareType } from '../care-type.ts'
import type { AbsenceCase } from '../cases/absence.ts'
import type { CancelCase } from '../cases/cancel.ts'
import type { SwapCase } from '../cases/swap.ts'
import { standingOn, type TakingCase } from '../cases/taking.ts'
import { careLabels, closureFacts } from '../day-care.ts'
import { locationOf, requestsOnDay } from '../lookup.ts'
import { whatCloses, whatClosesEverywhere } from '../opening.ts'
import { type Case, lacking, requestRule } from '../rule.ts'
import { type TakenDay, takenDay } from '../taken-day.ts'
import { type IsoDate, overlaps, type TimeSpan } from '../time.ts'
import type { CareType } from '../world.ts'

/** Always: an absence needs care that is planned. */
export const absentDayPlanned = requestRule('day.planned', (asked: AbsenceCase) => {
  const { absent } = asked
  const planned = careLabels(absent.planned)
  const facts = {
    date: absent.date,
    planned,
    sought: 'care',
    takenBy: absenceOn(absent.date, asked),
  } as const
  return { held: planned.length > 0, facts }
})

/** Always: the day given up is planned, and not given up already in a swap that waits for an answer. */
export const givenDayPlanned = requestRule('day.planned', (asked: SwapCase) => {
  const { given, givenInOpenSwap } = asked
  const planned = careLabels(given.planned)
  const takenBy = givenInOpenSwap ? 'open-swap' : absenceOn(given.date, asked)
  const facts = { date: given.date, planned, sought: 'care', takenBy } as const
  return { held: planned.length > 0 && !givenInOpenSwap, facts }
})

/** Always: a cancellation takes back one request that stands, its day not swapped on nor reported absent. Of several on that day the ask must name the care type. */
export const cancelledDayPlanned = requestRule('day.planned', (asked: CancelCase) => {
  const { ask, standing, child } = asked
  const { date } = ask
  const planned = careLabels(standing.flatMap((request) => knownCare(takenDay(child, request.ask))))
  if (standing.length > 1) return lacking('careType', { date, planned })
  const facts = { date, planned, sought: 'request', takenBy: 'nothing' } as const
  return { held: standing.length === 1, facts }
})

/**
 * Always: on the day taken the child is not planned for that care type, nor at those hours for another. A
 * day that an open request takes is taken.
 */
export const dayFree = requestRule('day.free', (asked: TakingCase) => {
  const { taken, child, world, policy } = asked
  const { careType, date, hours } = taken
  if (!careType && !hours) return 'not-applicable'
  const requested = standingOn(date, asked)
    .filter(({ state }) => state === 'open')
    .map(({ ask }) => takenDay(child, ask))
  const planned = [...careOn(child, date, world, policy), ...requested.flatMap(knownCare)]
  const inTheWay = planned.filter((one) => collides(one, taken))
  return { held: inTheWay.length === 0, facts: { date, planned: careLabels(inTheWay) } }
})

/** LK-10: the location is open on the day taken, in some of the hours that are asked. A weekend and a public holiday need no location. */
export const dayOpen = requestRule('day.open', ({ taken, world, policy }: TakingCase) => {
  const { date, hours, groups } = taken
  const everywhere = whatClosesEverywhere(date, policy)
  if (groups.length === 0 && !everywhere) return 'not-applicable'
  const closed = groups.map((group) => whatCloses(date, hours, locationOf(world, group), policy))
  const first = everywhere ?? closed[0]
  if (first && closed.every(Boolean)) return { held: false, facts: { date, ...first } }
  return { held: true, facts: { date, closedBy: 'nothing' } }
})

/** LK-10: a day on which the location is closed can't be given up. */
export const givenDayNotClosed = requestRule('swap.not-closed-day', (asked: SwapCase) => {
  const { given } = asked
  if (given.beforeClosures.length === 0) return 'not-applicable'
  return { held: given.planned.length > 0, facts: closureFacts(given, asked) }
})

function absenceOn(date: IsoDate, { world, child }: Case): 'absence' | 'nothing' {
  const reported = requestsOnDay(world, child.id, date).some(
    ({ ask, state }) => state === 'granted' && ask.kind === 'absence',
  )
  return reported ? 'absence' : 'nothing'
}

interface Care {
  readonly careType: CareType
  readonly span: TimeSpan
}

function knownCare({ careType, hours }: TakenDay): readonly Care[] {
  return careType && hours ? [{ careType, span: hours }] : []
}

function collides(planned: Care, { careType, hours }: TakenDay): boolean {
  const sameCare = careType !== undefined && sameCareType(planned.careType, careType)
  return sameCare || (hours !== undefined && overlaps(planned.span, hours))
}
