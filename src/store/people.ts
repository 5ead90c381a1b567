import { type Insertable, sql } from 'kysely'
import { anyNumber, anyText, batchesOf } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Accounts, ChildGuardians, Children, Guardians } from './tables.ts'

export function listChildren(read: ReadDb, numbers: Iterable<string>) {
  return read.selectFrom('children').selectAll().where('number', '=', anyText(numbers)).execute()
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

export async function saveChildren(write: WriteDb, rows: readonly Insertable<Children>[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await write
      .insertInto('children')
      .values(batch)
      .onConflict((on) =>
        on.column('number').doUpdateSet(({ ref }) => ({
          first_name: ref('excluded.first_name'),
          infix: ref('excluded.infix'),
          last_name: ref('excluded.last_name'),
          born: ref('excluded.born'),
          group_id: ref('excluded.group_id'),
        })),
      )
      .execute()
  }
}

export async function insertGuardians(
  write: WriteDb,
  rows: readonly Insertable<Guardians>[],
): Promise<readonly number[]> {
  const ids: number[] = []
  for (const batch of batchesOf(rows)) {
    const inserted = await write.insertInto('guardians').values(batch).returning('id').execute()
    ids.push(...inserted.map((row) => row.id))
  }
  // Numbered one after the other, so that the order of the numbers is the order of the rows.
  return ids.toSorted((one, other) => one - other)
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
  links: readonly Insertable<ChildGuardians>[],
): Promise<void> {
  await write.deleteFrom('child_guardians').where('child_id', '=', anyNumber(childIds)).execute()
  for (const batch of batchesOf(links)) await write.insertInto('child_guardians').values(batch).execute()
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
