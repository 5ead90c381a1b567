import {
  type ChildId,
  dateTaken,
  type IsoDate,
  isTaking,
  locationOf,
  openParts,
  type PastRequest,
  type TakenDay,
  type WallMoment,
  type WallTime,
} from '../../../src/rules/index.ts'
import type { IndexedWorld } from './indexed-world.ts'

/** The latest moment where there is none: no ask comes after it. */
export const NEVER: WallMoment = '9999-12-31T23:59:59'

/** The requests of a child that take that day and were not turned down. */
export function takingOn(date: IsoDate, child: ChildId, { requests }: IndexedWorld): readonly PastRequest[] {
  return (requests.get(child) ?? []).filter(
    ({ ask, state }) => (state === 'open' || state === 'granted') && isTaking(ask) && dateTaken(ask) === date,
  )
}

/** The first minute of care in open hours or, on a closed day, of all. */
export function startOf(
  { hours, group, date }: TakenDay,
  { world, policy }: IndexedWorld,
): WallTime | undefined {
  if (!hours || !group) return hours?.from
  return (openParts(hours, date, locationOf(world, group), policy)[0] ?? hours).from
}
