import type { CareType, IsoDate } from '../../../rules/index.ts'
import type { StoredDays } from '../../../store/tables.ts'
import type { Wanted } from '../kind.ts'

/** What of a contract decides on overlap. */
export interface Period {
  readonly number: string
  readonly childId: number
  readonly careType: CareType
  /** Both days are included; without a last day it is open-ended. */
  readonly firstDay: IsoDate
  readonly lastDay: IsoDate | null
  /** By weekday; one without care is not there. */
  readonly days: StoredDays
}

export interface Overlap<Row> {
  readonly rejected: Wanted<Row>
  readonly other: Period
}

/**
 * The rows that overlap another contract of the same child and care type.
 *
 * Rows of one file come first: of two that overlap both are rejected. Then each row left is compared with the
 * stored contracts that still count: those that no row left in the file changes. A rejected row leaves its own
 * stored contract as it was, so that one counts again and may overlap a further row: this goes on until no row
 * is rejected any more. The rejected only grow, so it ends, and the order of the rows makes no difference.
 */
export function findOverlaps<Row extends Period>(
  wanted: readonly Wanted<Row>[],
  stored: readonly Row[],
): readonly Overlap<Row>[] {
  const rows = wanted.map(({ row }) => row)
  const inFile = overlapsBetween(wanted, rows)
  return [...inFile, ...overlapsWithStored(without(wanted, inFile), stored)]
}

function overlapsWithStored<Row extends Period>(
  wanted: readonly Wanted<Row>[],
  stored: readonly Row[],
): readonly Overlap<Row>[] {
  const changed = new Set(wanted.map(({ row }) => row.number))
  const counting = stored.filter(({ number }) => !changed.has(number))
  const found = overlapsBetween(wanted, counting)
  return found.length === 0 ? [] : [...found, ...overlapsWithStored(without(wanted, found), stored)]
}

function without<Row>(wanted: readonly Wanted<Row>[], overlaps: readonly Overlap<Row>[]) {
  const rejected = new Set(overlaps.map((overlap) => overlap.rejected))
  return wanted.filter((one) => !rejected.has(one))
}

/** The rows that overlap one of the periods. */
export function overlapsBetween<One extends { readonly row: Period }>(
  wanted: readonly One[],
  periods: readonly Period[],
): readonly { readonly rejected: One; readonly other: Period }[] {
  const byCare = Map.groupBy(periods, careOf)
  return wanted.flatMap((rejected) => {
    const other = byCare.get(careOf(rejected.row))?.find((period) => overlap(rejected.row, period))
    return other ? [{ rejected, other }] : []
  })
}

function careOf({ childId, careType }: Period): string {
  return `${childId}/${careType}`
}

/** A day of both periods and a weekday of both, whatever the hours. */
function overlap(one: Period, other: Period): boolean {
  return (
    one.number !== other.number &&
    !endsBefore(one, other) &&
    !endsBefore(other, one) &&
    Object.keys(one.days).some((day) => day in other.days)
  )
}

function endsBefore({ lastDay }: Period, { firstDay }: Period): boolean {
  return lastDay !== null && lastDay < firstDay
}
