import type { Position } from '../../../csv/kinds/guardian.ts'
import type { Cells } from '../kind.ts'
import type { Places } from '../places.ts'
import type { ChildGuardian, ChildRow } from './family.ts'
import { guardianColumn } from './guardian-columns.ts'

/** A child with its guardians as its file would say it. */
export function childCells(row: ChildRow, places: Places): Cells {
  const { location, group } = places.nameOf(row.groupId)
  return {
    roepnaam: row.firstName,
    tussenvoegsel: row.infix,
    achternaam: row.lastName,
    geboortedatum: row.born,
    locatie: location,
    groep: group,
    ...guardianCells(1, row.guardian1),
    ...guardianCells(2, row.guardian2),
  }
}

function guardianCells(position: Position, guardian: ChildGuardian | null): Cells {
  const fields = ['firstName', 'infix', 'lastName', 'email', 'phone'] as const
  const cells = fields.map((field) => [guardianColumn(position, field), guardian?.[field] ?? null])
  return {
    ...Object.fromEntries(cells),
    [`ouder${position}_gezag`]: guardian && (guardian.custody ? 'ja' : 'nee'),
  }
}
