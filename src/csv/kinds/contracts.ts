import type { IsoDate, TimeSpan, Weekday } from '../../rules/time.ts'
import type { CareType, ChildId } from '../../rules/world.ts'
import { key, optional, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { careType } from '../readers/care-type.ts'
import { date } from '../readers/date.ts'
import { text, word } from '../readers/text.ts'
import { timeSpan } from '../readers/time.ts'
import { endBeforeStart } from './order.ts'

export interface ContractRecord {
  readonly number: string
  readonly child: ChildId
  readonly careType: CareType
  readonly location: string
  readonly group: string
  readonly firstDay: IsoDate
  /** The last day of care, included; null: open-ended. */
  readonly lastDay: IsoDate | null
  readonly weeks: Weeks
  readonly days: Readonly<Partial<Record<Weekday, TimeSpan>>>
}

export type Weeks = 40 | 46 | 52

const weeks = word<Weeks>(
  { '40': 40, '46': 46, '52': 52 },
  { fault: 'invalid-value', remedy: 'write 40, 46 or 52' },
)

export const contracts = declareKind({
  columns: {
    contractnummer: key(text),
    kindnummer: required(text),
    opvangsoort: required(careType),
    locatie: required(text),
    groep: required(text),
    startdatum: required(date),
    einddatum: optional(date),
    weken: required(weeks),
    maandag: optional(timeSpan),
    dinsdag: optional(timeSpan),
    woensdag: optional(timeSpan),
    donderdag: optional(timeSpan),
    vrijdag: optional(timeSpan),
  },
  key: ['contractnummer'],
  contradictions: (row) => endBeforeStart('einddatum', row.startdatum, row.einddatum),
  toRecord: (row): ContractRecord => ({
    number: row.contractnummer,
    child: row.kindnummer,
    careType: row.opvangsoort,
    location: row.locatie,
    group: row.groep,
    firstDay: row.startdatum,
    lastDay: row.einddatum,
    weeks: row.weken,
    days: daysOf({
      mon: row.maandag,
      tue: row.dinsdag,
      wed: row.woensdag,
      thu: row.donderdag,
      fri: row.vrijdag,
    }),
  }),
})

function daysOf(spans: Partial<Record<Weekday, TimeSpan | null>>): ContractRecord['days'] {
  return Object.fromEntries(Object.entries(spans).filter(([, span]) => span !== null))
}
