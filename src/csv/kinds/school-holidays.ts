import type { IsoDate } from '../../rules/time.ts'
import { required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { date } from '../readers/date.ts'
import { text } from '../readers/text.ts'
import { endBeforeStart } from './order.ts'

/** Both days are included. */
export interface SchoolHolidayRecord {
  readonly location: string
  readonly from: IsoDate
  readonly until: IsoDate
  readonly name: string
}

export const schoolHolidays = declareKind({
  columns: { locatie: required(text), van: required(date), tot: required(date), naam: required(text) },
  key: ['locatie', 'van'],
  contradictions: (row) => endBeforeStart('tot', row.van, row.tot),
  toRecord: (row): SchoolHolidayRecord => ({
    location: row.locatie,
    from: row.van,
    until: row.tot,
    name: row.naam,
  }),
})
