import { careBeforeClosures, type PlannedCare, withinHours, withinOpening } from './care.ts'
import type { CareLabel, DayFacts } from './facts.ts'
import { locationOf } from './lookup.ts'
import { type Closed, whatCloses } from './opening.ts'
import type { Case } from './rule.ts'
import type { IsoDate, TimeSpan } from './time.ts'
import type { CareType } from './world.ts'

/** The planned care of a day that a request is about. */
export interface DayCare {
  readonly date: IsoDate
  /** What would be planned if the location were open. */
  readonly beforeClosures: readonly PlannedCare[]
  readonly planned: readonly PlannedCare[]
}

/** Looks up the care of the case's child on a day, of one care type or of all, within hours or the whole day. */
export function dayCare(asked: Case, date: IsoDate, careType?: CareType, hours?: TimeSpan): DayCare {
  const { child, world, policy } = asked
  const beforeClosures = withinHours(careBeforeClosures(child, date, world, careType), hours)
  return { date, beforeClosures, planned: withinOpening(beforeClosures, date, world, policy) }
}

/** The facts on what closes the care of that day. */
export function closureFacts(care: DayCare, asked: Case): DayFacts {
  const closed = care.planned.length > 0 ? undefined : firstClosed(care, asked)
  return { date: care.date, ...(closed ?? { closedBy: 'nothing' }) }
}

/** The care as labels for facts, for instance `KDV 07:30-18:30`. */
export function careLabels(care: readonly Pick<PlannedCare, 'careType' | 'span'>[]): readonly CareLabel[] {
  return care.map(({ careType, span }) => `${careType} ${span.from}-${span.until}` as const)
}

function firstClosed(care: DayCare, { world, policy }: Case): Closed | undefined {
  const [first] = care.beforeClosures
  return first && whatCloses(care.date, first.span, locationOf(world, first.group), policy)
}
