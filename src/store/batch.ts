import { type RawBuilder, sql } from 'kysely'
import type { ReadDb, WriteDb } from './open.ts'
import type { Tables } from './tables.ts'

/** Rows in one statement: enough to be quick, few enough for PostgreSQL's 65,535 parameters. */
const MOST = 1_000

export function* batchesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += MOST) yield rows.slice(at, at + MOST)
}

/** All rows that belong to so many values that one query would not do. */
export async function inPortions<T, Row>(
  values: readonly T[],
  list: (some: readonly T[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < values.length; at += MANY) rows.push(...(await list(values.slice(at, at + MANY))))
  return rows
}

/** `column in (...)` with one parameter, however many texts there are. */
export function anyText(values: Iterable<string>): RawBuilder<string> {
  return sql<string>`any(${[...values]}::text[])`
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `column in (...)` with one parameter, however many ids; what is no UUID names no row. */
export function anyUuid(values: Iterable<string>): RawBuilder<string> {
  return sql<string>`any(${[...values].filter((value) => UUID.test(value))}::uuid[])`
}

/** `column in (...)` with one parameter, however many numbers there are. */
export function anyNumber(values: Iterable<number>): RawBuilder<number> {
  return sql<number>`any(${listOf(values)}::integer[])`
}

/** `column not in (...)`, written as `<>`, with one parameter, however many numbers there are. */
export function allNumbers(values: Iterable<number>): RawBuilder<number> {
  return sql<number>`all(${listOf(values)}::integer[])`
}

/** As the database writes a list of numbers: the driver would make three texts of each. */
function listOf(values: Iterable<number>): string {
  return `{${[...values].join()}}`
}

/** What a column of a row is read as; `jsonb` takes JSON as text. */
type SqlType = 'text' | 'integer' | 'boolean' | 'date' | 'timestamptz' | 'jsonb' | 'uuid' | 'numeric'

export interface Target<Row> {
  readonly table: keyof Tables
  readonly columns: Readonly<Record<keyof Row & string, SqlType>>
  /** A column that names a row: one that is there already gets the new values. */
  readonly key?: keyof Row & string
  /** What is there already, by its key, stays as it is. */
  readonly keepsOld?: boolean
}

/** Enough rows in one statement that the statement costs nothing. */
const MANY = 5_000

/** Writes many rows: one parameter for each column, whatever the number of rows. */
export async function insertMany<Row extends object>(
  write: WriteDb,
  target: Target<Row>,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(target.columns) as (keyof Row & string)[]
  for (let at = 0; at < rows.length; at += MANY) {
    const batch = rows.slice(at, at + MANY)
    await sql`insert into ${sql.table(target.table)} (${identifiers(names)})
      select ${casts(target.columns)} from unnest(${columnsOf(batch, names)}) as wanted(${identifiers(names)})
      ${onConflict(target, names)}`.execute(write)
  }
}

/** Deletes the rows that are named by all columns of the target; an empty cell names an empty one. */
export async function deleteMany<Name extends string>(
  write: WriteDb,
  { table, columns }: { readonly table: keyof Tables; readonly columns: Readonly<Record<Name, SqlType>> },
  rows: readonly Readonly<Record<NoInfer<Name>, unknown>>[],
): Promise<void> {
  const names = Object.keys(columns) as Name[]
  const same = Object.entries<SqlType>(columns).map(
    ([name, type]) =>
      sql`stored.${sql.id(name)} is not distinct from wanted.${sql.id(name)}::${sql.raw(type)}`,
  )
  await sql`delete from ${sql.table(table)} as stored
    using unnest(${columnsOf(rows, names)}) as wanted(${identifiers(names)})
    where ${sql.join(same, sql` and `)}`.execute(write)
}

/** One array of texts for each column. */
function columnsOf<Row extends object>(rows: readonly Row[], names: readonly (keyof Row)[]) {
  return sql.join(names.map((name) => sql`${rows.map((row) => textOf(row[name]))}::text[]`))
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}

function casts(columns: Readonly<Record<string, SqlType>>) {
  return sql.join(
    Object.entries(columns).map(([name, type]) =>
      type === 'text' ? sql.id(name) : sql`${sql.id(name)}::${sql.raw(type)}`,
    ),
  )
}

function identifiers(names: readonly string[]) {
  return sql.join(names.map((name) => sql.id(name)))
}

function onConflict<Row>({ key, keepsOld }: Target<Row>, names: readonly string[]) {
  if (key === undefined) return sql``
  if (keepsOld) return sql`on conflict (${sql.id(key)}) do nothing`
  const others = names.filter((name) => name !== key)
  const values = others.map((name) => sql`${sql.id(name)} = excluded.${sql.id(name)}`)
  return sql`on conflict (${sql.id(key)}) do update set ${sql.join(values)}`
}

export async function countRows(read: ReadDb, table: keyof Tables): Promise<number> {
  const { count } = await read
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
