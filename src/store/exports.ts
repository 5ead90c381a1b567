import { type ExpressionBuilder, type Insertable, sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import { anyNumber, anyText, anyUuid } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import { isReachable } from './reachable.ts'
import type { Exports, RemovalReason, Tables } from './tables.ts'

export async function findExport(read: ReadDb, key: string) {
  return read.selectFrom('exports').selectAll().where('key', '=', key).executeTakeFirst()
}

/** Records an export that is ready, in the place of one of the same content that was there before. */
export async function saveExport(write: WriteDb, row: Insertable<Exports>): Promise<void> {
  const { key: _, ...changes } = row
  await write
    .insertInto('exports')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(changes))
    .execute()
}

/** Which photos an export holds, by own number. */
export async function savePhotosIn(write: WriteDb, key: string, photos: readonly number[]): Promise<void> {
  await write
    .updateTable('exports')
    .set({ photos: [...photos] })
    .where('key', '=', key)
    .execute()
}

export type ReadyExport = Awaited<ReturnType<typeof listOffered>>[number]

/** Exports that can be downloaded `today`, by a guardian who may be told of it: of one in parts the first. */
export function listOffered(read: ReadDb, today: IsoDate) {
  return readyExports(read)
    .where('part', '=', 1)
    .where('offered_until', '>=', today)
    .where(mayBeTold)
    .orderBy('offered_until')
    .orderBy('exports.id')
    .execute()
}

/** Exports whose last day to download was before `today`. */
export function listEnded(read: ReadDb, today: IsoDate) {
  return readyExports(read)
    .where('offered_until', '<', today)
    .orderBy('offered_until')
    .orderBy('exports.id')
    .execute()
}

/** Exports that could be downloaded `today` by somebody who has no custody of the child, or is no guardian of it any more. */
export function listWithoutCustody(read: ReadDb, today: IsoDate) {
  return readyExports(read)
    .where('offered_until', '>=', today)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('child_guardians as link')
            .select('link.guardian_id')
            .whereRef('link.child_id', '=', 'exports.child_id')
            .whereRef('link.guardian_id', '=', 'exports.guardian_id')
            .where('link.custody', '=', true),
        ),
      ),
    )
    .orderBy('exports.id')
    .execute()
}

/** Exports that ended, of which the last day was this one or later, and that are not offered again: to whom may be told. */
export function listEndedOffers(read: ReadDb, since: IsoDate) {
  return exportsIn(read, 'removed')
    .where('part', '=', 1)
    .where('removed_because', '=', 'ended')
    .where('offered_until', '>=', since)
    .where(mayBeTold)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('exports as other')
            .select('other.id')
            .whereRef('other.child_id', '=', 'exports.child_id')
            .whereRef('other.guardian_id', '=', 'exports.guardian_id')
            .where('other.state', '=', 'ready'),
        ),
      ),
    )
    .orderBy('exports.id')
    .execute()
}

/** Whether the guardian of an export has custody of the child, and an address that works as far as we know. */
function mayBeTold({ exists, selectFrom }: ExpressionBuilder<Tables, 'exports'>) {
  return exists(
    selectFrom('child_guardians')
      .innerJoin('guardians', 'guardians.id', 'child_guardians.guardian_id')
      .select('guardians.id')
      .whereRef('child_guardians.child_id', '=', 'exports.child_id')
      .whereRef('child_guardians.guardian_id', '=', 'exports.guardian_id')
      .where('custody', '=', true)
      .where(isReachable),
  )
}

/** The exports that are ready of a child. */
export function listReadyOf(read: ReadDb, child: string) {
  return readyExports(read).where('children.number', '=', child).orderBy('exports.id').execute()
}

/** The exports that are ready of these children. */
export function listReadyOfChildren(read: ReadDb, childIds: readonly number[]) {
  return readyExports(read).where('child_id', '=', anyNumber(childIds)).orderBy('exports.id').execute()
}

/** Exports that are ready and whose file, in whichever folder, has this name. */
export function listReadyByFile(read: ReadDb, name: string) {
  return readyExports(read)
    .where(sql<string>`regexp_replace(file, '^.*[/\\\\]', '')`, '=', name)
    .orderBy('exports.id')
    .execute()
}

/** Exports that are ready and whose id begins so. */
export function listReadyByPrefix(read: ReadDb, prefix: string) {
  return readyExports(read)
    .where(sql<string>`exports.id::text`, 'like', `${prefix.toLowerCase()}%`)
    .orderBy('exports.id')
    .execute()
}

function readyExports(read: ReadDb) {
  return exportsIn(read, 'ready')
}

