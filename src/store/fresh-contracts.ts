import { type RawBuilder, sql } from 'kysely'
import { changesOfFresh, type Fresh, isUndecided, keepAs, keepPlaces, setFreshAside } from './fresh.ts'
import type { WriteDb } from './open.ts'
import { contractPrint } from './prints.ts'

/**
 * Stores the staged contracts that are new and of which nothing is to be decided: child and group are known, and no
 * other contract of the child, in the file or stored, has the same care type on any of its days.
 */
export async function storeFreshContracts(write: WriteDb, run: string): Promise<Fresh | undefined> {
  await keepPlaces(write)
  if (!(await keepAs(write, 'fresh', ['record'], freshContracts))) return undefined
  await sql`with stored as (${insertion} returning number, ${contractPrint} as print)
    ${changesOfFresh(run, 'contracts', sql`select * from stored`)}`.execute(write)
  return setFreshAside(write)
}

const freshContracts = sql`select staged.record, staged.contractnummer as number,
    child.id as child_id, place.group_id
  from staged
  join children child on child.number = staged.kindnummer
  join places place on place.location = staged.locatie and place.name = staged.groep
  where ${isUndecided}
    and not exists (select from contracts where contracts.number = staged.contractnummer)
    and not exists (select from contracts other
      where other.child_id = child.id and other.care_type = staged.opvangsoort
      and ${shareADay(sql`other.first_day`, sql`other.last_day`)})
    and not exists (select from staged other
      where other.kindnummer = staged.kindnummer and other.opvangsoort = staged.opvangsoort
      and other.record <> staged.record
      and ${shareADay(sql`other.startdatum::date`, sql`other.einddatum::date`)})`

/** Of a staged contract and another; one without a last day goes on. */
function shareADay(firstDay: RawBuilder<unknown>, lastDay: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`${firstDay} <= coalesce(staged.einddatum::date, 'infinity')
    and staged.startdatum::date <= coalesce(${lastDay}, 'infinity')`
}

const days = sql`jsonb_strip_nulls(jsonb_object('{mon, tue, wed, thu, fri}',
  array[maandag, dinsdag, woensdag, donderdag, vrijdag]))`

const insertion = sql`insert into contracts
    (number, child_id, group_id, care_type, first_day, last_day, weeks, days)
  select fresh.number, child_id, group_id, opvangsoort, startdatum::date, einddatum::date, weken::integer, ${days}
  from fresh join staged using (record) order by record`
