import type { IsoDate } from '../../rules/time.ts'
import type { Contradiction } from '../kind.ts'

/** A period of one day is right: both days are included. Silent when one of the two is not known. */
export function endBeforeStart<Name extends string>(
  column: Name,
  start: IsoDate | null | undefined,
  end: IsoDate | null | undefined,
): readonly Contradiction<Name>[] {
  return start && end && end < start ? [{ column, code: 'end-before-start' }] : []
}
