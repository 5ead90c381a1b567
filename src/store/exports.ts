import type { Insertable } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Exports } from './tables.ts'

export async function findExport(read: ReadDb, key: string) {
  return read.selectFrom('exports').selectAll().where('key', '=', key).executeTakeFirst()
}

/** Records an export that is ready; one of the same content that was there before is replaced, and keeps its id. */
export async function saveExport(write: WriteDb, row: Insertable<Exports>): Promise<string> {
  const { id: _id, key: _key, ...changes } = row
  const { id } = await write
    .insertInto('exports')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(changes))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type OfferedExport = Awaited<ReturnType<typeof listOffered>>[number]

/** Exports that are ready, whose guardian should know by `today` that they go or are gone. */
export async function listOffered(read: ReadDb, today: IsoDate) {
  return read
    .selectFrom('exports')
    .innerJoin('children', 'children.id', 'exports.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .select(['exports.id', 'guardian_id', 'offered_until', 'children.number as child_number', 'location_id'])
    .where('state', '=', 'ready')
    .where('part', '=', 1)
    .where('remind_on', '<=', today)
    .orderBy('offered_until')
    .orderBy('exports.id')
    .execute()
}

/** What is ready of a child under another key than these: out of date, or of a guardian who no longer has custody. */
export async function listSuperseded(read: ReadDb, childId: number, keys: readonly string[]) {
  return read
    .selectFrom('exports')
    .select(['id', 'guardian_id', 'file'])
    .where('child_id', '=', childId)
    .where('state', '=', 'ready')
    .where('key', 'not in', [...keys])
    .orderBy('made_at')
    .orderBy('id')
    .execute()
}

export async function markRemoved(write: WriteDb, id: string): Promise<void> {
  await write
    .updateTable('exports')
    .set({ state: 'removed', file: null })
    .where('id', '=', id)
    .where('state', '=', 'ready')
    .execute()
}

/** The guardians of a child with custody, in the order of the planning package: each has an own right to an export. */
export async function listGuardiansWithCustody(read: ReadDb, childId: number) {
  return read
    .selectFrom('child_guardians')
    .innerJoin('guardians', 'guardians.id', 'child_guardians.guardian_id')
    .select(['guardians.id', 'child_guardians.position', 'guardians.language'])
    .select(['guardians.first_name', 'guardians.infix', 'guardians.last_name'])
    .where('child_id', '=', childId)
    .where('custody', '=', true)
    .orderBy('position')
    .execute()
}

/** The first and last day of care of a child and the groups it was in; the last day is undefined while a contract is open-ended. */
export async function findCarePeriod(read: ReadDb, childId: number) {
  const rows = await read
    .selectFrom('contracts')
    .select(['first_day', 'last_day', 'group_id'])
    .where('child_id', '=', childId)
    .orderBy('first_day')
    .execute()
  const last = rows.some((row) => row.last_day === null)
    ? undefined
    : rows
        .map((row) => row.last_day)
        .sort()
        .at(-1)
  return {
    first: rows[0]?.first_day,
    last: last ?? undefined,
    groups: [...new Set(rows.map((row) => row.group_id))],
  }
}
