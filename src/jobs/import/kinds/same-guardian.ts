import { addressKey } from '../../../csv/address.ts'
import type { GuardianRecord, Position } from '../../../csv/kinds/guardian.ts'
import { type ChildGuardian, isNamed } from './family.ts'
import { type Field, hasToldName } from './guardian-columns.ts'

/** What is stored of a child's guardians, by position. */
export type StoredGuardians = Readonly<Record<Position, ChildGuardian | null>>

/** The cells of one position, and which columns it has. */
export interface GuardianCells {
  readonly record: GuardianRecord
  readonly told: readonly Field[]
}

type Recognised = ReadonlyMap<Position, ChildGuardian>
type Way = (cells: GuardianCells, stored: StoredGuardians) => ChildGuardian | null | undefined

/**
 * Which stored guardian of the child each position of a row is about. The surest way goes first, for both
 * positions: parents may have changed places, and whoever was recognised isn't taken for a second person.
 */
export function recogniseGuardians(cells: readonly GuardianCells[], stored: StoredGuardians): Recognised {
  return [byAddress, byNameInPlace, byNameElsewhere, byPlace].reduce<Recognised>(
    (known, way) => recogniseBy(way, cells, stored, known),
    new Map(),
  )
}

function recogniseBy(
  way: Way,
  cells: readonly GuardianCells[],
  stored: StoredGuardians,
  known: Recognised,
): Recognised {
  const taken = new Set(known.values())
  const found = cells
    .filter(({ record }) => !known.has(record.position))
    .map((one) => [one.record.position, way(one, stored)] as const)
    .filter((pair): pair is [Position, ChildGuardian] => pair[1] != null && !taken.has(pair[1]))
  return new Map([...known, ...found])
}

function byAddress({ record: { email } }: GuardianCells, stored: StoredGuardians) {
  if (email === null) return undefined
  return [stored[1], stored[2]].find((one) => one?.email && addressKey(one.email) === addressKey(email))
}

function byNameInPlace({ record, told }: GuardianCells, stored: StoredGuardians) {
  return sameName(record, stored[record.position], told)
}

function byNameElsewhere({ record, told }: GuardianCells, stored: StoredGuardians) {
  return sameName(record, stored[record.position === 1 ? 2 : 1], told)
}

/** Another address is another person, whatever the name. */
function sameName(record: GuardianRecord, guardian: ChildGuardian | null, told: readonly Field[]) {
  return guardian && record.email === null && hasToldName(record, guardian, told) ? guardian : undefined
}

/** Whoever stands here goes by another name now; but a person of another name doesn't inherit an address. */
function byPlace({ record, told }: GuardianCells, stored: StoredGuardians) {
  const guardian = stored[record.position]
  if (!guardian || record.email !== null) return undefined
  return guardian.email === null || !told.includes('email') || !isNamed(record) ? guardian : undefined
}
