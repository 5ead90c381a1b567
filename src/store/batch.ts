import { type RawBuilder, sql } from 'kysely'

/** Rows in one statement: enough to be quick, few enough for PostgreSQL's 65,535 parameters. */
const MOST = 1_000

export function* batchesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += MOST) yield rows.slice(at, at + MOST)
}

/** `column in (...)` with one parameter, however many texts there are. */
export function anyText(values: Iterable<string>): RawBuilder<string> {
  return sql<string>`any(${[...values]}::text[])`
}

/** `column in (...)` with one parameter, however many numbers there are. */
export function anyNumber(values: Iterable<number>): RawBuilder<number> {
  return sql<number>`any(${[...values]}::integer[])`
}
