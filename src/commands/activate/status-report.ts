import type { ActivationCounts } from '../../jobs/activation/plan.ts'
import type { Standing } from '../../jobs/activation/standing.ts'
import type { ActivationStatus, GuardianStanding } from '../../jobs/activation/status.ts'
import { table } from '../../terminal/table.ts'

/** As people write them, too. */
export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  due: 'due',
  invited: 'invited',
  reminded: 'reminded',
  expired: 'expired',
  failed: 'failed',
  bounced: 'bounced',
  active: 'active',
  notYet: 'not yet',
  noAddress: 'no address',
  departed: 'departed',
}

/** A line for each guardian, then the totals of each location. */
export function statusLines({
  guardians,
  byLocation,
  counts,
  bouncedAddresses,
}: ActivationStatus): readonly string[] {
  if (guardians.length === 0) return ['No guardians.']
  const totals = [guardianTable(guardians), '', totalsTable(byLocation, counts)]
  return bouncedAddresses === 0 ? totals : [...totals, '', bouncedLine(bouncedAddresses)]
}

function guardianTable(guardians: readonly GuardianStanding[]): string {
  const withNames = guardians.some(({ name }) => name !== undefined)
  const withBounces = guardians.some(({ bouncedSince }) => bouncedSince !== null)
  const header = ['standing', 'guardian', ...(withNames ? ['name'] : []), 'children', 'location', 'since']
  const rows = guardians.map((line) => [
    STANDING_WORDS[line.standing],
    line.guardian,
    ...(withNames ? [line.name ?? ''] : []),
    line.children.join(' '),
    line.location,
    shortly(line.since),
    shortly(line.linkValidUntil),
    ...(withBounces ? [shortly(line.bouncedSince)] : []),
  ])
  return table([...header, 'link valid until', ...(withBounces ? ['mail came back'] : [])], rows)
}

function bouncedLine(count: number): string {
  const whose = count === 1 ? '1 guardian has an address' : `${count} guardians have an address`
  return `${whose} from which mail came back: correct it, or "ouderportaal mail unblock GUARDIAN" when it works again.`
}

/** Standings that nobody has are left out. */
function totalsTable(
  byLocation: Readonly<Record<string, ActivationCounts>>,
  counts: ActivationCounts,
): string {
  const standings = (Object.keys(STANDING_WORDS) as Standing[]).filter((standing) => counts[standing] > 0)
  const rowOf = (name: string, of: ActivationCounts) => [
    name,
    of.guardians,
    ...standings.map((standing) => of[standing]),
  ]
  const rows = Object.entries(byLocation).map(([location, of]) => rowOf(location, of))
  return table(
    ['location', 'guardians', ...standings.map((standing) => STANDING_WORDS[standing])],
    rows.length === 1 ? rows : [...rows, rowOf('all', counts)],
  )
}

/** A day, or a moment on the wall clock without its seconds. */
function shortly(moment: string | null): string {
  return (moment ?? '').slice(0, 16).replace('T', ' ')
}
