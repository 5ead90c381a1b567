import { type RawBuilder, sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import type { ReadDb } from './open.ts'
import { allHold } from './staging.ts'

type Condition = RawBuilder<unknown>

/** The staged children that say nothing but what is stored; `told` are the columns of the file. */
export function sameChildren(told: ReadonlySet<string>): RawBuilder<unknown> {
  const conditions = [
    sql`child.first_name = staged.roepnaam`,
    sql`child.last_name = staged.achternaam`,
    sql`child.born = staged.geboortedatum::date`,
    sql`location.name = staged.locatie`,
    sql`grp.name = staged.groep`,
    ...(told.has('tussenvoegsel') ? [sql`child.infix is not distinct from staged.tussenvoegsel`] : []),
    ...sameGuardian('1', told),
    ...sameGuardian('2', told),
    // Both parents under one address are told of each time.
    sql`(staged.ouder1_email = staged.ouder2_email) is not true`,
  ]
  return sql`select staged.record from staged
    join children child on child.number = staged.kindnummer
    join groups grp on grp.id = child.group_id
    join locations location on location.id = grp.location_id
    left join child_guardians place1 on place1.child_id = child.id and place1.position = 1
    left join guardians guardian1 on guardian1.id = place1.guardian_id
    left join child_guardians place2 on place2.child_id = child.id and place2.position = 2
    left join guardians guardian2 on guardian2.id = place2.guardian_id
    where ${allHold(conditions)}`
}

const NAMES = [
  ['first_name', 'voornaam'],
  ['infix', 'tussenvoegsel'],
  ['last_name', 'achternaam'],
] as const

/**
 * A guardian with an address is the same one when the row says nothing else; what it is silent about may come from
 * another row. Everything less plain is looked at row by row.
 */
function sameGuardian(position: '1' | '2', told: ReadonlySet<string>): readonly Condition[] {
  const column = (part: string) => `ouder${position}_${part}`
  const parts = ['voornaam', 'tussenvoegsel', 'achternaam', 'email', 'telefoon'].filter((part) =>
    told.has(column(part)),
  )
  if (parts.length === 0) return []
  const cell = (part: string) => sql`staged.${sql.id(column(part))}`
  const guardian = sql.raw(`guardian${position}`)
  const isEmpty = and(parts.map((part) => sql`${cell(part)} is null`))
  const names = NAMES.filter(([, part]) => parts.includes(part))
  const sameName = and(
    names.map(([stored, part]) => sql`${guardian}.${sql.id(stored)} is not distinct from ${cell(part)}`),
  )
  const noName = and(names.map(([, part]) => sql`${cell(part)} is null`))
  const hasAddress = sql`${guardian}.email_key is not null`
  const same = and([
    parts.includes('email')
      ? sql`${guardian}.email_key is not distinct from ${cell('email')}`
      : sql`${guardian}.email_key is null`,
    sql`((${hasAddress} and ${noName}) or ${sameName})`,
    ...(parts.includes('telefoon')
      ? [
          sql`((${hasAddress} and ${cell('telefoon')} is null) or ${guardian}.phone is not distinct from ${cell('telefoon')})`,
        ]
      : []),
    ...(told.has(column('gezag'))
      ? [
          sql`(${cell('gezag')} is null or ${cell('gezag')}::boolean = ${sql.raw(`place${position}`)}.custody)`,
        ]
      : []),
  ])
  return [
    sql`case when ${isEmpty} then ${guardian}.id is null else ${guardian}.id is not null and ${same} end`,
  ]
}

function and(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}

/** Children are decided together when they share a guardian's address, in the file or in what is stored of them. */
export function linksOfChildren(): RawBuilder<unknown> {
  return sql`select record, ouder1_email from staged where ouder1_email is not null
    union all
    select record, ouder2_email from staged where ouder2_email is not null
    union all
    select staged.record, guardian.email_key from staged
    join children child on child.number = staged.kindnummer
    join child_guardians place on place.child_id = child.id
    join guardians guardian on guardian.id = place.guardian_id
    where guardian.email_key is not null`
}

/** Numbers of stored children that the file does not have. */
export function missingChildren(): RawBuilder<unknown> {
  return sql`select number from children
    where not exists (select from staged where staged.kindnummer = children.number) order by number`
}

/**
 * New numbers that are those of stored children but for the zeros before them, as a spreadsheet leaves them. Not those of
 * children whom the file has too: then the two are two. Grouped and not joined: the planner expects no row on either side,
 * and would search one of them for each row of the other.
 */
export function alikeChildren(): RawBuilder<unknown> {
  return sql`select min(record) as record, min(number) as key from (
      select null::integer as record, number, ltrim(number, '0') as bare from children
      where not exists (select from staged where staged.kindnummer = children.number)
      union all
      select record, null, ltrim(kindnummer, '0') from staged
      where not exists (select from children where children.number = staged.kindnummer)
    ) as lone group by bare having count(record) > 0 and count(number) > 0 order by 1`
}

/** Children whose last contract has not ended before a day; one without any contract may still get one. */
export async function countLiveChildren(read: ReadDb, today: IsoDate): Promise<number> {
  const { count } = await read
    .selectFrom('children')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(({ exists, not, or, selectFrom }) => {
      const contracts = selectFrom('contracts')
        .select('contracts.id')
        .whereRef('child_id', '=', 'children.id')
      const live = contracts.where((on) => on.or([on('last_day', 'is', null), on('last_day', '>=', today)]))
      return or([not(exists(contracts)), exists(live)])
    })
    .executeTakeFirstOrThrow()
  return count
}
