import { type RawBuilder, sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import type { ReadDb } from './open.ts'
import { allHold } from './staging.ts'

const DAYS = { mon: 'maandag', tue: 'dinsdag', wed: 'woensdag', thu: 'donderdag', fri: 'vrijdag' }

/** The staged contracts that say nothing but what is stored; `told` are the columns of the file. */
export function sameContracts(told: ReadonlySet<string>): RawBuilder<unknown> {
  const days = Object.entries(DAYS).filter(([, column]) => told.has(column))
  const conditions = [
    sql`child.number = staged.kindnummer`,
    sql`location.name = staged.locatie`,
    sql`grp.name = staged.groep`,
    sql`stored.care_type = staged.opvangsoort`,
    sql`stored.first_day = staged.startdatum::date`,
    sql`stored.weeks = staged.weken::integer`,
    ...(told.has('einddatum') ? [sql`stored.last_day is not distinct from staged.einddatum::date`] : []),
    ...days.map(([day, column]) => sql`stored.days ->> ${day} is not distinct from staged.${sql.id(column)}`),
  ]
  return sql`select staged.record from staged
    join contracts stored on stored.number = staged.contractnummer
    join children child on child.id = stored.child_id
    join groups grp on grp.id = stored.group_id
    join locations location on location.id = grp.location_id
    where ${allHold(conditions)}`
}

/** Contracts of one child are judged beside each other, also beside one that the file moves to another child. */
export function linksOfContracts(): RawBuilder<unknown> {
  return sql`select record, kindnummer from staged
    union all
    select staged.record, child.number from staged
    join contracts stored on stored.number = staged.contractnummer
    join children child on child.id = stored.child_id and child.number <> staged.kindnummer`
}

/** Numbers of stored contracts that the file does not have. */
export function missingContracts(): RawBuilder<unknown> {
  return sql`select number from contracts
    where not exists (select from staged where staged.contractnummer = contracts.number) order by number`
}

/** Contracts that are in force on a day or begin after it: a contract whose last day is that day still is. */
export async function countLiveContracts(read: ReadDb, today: IsoDate): Promise<number> {
  const { count } = await read
    .selectFrom('contracts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(({ eb, or }) => or([eb('last_day', 'is', null), eb('last_day', '>=', today)]))
    .executeTakeFirstOrThrow()
  return count
}
