import type { IsoDate } from '../../rules/time.ts'
import type { ChildId } from '../../rules/world.ts'
import { key, optional, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { birthDate } from '../readers/date.ts'
import { text } from '../readers/text.ts'
import { type GuardianRecord, guardianColumns, guardianOf } from './guardian.ts'

export interface ChildRecord {
  readonly number: ChildId
  readonly firstName: string
  readonly infix: string | null
  readonly lastName: string
  readonly born: IsoDate
  readonly location: string
  readonly group: string
  readonly guardians: readonly GuardianRecord[]
}

export const children = declareKind({
  columns: {
    kindnummer: key(text),
    roepnaam: required(text),
    tussenvoegsel: optional(text),
    achternaam: required(text),
    geboortedatum: required(birthDate),
    locatie: required(text),
    groep: required(text),
    ...guardianColumns(1),
    ...guardianColumns(2),
  },
  key: ['kindnummer'],
  toRecord: (row): ChildRecord => ({
    number: row.kindnummer,
    firstName: row.roepnaam,
    infix: row.tussenvoegsel,
    lastName: row.achternaam,
    born: row.geboortedatum,
    location: row.locatie,
    group: row.groep,
    guardians: [...guardianOf(row, 1), ...guardianOf(row, 2)],
  }),
})
