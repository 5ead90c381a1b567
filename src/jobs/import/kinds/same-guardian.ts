import { addressKey } from '../../../csv/address.ts'
import type { Position } from '../../../csv/kinds/guardian.ts'
import { type ChildGuardian, isNamed } from './family.ts'
import { type GuardianCells, hasToldName } from './guardian-columns.ts'

/** What is stored of a child's guardians, by position. */
export type StoredGuardians = Readonly<Record<Position, ChildGuardian | null>>

/** Whether nobody who is stored has an address. */
export type IsFree = (address: string) => boolean

type Recognised = ReadonlyMap<Position, ChildGuardian>
type Way = (cells: GuardianCells, stored: StoredGuardians, isFree: IsFree) => ChildGuardian | null | undefined

/**
 * Which stored guardian of the child each position of a row is about. The surest way goes first, for both
 * positions: parents may have changed places, and whoever was recognised isn't taken for a second person.
 * Another address is another person, whatever the name, unless it is free to become the address of somebody known.
 */
export function recogniseGuardians(
  cells: readonly GuardianCells[],
  stored: StoredGuardians,
  isFree: IsFree = () => false,
): Recognised {
  return [byAddress, byNameInPlace, byNameElsewhere, byPlace].reduce<Recognised>(
    (known, way) => recogniseBy((one) => way(one, stored, isFree), cells, known),
    new Map(),
  )
}

function recogniseBy(
  way: (cells: GuardianCells) => ReturnType<Way>,
  cells: readonly GuardianCells[],
  known: Recognised,
): Recognised {
  const taken = new Set(known.values())
  const found = cells
    .filter(({ record }) => !known.has(record.position))
    .map((one) => [one.record.position, way(one)] as const)
    .filter((pair): pair is [Position, ChildGuardian] => pair[1] != null && !taken.has(pair[1]))
  return new Map([...known, ...found])
}

function byAddress({ record: { email } }: GuardianCells, stored: StoredGuardians) {
  if (email === null) return undefined
  return [stored[1], stored[2]].find((one) => one?.email && addressKey(one.email) === addressKey(email))
}

function byNameInPlace(cells: GuardianCells, stored: StoredGuardians, isFree: IsFree) {
  return sameName(cells, stored[cells.record.position], isFree)
}

function byNameElsewhere(cells: GuardianCells, stored: StoredGuardians, isFree: IsFree) {
  return sameName(cells, stored[cells.record.position === 1 ? 2 : 1], isFree)
}

function sameName(cells: GuardianCells, guardian: ChildGuardian | null, isFree: IsFree) {
  const { email } = cells.record
  const mayBe = email === null || isFree(email)
  return guardian && mayBe && hasToldName(cells, guardian) ? guardian : undefined
}

/** Whoever stands here goes by another name now; but a person of another name doesn't inherit an address. */
function byPlace({ record, told }: GuardianCells, stored: StoredGuardians, isFree: IsFree) {
  const guardian = stored[record.position]
  if (!guardian) return undefined
  if (record.email !== null) return isFree(record.email) && !isNamed(record) ? guardian : undefined
  return guardian.email === null || !told.includes('email') || !isNamed(record) ? guardian : undefined
}
