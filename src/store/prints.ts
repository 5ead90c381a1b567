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

const childPrints = (numbers: RawBuilder<unknown>) => sql<Print>`
  select child.number as key, md5(
    row(child.first_name, child.infix, child.last_name, child.born, child.group_id)::text || coalesce(string_agg(
      row(link.position, link.custody, person.first_name, person.infix, person.last_name, person.email, person.phone)::text,
      ',' order by link.position), '')) as print
  from children child
    left join child_guardians link on link.child_id = child.id
    left join guardians person on person.id = link.guardian_id
  where child.number in (${numbers})
  group by child.id`

const contractPrints = (numbers: RawBuilder<unknown>) => sql<Print>`
  select number as key,
    md5(row(child_id, group_id, care_type, first_day, last_day, weeks, kind, days)::text) as print
  from contracts where number in (${numbers})`
