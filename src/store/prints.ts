import { type RawBuilder, sql } from 'kysely'

/** A row by its key, as a short text that is equal for equal rows and tells nothing. */
export interface Print {
  readonly key: string
  readonly print: string
}

/** Prints of what is stored of children or contracts with these numbers. Of a child its guardians belong to it. */
export function printsOf(kind: 'children' | 'contracts', numbers: RawBuilder<unknown>): RawBuilder<Print> {
  return kind === 'children' ? childPrints(numbers) : contractPrints(numbers)
}

/** The print of a row of contracts. */
export const contractPrint = sql<string>`md5(
  row(child_id, group_id, care_type, first_day, last_day, weeks, kind, days)::text)`

/**
 * The print of a row called `child`, and of the guardians beside it in rows called so with their position behind, where
 * they have one.
 */
export function childPrint(guardian: string): RawBuilder<string> {
  const [first, second] = [sql.id(`${guardian}1`), sql.id(`${guardian}2`)]
  return sql<string>`md5(row(child.first_name, child.infix, child.last_name, child.born, child.group_id)::text
    || coalesce(nullif(concat_ws(',', ${guardianText(first)}, ${guardianText(second)}), ''), '(,,,,,,)'))`
}

function guardianText(row: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`case when ${row}.position is not null then row(${row}.position, ${row}.custody, ${row}.first_name,
    ${row}.infix, ${row}.last_name, ${row}.email, ${row}.phone)::text end`
}

const childPrints = (numbers: RawBuilder<unknown>) => sql<Print>`
  select child.number as key, ${childPrint('guardian')} as print
  from children child left join ${guardianAt('1')} left join ${guardianAt('2')}
  where child.number in (${numbers})`

const guardianAt = (position: '1' | '2') => {
  const name = sql.id(`guardian${position}`)
  return sql`(
      select child_id, position, custody, first_name, infix, last_name, email, phone
      from child_guardians join guardians on guardians.id = guardian_id
    ) as ${name} on ${name}.child_id = child.id and ${name}.position = ${sql.lit(Number(position))}`
}

const contractPrints = (numbers: RawBuilder<unknown>) => sql<Print>`
  select number as key, ${contractPrint} as print from contracts where number in (${numbers})`