function exportsIn(read: ReadDb, state: Exports['state']) {
  return read
    .selectFrom('exports')
    .innerJoin('children', 'children.id', 'exports.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .select(['exports.id', 'guardian_id', 'child_id', 'offered_until', 'children.number as child_number'])
    .select(['location_id', 'sha256', 'counts', 'part', 'remind_on', 'file'])
    .select(({ selectFrom }) =>
      selectFrom('child_guardians as link')
        .select('link.position')
        .whereRef('link.child_id', '=', 'exports.child_id')
        .whereRef('link.guardian_id', '=', 'exports.guardian_id')
        .as('guardian'),
    )
    .where('state', '=', state)
}

/** What is ready of a child under another key than these: out of date, or of a guardian who no longer has custody. */
export async function listSuperseded(read: ReadDb, childId: number, keys: readonly string[]) {
  return (await listReadyRows(read, childId)).filter(({ key }) => !keys.includes(key))
}

export type ReadyRow = Awaited<ReturnType<typeof listReadyRows>>[number]

/** What is ready of a child, the first part of each export first. */
export function listReadyRows(read: ReadDb, childId: number) {
  return read
    .selectFrom('exports')
    .select(['id', 'key', 'guardian_id', 'offered_until', 'remind_on', 'part'])
    .where('child_id', '=', childId)
    .where('state', '=', 'ready')
    .orderBy('part')
    .orderBy('made_at')
    .orderBy('id')
    .execute()
}

/** Gives all parts of an export that is ready one offer, also those that were there before. Gives the id of the first. */
export async function offerAllParts(
  write: WriteDb,
  { child_id, guardian_id }: { readonly child_id: number; readonly guardian_id: number },
  offer: Pick<Insertable<Exports>, 'offered_until' | 'remind_on'>,
): Promise<string> {
  const rows = await write
    .updateTable('exports')
    .set(offer)
    .where('child_id', '=', child_id)
    .where('guardian_id', '=', guardian_id)
    .where('state', '=', 'ready')
    .returning(['id', 'part'])
    .execute()
  const [first] = rows.toSorted((one, other) => one.part - other.part)
  if (!first) throw new Error(`Child ${child_id} has no export that could be offered.`)
  return first.id
}

/** From then on nobody can download them. Their files are named until they are gone. */
export async function markRemoved(
  write: WriteDb,
  ids: readonly string[],
  because: RemovalReason,
  now: string,
): Promise<void> {
  await write
    .updateTable('exports')
    .set({ state: 'removed', removed_at: now, removed_because: because })
    .where('id', '=', anyUuid(ids))
    .where('state', '=', 'ready')
    .execute()
}

/** As `markRemoved` for one that goes on with new content: the new one takes over its id, and so what was mailed about it. */
export async function retireExport(write: WriteDb, id: string, now: string): Promise<void> {
  await markRemoved(write, [id], 'replaced', now)
  await write
    .updateTable('exports')
    .set({ id: sql<string>`gen_random_uuid()` })
    .where('id', '=', id)
    .execute()
}

/** Files of removed exports that may still be there, of a child or of all; never one that a ready export names. */
export function listLeftFiles(read: ReadDb, childId?: number) {
  let query = read
    .selectFrom('exports')
    .innerJoin('children', 'children.id', 'exports.child_id')
    .select(['exports.id', 'file', 'child_id', 'children.number as child'])
    .where('state', '=', 'removed')
    .where('file', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('exports as other')
            .select('other.id')
            .whereRef('other.file', '=', 'exports.file')
            .where('other.state', '=', 'ready'),
        ),
      ),
    )
  if (childId !== undefined) query = query.where('child_id', '=', childId)
  return query.orderBy('child_id').execute()
}

/** The ZIPs that are ready of a child. */
export async function listReadyFiles(read: ReadDb, childId: number): Promise<readonly string[]> {
  const rows = await read
    .selectFrom('exports')
    .select('file')
    .where('child_id', '=', childId)
    .where('state', '=', 'ready')
    .execute()
  return rows.flatMap(({ file }) => file ?? [])
}

/** Of these files those that a ready export names. */
export async function listNamedFiles(
  read: ReadDb,
  files: readonly string[],
): Promise<ReadonlySet<string | null>> {
  const rows = await read
    .selectFrom('exports')
    .select('file')
    .where('file', '=', anyText(files))
    .where('state', '=', 'ready')
    .execute()
  return new Set(rows.map(({ file }) => file))
}

/** The file of a removed export is gone. */
export async function forgetFile(write: WriteDb, id: string): Promise<void> {
  await write
    .updateTable('exports')
    .set({ file: null })
    .where('id', '=', id)
    .where('state', '=', 'removed')
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
