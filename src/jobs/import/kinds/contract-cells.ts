import type { Cells } from '../kind.ts'
import type { Places } from '../places.ts'
import type { ContractRow } from './contract-row.ts'
import { DAY_COLUMNS } from './weekdays.ts'

/** A contract as its file would say it. */
export function contractCells(
  row: ContractRow,
  places: Places,
  childNumbers: ReadonlyMap<number, string>,
): Cells {
  const { location, group } = places.nameOf(row.groupId)
  const days = Object.entries(DAY_COLUMNS).map(([day, column]) => [
    column,
    row.days[day as keyof typeof DAY_COLUMNS] ?? null,
  ])
  return {
    kindnummer: childNumbers.get(row.childId) ?? null,
    opvangsoort: row.careType,
    locatie: location,
    groep: group,
    startdatum: row.firstDay,
    einddatum: row.lastDay,
    weken: String(row.weeks),
    ...Object.fromEntries(days),
  }
}
