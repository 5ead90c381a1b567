import type { ReadDb } from '../../../store/open.ts'
import { listAccountsOf, listGuardiansWithOthers } from '../../../store/people.ts'
import type { Change, Undoing } from '../kind.ts'
import { type ChildRow, guardiansOf } from './family.ts'
import { movedGuardians } from './save-families.ts'

/**
 * Who has an active account signs in with the address that is stored, and sees the children who are: neither is taken
 * away behind a guardian's back.
 */
export async function whyFamiliesKept(
  read: ReadDb,
  { remove, restore }: Pick<Undoing<ChildRow>, 'remove' | 'restore'>,
): Promise<string | undefined> {
  const now = [...remove, ...restore.map(({ before }) => before as ChildRow)]
  const active = await readActive(read, now)
  const [moved] = restore.flatMap(movedGuardians).filter(({ id }) => active.has(id as number))
  if (moved) {
    return `guardian ${moved.id} has an active account since, and would sign in with another address; import the old address with --allow-account-change if it is right.`
  }
  const left = await findLeft(read, now, restore, active)
  return left === undefined
    ? undefined
    : `guardian ${left} has an active account since, and would have no child left in it; close that account first.`
}

async function readActive(read: ReadDb, rows: readonly ChildRow[]): Promise<ReadonlySet<number>> {
  const accounts = await listAccountsOf(
    read,
    new Set(rows.flatMap(guardiansOf).flatMap(({ id }) => id ?? [])),
  )
  return new Set(accounts.filter(({ state }) => state === 'active').map((row) => row.guardian_id))
}

/** The first of the active guardians who would be nobody's guardian. */
async function findLeft(
  read: ReadDb,
  now: readonly ChildRow[],
  restore: readonly Change<ChildRow>[],
  active: ReadonlySet<number>,
): Promise<number | undefined> {
  const staying = new Set(restore.flatMap(({ after }) => guardiansOf(after)).map(({ id }) => id))
  const leaving = [...active].filter((id) => !staying.has(id))
  const others = await listGuardiansWithOthers(
    read,
    leaving,
    now.map(({ number }) => number),
  )
  return leaving.find((id) => !others.has(id))
}
