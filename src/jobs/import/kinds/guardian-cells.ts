import { addressKey } from '../../../csv/address.ts'
import type { GuardianRecord, Position } from '../../../csv/kinds/guardian.ts'
import { type ChildGuardian, isNamed, type Person, SILENT, sameName } from './family.ts'

const COLUMN_OF = {
  firstName: 'voornaam',
  infix: 'tussenvoegsel',
  lastName: 'achternaam',
  email: 'email',
  phone: 'telefoon',
} as const

type Field = keyof typeof COLUMN_OF

export function guardianColumn(position: Position, field: Field): string {
  return `ouder${position}_${COLUMN_OF[field]}`
}

/** What is stored of a child's guardians, by position. */
export type StoredGuardians = Readonly<Record<Position, ChildGuardian | null>>

/**
 * The guardian that the cells of one position want. Of a guardian with an address, who may be in other rows
 * too, null means that this row doesn't say. A column that is not there leaves what is stored.
 */
export function wantedGuardian(
  position: Position,
  records: readonly GuardianRecord[],
  stored: StoredGuardians,
  header: ReadonlySet<string>,
): ChildGuardian | null {
  const tells = (field: Field) => header.has(guardianColumn(position, field))
  const before = stored[position]
  if (!(Object.keys(COLUMN_OF) as Field[]).some(tells))
    return before?.email ? { ...before, ...SILENT } : before
  const record = records.find((one) => one.position === position)
  if (!record) return null
  const email = emailOf(record, before, tells('email'))
  const same = email === null ? withoutAddress(before) : withAddress(email, stored)
  // Other rows may say of a person with an address what this one doesn't; but a name is told as a whole.
  const kept = email === null ? same : undefined
  const keptName = isNamed(record) ? same : kept
  const cell = (field: Exclude<Field, 'email'>, untold: Person | undefined) =>
    tells(field) ? record[field] : (untold?.[field] ?? null)
  return {
    id: same?.id ?? null,
    email,
    firstName: cell('firstName', keptName),
    infix: cell('infix', keptName),
    lastName: cell('lastName', keptName),
    phone: cell('phone', kept),
    // An empty cell gives no custody and takes none away.
    custody: record.custody ?? same?.custody ?? false,
  }
}

/** An empty cell doesn't take the address away from a person; but a person of another name doesn't inherit it. */
function emailOf(record: GuardianRecord, before: ChildGuardian | null, told: boolean): string | null {
  if (record.email !== null || before === null) return record.email
  return !told || !isNamed(record) || sameName(record, before) ? before.email : null
}

function withoutAddress(guardian: ChildGuardian | null): ChildGuardian | undefined {
  return guardian?.email === null ? guardian : undefined
}

function withAddress(email: string, stored: StoredGuardians): ChildGuardian | undefined {
  const hasIt = (guardian: Person | null) =>
    guardian?.email && addressKey(guardian.email) === addressKey(email)
  return [stored[1], stored[2]].filter((guardian) => guardian !== null).find(hasIt)
}
