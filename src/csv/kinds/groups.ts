import type { CareType } from '../../rules/world.ts'
import { key, optional, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { careType } from '../readers/care-type.ts'
import { text, wholeNumber } from '../readers/text.ts'

export interface GroupRecord {
  readonly location: string
  readonly name: string
  readonly careType: CareType
  /** Null: unknown. */
  readonly places: number | null
}

export const groups = declareKind({
  columns: {
    locatie: key(text),
    groep: key(text),
    opvangsoort: required(careType),
    plaatsen: optional(wholeNumber),
  },
  key: ['locatie', 'groep'],
  toRecord: (row): GroupRecord => ({
    location: row.locatie,
    name: row.groep,
    careType: row.opvangsoort,
    places: row.plaatsen,
  }),
})
