import { addressKey } from '../../../csv/address.ts'
import type { GuardianRecord } from '../../../csv/kinds/guardian.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listAccountsOf } from '../../../store/people.ts'
import type { Remark } from '../finding.ts'
import { type Claim, type Family, type Told, tellAll } from './address-claims.ts'
import { judgeAddresses, type Verdict } from './address-verdicts.ts'
import { type ChildGuardian, isNamed, type Name, type Person } from './family.ts'
import { guardianColumn, toldName } from './guardian-columns.ts'
import type { IsFree, StoredGuardians } from './same-guardian.ts'

/**
 * The addresses that a file changes, so that its rows can be read as if that had been stored before, which is how an
 * import of the same file reads them: whoever got a new address has it, whoever has an address goes by the name beside
 * it, and a new address that is not applied is read as the one that stays.
 */
export interface ChangedAddresses {
  /** Whose address the file changes or would change, as they stand from now on. */
  readonly persons: readonly Person[]
  guardiansNow(stored: StoredGuardians): StoredGuardians
  readAs(record: GuardianRecord): GuardianRecord
  remarksOn(record: GuardianRecord): readonly Remark[]
}

interface AddressOptions {
  readonly isFree: IsFree
  readonly allowAccountChange: boolean
}

export async function decideAddresses(
  read: ReadDb,
  families: readonly Family[],
  { isFree, allowAccountChange }: AddressOptions,
): Promise<ChangedAddresses> {
  const told = tellAll(families, isFree)
  const active = await readActive(read, told.claims)
  return changesBy(judgeAddresses(told, { active, allowChange: allowAccountChange }), told)
}

async function readActive(read: ReadDb, claims: readonly Claim[]): Promise<ReadonlySet<number>> {
  const ids = new Set(claims.map(({ guardian }) => guardian.id))
  if (ids.size === 0) return ids
  const accounts = await listAccountsOf(read, ids)
  return new Set(accounts.filter(({ state }) => state === 'active').map((row) => row.guardian_id))
}

function changesBy(verdicts: ReadonlyMap<string, Verdict>, { claims, named }: Told): ChangedAddresses {
  const verdictOn = (address: string | null) => verdicts.get(addressKey(address ?? ''))
  const changed = new Map<number | null, Person | null>(
    claims.map(({ guardian, address }) => [guardian.id, verdictOn(address)?.person ?? null]),
  )
  const standing = (guardian: ChildGuardian | null) =>
    guardian && { ...guardian, ...(changed.get(guardian.id) ?? nameBeside(guardian.email, named)) }
  return {
    persons: [...verdicts.values()].flatMap(({ person }) => person ?? []),
    guardiansNow: (stored) => ({ 1: standing(stored[1]), 2: standing(stored[2]) }),
    readAs: (record) => ({ ...record, email: verdictOn(record.email)?.person?.email ?? record.email }),
    remarksOn: ({ position, email }) => {
      const code = verdictOn(email)?.code
      return code ? [{ code, column: guardianColumn(position, 'email'), value: email ?? '' }] : []
    },
  }
}

/** The first name that a row has beside an address, as far as the file has columns for it. */
function nameBeside(address: string | null, named: Told['named']): Partial<Name> {
  const rows = address === null ? undefined : named.get(addressKey(address))
  const first = rows?.find(({ record }) => isNamed(record))
  return first ? Object.fromEntries(toldName(first).map((part) => [part, first.record[part]])) : {}
}
