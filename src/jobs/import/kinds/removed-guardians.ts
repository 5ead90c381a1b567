import type { Position } from '../../../csv/kinds/guardian.ts'
import { findingAt, type ImportFinding } from '../finding.ts'
import type { Wanted } from '../kind.ts'
import { type ChildGuardian, type ChildRow, guardiansOf, sameName } from './family.ts'
import { guardianColumn, toldFields } from './guardian-columns.ts'

/** The stored guardians whom a child loses. */
export function guardiansRemoved({
  before,
  after,
}: {
  readonly before?: ChildRow
  readonly after: ChildRow
}): readonly ChildGuardian[] {
  const staying = new Set(guardiansOf(after).map(({ id }) => id))
  return before ? guardiansOf(before).filter(({ id }) => !staying.has(id)) : []
}

/** Whom the file takes off is told, since nobody may have meant it. */
export function removedGuardians(
  wanted: readonly Wanted<ChildRow>[],
  stored: ReadonlyMap<string, ChildRow>,
  header: ReadonlySet<string>,
): readonly ImportFinding[] {
  return wanted.flatMap((one) => {
    const before = stored.get(one.key)
    if (!before) return []
    return guardiansRemoved({ before, after: one.row })
      .filter((guardian) => !hasAddressNow(guardian, one.row))
      .map((guardian) => {
        const position = guardian === before.guardian1 ? 1 : 2
        return findingAt(one, { code: 'guardian-removed', column: columnAt(position, header), value: '' })
      })
  })
}

/** Somebody without an address who has got one is stored anew, and not gone. */
function hasAddressNow(guardian: ChildGuardian, after: ChildRow): boolean {
  return guardian.email === null && guardiansOf(after).some((one) => sameName(one, guardian))
}

/** The first of its columns in the file. */
function columnAt(position: Position, header: ReadonlySet<string>): string {
  const [first = 'email'] = toldFields(position, header)
  return guardianColumn(position, first)
}
