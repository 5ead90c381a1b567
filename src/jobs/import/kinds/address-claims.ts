import { addressKey } from '../../../csv/address.ts'
import { type ChildGuardian, isNamed, sameName } from './family.ts'
import { type GuardianCells, hasToldName } from './guardian-columns.ts'
import { type IsFree, recogniseGuardians, type StoredGuardians } from './same-guardian.ts'

/** What a row says of a child's guardians, beside those who are stored where the file has columns. */
export interface Family {
  readonly cells: readonly GuardianCells[]
  readonly stored: StoredGuardians
}

/** A row gives a stored guardian an address that nobody has. */
export interface Claim {
  readonly guardian: ChildGuardian & { readonly id: number }
  readonly address: string
}

/**
 * Somebody at the same child, with the name that the row tells, or in the same place when it tells none, is the same
 * person with another address. That is only thought of an address that nobody has: one that is somebody's stays
 * theirs, since an account belongs to whoever reads its mail.
 */
function claimsOf({ cells, stored }: Family, isFree: IsFree): readonly Claim[] {
  const recognised = recogniseGuardians(cells, stored, isFree)
  return cells.flatMap(({ record: { position, email: address } }) => {
    const guardian = recognised.get(position)
    return guardian && hasId(guardian) && address !== null && isFree(address) ? [{ guardian, address }] : []
  })
}

function hasId(guardian: ChildGuardian): guardian is Claim['guardian'] {
  return guardian.id !== null
}

/** What all rows together say of addresses and of who gets which. */
export interface Told {
  readonly claims: readonly Claim[]
  /** By address key, the cells in which it stands. */
  readonly named: ReadonlyMap<string, readonly GuardianCells[]>
  /** By guardian, the keys of the addresses that it would get. */
  readonly wanted: ReadonlyMap<number, ReadonlySet<string>>
}

export function tellAll(families: readonly Family[], isFree: IsFree): Told {
  const claims = families.flatMap((family) => claimsOf(family, isFree))
  const cells = families.flatMap((family) => family.cells)
  const named = Map.groupBy(cells, ({ record }) => addressKey(record.email ?? ''))
  const byGuardian = Map.groupBy(claims, ({ guardian }) => guardian.id)
  const wanted = [...byGuardian].map(
    ([id, own]) => [id, new Set(own.map(({ address }) => addressKey(address)))] as const,
  )
  return { claims, named, wanted: new Map(wanted) }
}

/**
 * Rows that contradict each other change nobody's address: one still has the old one, or gives the guardian yet
 * another; a row has the new one beside another name; or two persons who each had an address would become one.
 */
export function isDisputed(key: string, claims: readonly [Claim, ...Claim[]], told: Told): boolean {
  const [{ guardian: first }] = claims
  const hadAddress = claims.filter(({ guardian }) => guardian.email !== null)
  return (
    claims.some(({ guardian }) => hasSeveral(guardian, told) || !sameName(guardian, first)) ||
    new Set(hadAddress.map(({ guardian }) => guardian.id)).size > 1 ||
    (told.named.get(key) ?? []).some((cells) => isOfAnother(cells, first))
  )
}

function hasSeveral({ id, email }: Claim['guardian'], { named, wanted }: Told): boolean {
  const keepsOld = email !== null && named.has(addressKey(email))
  return keepsOld || (wanted.get(id)?.size ?? 0) > 1
}

function isOfAnother(cells: GuardianCells, guardian: ChildGuardian): boolean {
  return isNamed(cells.record) && !hasToldName(cells, guardian)
}
