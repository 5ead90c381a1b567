import { type RawBuilder, sql } from 'kysely'
import { anyNumber } from './batch.ts'
import type { WriteDb } from './open.ts'

/** What a row of a file says, cell by cell; an empty text is an empty cell. */
export interface StagedRow {
  readonly record: number
  /** The cells are what is to be stored, and not only what it is compared by. */
  readonly literal: boolean
  readonly cells: readonly string[]
}

/** Records that have to be decided together with an earlier one: the two lists go side by side. */
export interface Ties {
  readonly records: readonly number[]
  readonly earlier: readonly number[]
}

/**
 * The rows of a file beside the tables, so that the database says which of them differ from what is stored: a
 * temporary table `staged` with `record`, `literal` and a column of text for each column of the file. It ends with the
 * transaction, and nothing outside of it is changed.
 */
export interface Staging {
  /** Goes on while the database takes rows in; waits when it is behind. */
  add(row: StagedRow): Promise<void>
  remove(records: Iterable<number>): Promise<void>
  /** All rows are there: what follows are questions, which look rows up by these columns. */
  ready(columns: readonly string[]): Promise<void>
  /** The first column of a query. */
  keys(query: RawBuilder<unknown>): Promise<readonly string[]>
  /** The records and keys of a query. */
  pairs(query: RawBuilder<unknown>): Promise<readonly { readonly record: number; readonly key: string }[]>
  /** Sets the records aside that a query names: they are stored already. */
  setAside(query: RawBuilder<unknown>): Promise<void>
  /** Every record was set aside. */
  isAllAside(): Promise<boolean>
  /** The records that were not set aside, in the order of the file. */
  remaining(): Promise<readonly number[]>
  /**
   * Records with one link, of a query (record, link), are tied together when one of them remains, be the others set
   * aside as stored already; those that are new need nobody.
   */
  ties(query: RawBuilder<unknown>): Promise<Ties>
}

export async function openStaging(write: WriteDb, columns: readonly string[]): Promise<Staging> {
  const run = (query: RawBuilder<unknown>) => query.execute(write)
  const names = columns.map((name) => sql`${sql.id(name)} text`)
  await run(FOR_MANY_ROWS)
  await run(sql`drop table if exists pg_temp.staged, pg_temp.aside`)
  await run(
    sql`create temporary table staged (record integer, literal boolean, ${sql.join(names)}) on commit drop`,
  )
  await run(sql`create temporary table aside (record integer, fresh boolean) on commit drop`)
  let lines: string[] = []
  let sent: Promise<unknown> = Promise.resolve()
  const send = async () => {
    await sent
    sent = run(insertion(lines, columns.length))
    // Whoever waits for it next hears of a failure; until then it is no unhandled one.
    sent.catch(() => {})
    lines = []
  }
  return {
    add: async (row) => {
      lines.push(lineOf(row))
      if (lines.length === AT_ONCE) await send()
    },
    remove: async (records) => void (await run(sql`delete from staged where record = ${anyNumber(records)}`)),
    ready: async (lookedUp) => {
      if (lines.length > 0) await send()
      await sent
      await run(sql`analyze staged (record, literal, ${sql.join(lookedUp.map((name) => sql.id(name)))})`)
    },
    keys: async (query) => {
      const { rows } = await query.execute(write)
      return (rows as Record<string, string>[]).flatMap((row) => Object.values(row).slice(0, 1))
    },
    pairs: async (query) => (await query.execute(write)).rows as { record: number; key: string }[],
    setAside: async (query) => {
      await run(sql`insert into aside select *, false from (${query}) as stored`)
      await run(sql`analyze aside`)
    },
    isAllAside: async () => {
      const { rows } = await sql`select from staged where ${isLeft} limit 1`.execute(write)
      return rows.length === 0
    },
    remaining: async () => {
      const { rows } = await sql<{
        records: number[] | null
      }>`select array_agg(record order by record) as records from staged where ${isLeft}`.execute(write)
      return rows[0]?.records ?? []
    },
    ties: async (query) => {
      const { records, earlier } = (await tied(query).execute(write)).rows[0] ?? {}
      return { records: records ?? [], earlier: earlier ?? [] }
    },
  }
}

/**
 * Conditions that nearly every row meets. As one CASE the planner takes them for a coin toss; side by side it would multiply
 * its guesses, expect a single row, and look the others up one by one.
 */
export function allHold(conditions: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
  return sql<boolean>`case when ${sql.join(conditions, sql` and `)} then true else false end`
}

const isLeft = sql`not exists (select from aside where aside.record = staged.record)`

/**
 * What is asked of many rows is sorted and joined in memory, and what each of them refers to is looked up by its
 * index: by the cost that the planner puts on that as it is delivered, every row would search small tables from end
 * to end. Until the transaction ends.
 */
const FOR_MANY_ROWS = sql`select set_config('work_mem', '64MB', true), set_config('random_page_cost', '1.1', true)`

/** As two arrays: a large file has more links than rows. */
function tied(query: RawBuilder<unknown>) {
  return sql<{ records: number[] | null; earlier: number[] | null }>`
    with linked (record, link) as materialized (${query}),
      shared as (
        select link, min(record) as earlier from linked left join aside using (record)
        where fresh is not true group by link having count(distinct record) > 1 and count(*) > count(aside.record)
      )
    select array_agg(record) as records, array_agg(earlier) as earlier
    from linked join shared using (link)
    where record > earlier and not exists (select from aside where aside.record = linked.record and fresh)`
}

const CELL = '\u001f'
const ROW = '\u001e'
const ESCAPE = '\u001d'

/** Rows sent to the database at a time. */
const AT_ONCE = 2_000

/** One parameter for all cells, split by the database: the least work for both. */
function insertion(lines: readonly string[], width: number): RawBuilder<unknown> {
  const text = lines.join(ROW)
  const cells = Array.from({ length: width }, (_, at) => sql.raw(`cell[${at + 3}]`))
  return sql`insert into staged select cell[1]::integer, cell[2]::boolean, ${sql.join(cells)}
    from string_to_table(${text}::text, ${ROW}) as line, string_to_array(line, ${CELL}, '') as cell`
}

function lineOf({ record, literal, cells }: StagedRow): string {
  const isPlain = !ANY_SEPARATOR.test(cells.join(''))
  return `${record}${CELL}${literal}${CELL}${(isPlain ? cells : cells.map(escaped)).join(CELL)}`
}

const SEPARATORS = [ESCAPE, ROW, CELL]
const ANY_SEPARATOR = new RegExp(`[${SEPARATORS.join('')}]`)

/** A cell with one of the separators in it equals nothing stored, so its row is looked at by itself. */
function escaped(cell: string): string {
  return SEPARATORS.reduce(
    (text, separator) => text.replaceAll(separator, `${ESCAPE}${separator.charCodeAt(0)}`),
    cell,
  )
}

/**
 * Tells the planner how large the tables of people have become: those it knows as small it would search from end to
 * end for each row. A role that doesn't own them only gets a warning, and waits for autovacuum.
 */
export async function refreshStatistics(write: WriteDb): Promise<void> {
  await sql`analyze children, guardians, child_guardians, contracts`.execute(write)
}
