import { type Insertable, sql } from 'kysely'
import { anyNumber, anyText, batchesOf, insertMany, type Target } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Accounts, ChildGuardians, Children } from './tables.ts'

export function listChildren(read: ReadDb, numbers: Iterable<string>) {
  return read.selectFrom('children').selectAll().where('number', '=', anyText(numbers)).execute()
}

/** Numbers by id. */
export async function listChildNumbers(
  read: ReadDb,
  ids: Iterable<number>,
): Promise<ReadonlyMap<number, string>> {
  const rows = await read
    .selectFrom('children')
    .select(['id', 'number'])
    .where('id', '=', anyNumber(ids))
    .execute()
  return new Map(rows.map(({ id, number }) => [id, number]))
}

/** The number and name of every child. */
export async function listChildNames(read: ReadDb) {
  const rows = await read
    .selectFrom('children')
    .select(['number', 'first_name', 'infix', 'last_name'])
    .execute()
  return rows.map(({ number, first_name, infix, last_name }) => ({
    number,
    name: [first_name, infix, last_name].filter(Boolean).join(' '),
  }))
}

export function listGuardians(read: ReadDb, ids: Iterable<number>) {
  return read.selectFrom('guardians').selectAll().where('id', '=', anyNumber(ids)).execute()
}

/** Of these ids those that are there. */
export async function listGuardianIds(read: ReadDb, ids: Iterable<number>): Promise<ReadonlySet<number>> {
  const rows = await read.selectFrom('guardians').select('id').where('id', '=', anyNumber(ids)).execute()
  return new Set(rows.map(({ id }) => id))
}

/** The guardians of children, each with its position and custody. */
export function listGuardiansOf(read: ReadDb, childIds: Iterable<number>) {
  return read
    .selectFrom('child_guardians')
    .innerJoin('guardians', 'guardians.id', 'child_guardians.guardian_id')
    .selectAll('guardians')
    .select(['child_id', 'position', 'custody'])
    .where('child_id', '=', anyNumber(childIds))
    .execute()
}

/** `emailKeys` are addresses in lower case. */
export function listGuardiansByEmail(read: ReadDb, emailKeys: Iterable<string>) {
  return read.selectFrom('guardians').selectAll().where('email_key', '=', anyText(emailKeys)).execute()
}

export function saveChildren(write: WriteDb, rows: readonly ChildCells[]): Promise<void> {
  return insertMany(write, CHILDREN, rows)
}

type ChildCells = Omit<Insertable<Children>, 'id'>

const CHILDREN: Target<ChildCells> = {
  table: 'children',
  key: 'number',
  columns: {
    number: 'text',
    first_name: 'text',
    infix: 'text',
    last_name: 'text',
    born: 'date',
    group_id: 'integer',
  },
}

export interface NewGuardian extends Omit<GuardianUpdate, 'id'> {
  readonly email: string | null
  readonly email_key: string | null
}

/** Gives each row's id by its key, which is known here only: rows are told apart by nothing that is stored. */
export async function insertGuardians(
  write: WriteDb,
  rows: ReadonlyMap<string, NewGuardian>,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>()
  for (const batch of batchesOf([...rows].map(([key, row]) => ({ key, ...row })))) {
    const { rows: inserted } = await sql<{ key: string; id: number }>`
      with numbered as materialized (
        select nextval(pg_get_serial_sequence('guardians', 'id'))::integer as id, wanted.*
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
          as wanted(key text, first_name text, infix text, last_name text, phone text, email text, email_key text)
      ), inserted as (
        insert into guardians (id, first_name, infix, last_name, phone, email, email_key)
        overriding system value
        select id, first_name, infix, last_name, phone, email, email_key from numbered
      )
      select key, id from numbered`.execute(write)
    for (const { key, id } of inserted) ids.set(key, id)
  }
  return ids
}

export interface GuardianUpdate {
  readonly id: number
  readonly first_name: string | null
  readonly infix: string | null
  readonly last_name: string | null
  readonly phone: string | null
}

export async function updateGuardians(write: WriteDb, rows: readonly GuardianUpdate[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await sql`
      update guardians
      set first_name = wanted.first_name, infix = wanted.infix, last_name = wanted.last_name,
          phone = wanted.phone
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
        as wanted(id integer, first_name text, infix text, last_name text, phone text)
      where guardians.id = wanted.id`.execute(write)
  }
}

/** Makes these the only guardians of the children. */
export async function replaceGuardiansOf(
  write: WriteDb,
  childIds: readonly number[],
  links: readonly GuardianLink[],
): Promise<void> {
  await write.deleteFrom('child_guardians').where('child_id', '=', anyNumber(childIds)).execute()
  await insertMany(write, CHILD_GUARDIANS, links)
}

type GuardianLink = Omit<Insertable<ChildGuardians>, 'access_until'>

const CHILD_GUARDIANS: Target<GuardianLink> = {
  table: 'child_guardians',
  columns: { child_id: 'integer', position: 'integer', guardian_id: 'integer', custody: 'boolean' },
}

/** With their links to guardians; the database refuses when something else refers to one of them. */
export async function deleteChildren(write: WriteDb, numbers: readonly string[]): Promise<void> {
  await write
    .deleteFrom('child_guardians')
    .using('children')
    .whereRef('children.id', '=', 'child_guardians.child_id')
    .where('children.number', '=', anyText(numbers))
    .execute()
  await write.deleteFrom('children').where('number', '=', anyText(numbers)).execute()
}

const REFERRING = [
  'child_guardians',
  'accounts',
  'activations',
  'consents',
  'requests',
  'exports',
  'mails',
  'mail_preferences',
  'messages',
  'diary_entries',
] as const

/** Of these guardians deletes those whom nothing refers to any more: no child, and no history either. */
export async function deleteUnreferredGuardians(write: WriteDb, ids: readonly number[]): Promise<void> {
  await write
    .deleteFrom('guardians')
    .where('id', '=', anyNumber(ids))
    .where(({ and, not, exists, selectFrom }) =>
      and(
        REFERRING.map((table) =>
          not(exists(selectFrom(table).select('guardian_id').whereRef('guardian_id', '=', 'guardians.id'))),
        ),
      ),
    )
    .execute()
}

/** Of these guardians those with a child that is none of these. */
export async function listGuardiansWithOthers(
  read: ReadDb,
  guardianIds: Iterable<number>,
  childNumbers: Iterable<string>,
): Promise<ReadonlySet<number>> {
  const rows = await read
    .selectFrom('child_guardians')
    .innerJoin('children', 'children.id', 'child_guardians.child_id')
    .select('guardian_id')
    .where('guardian_id', '=', anyNumber(guardianIds))
    .where(({ not, eb }) => not(eb('children.number', '=', anyText(childNumbers))))
    .execute()
  return new Set(rows.map((row) => row.guardian_id))
}

export function listAccountsOf(read: ReadDb, guardianIds: Iterable<number>) {
  return read.selectFrom('accounts').selectAll().where('guardian_id', '=', anyNumber(guardianIds)).execute()
}

/** The password stays. */
export async function saveAccounts(write: WriteDb, rows: readonly Insertable<Accounts>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('accounts')
      .values(batch)
      .onConflict((on) =>
        on.column('guardian_id').doUpdateSet(({ ref }) => ({
          state: ref('excluded.state'),
          activated_at: ref('excluded.activated_at'),
        })),
      )
      .execute()
  }
}
