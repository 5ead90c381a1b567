import type { IsoDate, WallTime } from '../../rules/time.ts'
import { optional, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { date } from '../readers/date.ts'
import { text } from '../readers/text.ts'
import { time } from '../readers/time.ts'

export interface ClosureRecord {
  readonly location: string
  readonly date: IsoDate
  /** Null: from the beginning of the day. */
  readonly from: WallTime | null
  /** Not included; null: until the end of the day. */
  readonly until: WallTime | null
  readonly name: string
}

export const closures = declareKind({
  columns: {
    locatie: required(text),
    datum: required(date),
    van: optional(time),
    tot: optional(time),
    naam: required(text),
  },
  key: ['locatie', 'datum', 'van'],
  // Equal is wrong too: a closure of no time at all.
  contradictions: ({ van, tot }) =>
    van && tot && tot <= van ? [{ column: 'tot', code: 'end-before-start' }] : [],
  toRecord: (row): ClosureRecord => ({
    location: row.locatie,
    date: row.datum,
    from: row.van,
    until: row.tot,
    name: row.naam,
  }),
})
