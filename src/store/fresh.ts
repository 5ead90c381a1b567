import { type RawBuilder, sql } from 'kysely'
import type { WriteDb } from './open.ts'

/** What was stored of the rows that are new and need no decision. */
export interface Fresh {
  readonly rows: number
  readonly childIds: readonly number[]
  readonly groupIds: readonly number[]
  /** Equal for the same rows of the same file in the same groups. */
  readonly digest: string
}

/** The next id of a table; the name of its sequence is looked up once, not for each row. */
export function nextId(table: 'children' | 'guardians'): RawBuilder<number> {
  return sql<number>`nextval((select pg_get_serial_sequence(${table}, 'id')::regclass))::integer`
}

/** What stands in the way of a row by itself, whatever its kind. */
export const isUndecided = sql`staged.literal and not exists (select from aside where aside.record = staged.record)`

/** A temporary table that ends with the transaction and is looked up by columns; true when a row is in it. */
export async function keepAs(
  write: WriteDb,
  name: string,
  lookedUpBy: readonly string[],
  query: RawBuilder<unknown>,
): Promise<boolean> {
  await sql`drop table if exists pg_temp.${sql.id(name)}`.execute(write)
  await sql`create temporary table ${sql.id(name)} on commit drop as ${query}`.execute(write)
  await sql`analyze ${sql.id(name)} (${sql.join(lookedUpBy.map((column) => sql.id(column)))})`.execute(write)
  const { rows } = await sql`select from ${sql.id(name)} limit 1`.execute(write)
  return rows.length > 0
}

/** The groups by what a file calls them, in a table of which the planner knows how many rows it finds for each of them. */
export async function keepPlaces(write: WriteDb): Promise<void> {
  await keepAs(
    write,
    'places',
    ['location', 'name'],
    sql`select location.name as location, grp.name, grp.id as group_id
      from groups grp join locations location on location.id = grp.location_id`,
  )
}

/** New rows of a run: a query of their numbers and prints, in the order in which they are written down. */
export function changesOfFresh(
  run: string,
  kind: 'children' | 'contracts',
  stored: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`insert into import_changes (run_id, kind, key, name, after)
    select ${run}::uuid, ${kind}, number, number, jsonb_build_object('print', print) from (${stored}) as stored`
}

/** Sets the rows of `fresh` aside; they have a record, a child and a group. */
export async function setFreshAside(write: WriteDb): Promise<Fresh> {
  await sql`insert into aside select record, true from fresh`.execute(write)
  const { rows } = await sql<Fresh>`select count(*)::integer as rows,
      array_agg(distinct child_id) as "childIds", array_agg(distinct group_id) as "groupIds",
      md5(string_agg(record || '/' || group_id, ' ' order by record)) as digest
    from fresh`.execute(write)
  return rows[0] as Fresh
}
