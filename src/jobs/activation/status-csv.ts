import { csvText } from '../../csv/csv-text.ts'
import type { GuardianStanding } from './status.ts'

/** The lines as CSV; the column of names is there only when names were asked for. */
export function statusAsCsv(guardians: readonly GuardianStanding[], withNames: boolean): string {
  const header = ['standing', 'guardian', ...(withNames ? ['name'] : []), 'children', 'location', 'since']
  const rows = guardians.map((line) => [
    line.standing,
    String(line.guardian),
    ...(withNames ? [line.name ?? ''] : []),
    line.children.join(' '),
    line.location,
    line.since ?? '',
    line.linkValidUntil ?? '',
    line.bouncedSince ?? '',
  ])
  return csvText([...header, 'link valid until', 'mail came back'], rows)
}
