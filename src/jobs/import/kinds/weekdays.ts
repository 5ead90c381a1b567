import type { ContractRecord } from '../../../csv/kinds/contracts.ts'
import type { StoredDays } from '../../../store/tables.ts'

/** The columns of the weekdays. */
export const DAY_COLUMNS = {
  mon: 'maandag',
  tue: 'dinsdag',
  wed: 'woensdag',
  thu: 'donderdag',
  fri: 'vrijdag',
}

/** The weekly pattern of the file; for a weekday without a column in the header what is stored. */
export function daysOf(
  days: ContractRecord['days'],
  stored: StoredDays | undefined,
  header: ReadonlySet<string>,
): StoredDays {
  const inHeader = new Set<string>(
    Object.entries(DAY_COLUMNS).flatMap(([day, column]) => (header.has(column) ? [day] : [])),
  )
  const kept = Object.entries(stored ?? {}).filter(([day]) => !inHeader.has(day))
  const told = Object.entries(days).map(([day, { from, until }]) => [day, `${from}-${until}`])
  return Object.fromEntries([...kept, ...told])
}
