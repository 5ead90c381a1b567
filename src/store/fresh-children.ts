import { sql } from 'kysely'
import {
  changesOfFresh,
  type Fresh,
  isUndecided,
  keepAs,
  keepPlaces,
  nextId,
  setFreshAside,
} from './fresh.ts'
import type { WriteDb } from './open.ts'
import { childPrint } from './prints.ts'

/**
 * Stores the staged children that are new and of which nothing is to be decided: the group is known, and each of the
 * guardians' addresses is nobody's who is stored, and stands in rows of such children only, which all say the same.
 */
export async function storeFreshChildren(write: WriteDb, run: string): Promise<Fresh | undefined> {
  await keepPlaces(write)
  if (!(await keepAs(write, 'candidates', ['record'], candidates))) return undefined
  await keepAs(write, 'told', ['record', 'position', 'person'], toldGuardians)
  if (!(await keepAs(write, 'fresh', ['record'], freshChildren))) return undefined
  await keepAs(write, 'fresh_guardians', ['person'], freshGuardians)
  await sql`insert into guardians (id, first_name, infix, last_name, phone, email, email_key)
    overriding system value
    select id, first_name, infix, last_name, phone, email, email from fresh_guardians`.execute(write)
  await sql`insert into children (id, number, first_name, infix, last_name, born, group_id)
    overriding system value
    select child_id, number, roepnaam, tussenvoegsel, achternaam, geboortedatum::date, group_id
    from fresh join staged using (record) order by record`.execute(write)
  await sql`insert into child_guardians (child_id, position, guardian_id, custody)
    select child_id, position, fresh_guardians.id, custody
    from fresh join told using (record) join fresh_guardians using (person)
    order by child_id, position`.execute(write)
  await changesOfFresh(run, 'children', prints).execute(write)
  return setFreshAside(write)
}

/** New by themselves. Both parents under one address are told of each time. */
const candidates = sql`select staged.record, place.group_id from staged
  join places place on place.location = staged.locatie and place.name = staged.groep
  where ${isUndecided} and (staged.ouder1_email = staged.ouder2_email) is not true
    and not exists (select from children where children.number = staged.kindnummer)`

const guardianAt = (position: '1' | '2') => {
  const cell = (part: string) => sql`${sql.id(`ouder${position}_${part}`)}`
  const cells = sql.join(['voornaam', 'tussenvoegsel', 'achternaam', 'telefoon', 'email'].map(cell))
  return sql`select record, ${sql.lit(Number(position))} as position,
      coalesce(${cell('email')}, record || '/' || ${sql.lit(position)}) as person, ${cells},
      coalesce(${cell('gezag')}::boolean, false), candidates.record is not null
    from staged left join candidates using (record) where num_nonnulls(${cells}) > 0`
}

/** Whoever the rows of the file tell of; without an address it is a person in that place beside that child only. */
const toldGuardians = sql`select * from (${guardianAt('1')} union all ${guardianAt('2')})
  as told (record, position, person, first_name, infix, last_name, phone, email, custody, is_candidate)`

/** Children of whose guardians none has to be decided on. */
const freshChildren = sql`with undecided as (
    select person from (select distinct person, first_name, infix, last_name, phone, is_candidate from told) as said
    group by person having count(*) > 1 or not bool_and(is_candidate)
    union all
    select email_key from guardians where email_key in (select person from told)
  )
  select record, staged.kindnummer as number, ${nextId('children')} as child_id, group_id
  from (select * from candidates order by record) as candidate join staged using (record)
  where not exists (select from told join undecided using (person) where told.record = candidate.record)`

const freshGuardians = sql`select ${nextId('guardians')} as id, person.* from (
    select * from (
      select distinct on (person) person, first_name, infix, last_name, phone, email, record
      from told join fresh using (record) order by person, record
    ) as first_told order by record
  ) as person`

/** All rows that tell of a guardian say the same, so that what is stored need not be read again. */
const prints = sql`select number, ${childPrint('guardian')} as print
  from (
    select record, fresh.number, roepnaam as first_name, tussenvoegsel as infix, achternaam as last_name,
      geboortedatum::date as born, group_id
    from fresh join staged using (record)
  ) as child
    left join told as guardian1 on guardian1.record = child.record and guardian1.position = 1
    left join told as guardian2 on guardian2.record = child.record and guardian2.position = 2
  order by child.record`
