import { addressKey } from '../../../csv/address.ts'
import type { Position } from '../../../csv/kinds/guardian.ts'
import type { Remark } from '../finding.ts'
import { type ChildGuardian, type ChildRow, guardiansOf, isNamed, NAME, type Person } from './family.ts'
import { type Field, guardianColumn } from './guardian-columns.ts'

/**
 * A row that gives its child a guardian who is known, and says something else of that guardian than what is stored:
 * it counts, but nobody may have meant to rename the guardian of other children.
 */
export function renamings(
  { guardian1, guardian2 }: ChildRow,
  known: ReadonlyMap<string, Person>,
  before: ChildRow | undefined,
): readonly Remark[] {
  const own = new Set((before ? guardiansOf(before) : []).map(({ id }) => id))
  const remarksAt = (position: Position, guardian: ChildGuardian | null) => {
    const person = guardian?.email ? known.get(addressKey(guardian.email)) : undefined
    if (!guardian || !person || person.id === null || own.has(person.id)) return []
    return fieldsRenamed(guardian, person).map((field) => renaming(position, field, guardian[field] ?? ''))
  }
  return [...remarksAt(1, guardian1), ...remarksAt(2, guardian2)]
}

/** Where nothing was known nothing is contradicted. */
function fieldsRenamed(guardian: Person, stored: Person): readonly Field[] {
  const part = NAME.findLast((one) => guardian[one] !== stored[one])
  const isRenamed = part !== undefined && isNamed(guardian) && isNamed(stored)
  const hasOtherPhone = stored.phone !== null && ![null, stored.phone].includes(guardian.phone)
  return [...(isRenamed ? [part] : []), ...(hasOtherPhone ? (['phone'] as const) : [])]
}

function renaming(position: Position, field: Field, value: string): Remark {
  return {
    code: 'guardian-differs',
    column: guardianColumn(position, field),
    value,
    wrong:
      'is not what is stored of the guardian with the same address, who is known by another child; this row counts from now on',
    remedy: 'check that it is the same person, and make the rows of all children equal',
  }
}
