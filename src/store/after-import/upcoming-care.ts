import { type RawBuilder, sql } from 'kysely'
import type { Child } from '../../rules/index.ts'
import { anyNumber } from '../batch.ts'
import type { ReadDb } from '../open.ts'
import { toContract } from '../world/contract.ts'
import { type Period, runsIn } from './period.ts'

/** The ids of these children and of all other children of their guardians, in order. */
export async function listFamilies(read: ReadDb, childIds: Iterable<number>): Promise<readonly number[]> {
  const { ids } = await read
    .selectFrom('child_guardians as link')
    .innerJoin('child_guardians as sibling', 'sibling.guardian_id', 'link.guardian_id')
    .select(sql<number[] | null>`array_agg(distinct sibling.child_id)`.as('ids'))
    .where('link.child_id', '=', anyNumber(childIds))
    .executeTakeFirstOrThrow()
  return ids ?? []
}

export type UpcomingCare = Awaited<ReturnType<typeof listUpcomingCare>>[number]

/**
 * The contracts of these children that have not ended before the period and begin by its end, each with those of the
 * child's guardians who can be invited: they have an address, and neither an account nor an invitation.
 */
export async function listUpcomingCare(read: ReadDb, childIds: readonly number[], period: Period) {
  const rows = await read
    .selectFrom('contracts')
    .innerJoin('children', 'children.id', 'contracts.child_id')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .innerJoin('locations', 'locations.id', 'groups.location_id')
    .innerJoin('child_guardians as link', 'link.child_id', 'contracts.child_id')
    .innerJoin('guardians', 'guardians.id', 'link.guardian_id')
    .select(['contracts.group_id', 'contracts.care_type', 'first_day', 'last_day', 'weeks', 'kind', 'days'])
    .select(['contracts.child_id', 'children.number', 'born', 'locations.name as location'])
    .select(sql<number[]>`array_agg(guardians.id)`.as('guardians'))
    .where(isOneOf('contracts.child_id', childIds))
    .where(isOneOf('link.child_id', childIds))
    .where(runsIn(period))
    .where('guardians.email', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('accounts')
            .select('state')
            .whereRef('guardian_id', '=', 'guardians.id')
            .where('state', '=', 'active'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('activations')
            .select('activations.id')
            .whereRef('guardian_id', '=', 'guardians.id')
            .where('used_at', 'is', null)
            .where('replaced_at', 'is', null),
        ),
      ),
    )
    .groupBy(['contracts.id', 'children.id', 'locations.id'])
    .orderBy('contracts.id')
    .execute()
  return rows.map(({ child_id, number, born, location, guardians, ...contract }) => ({
    childId: child_id,
    child: { id: number, born, contracts: [toContract(contract)] } satisfies Child,
    location,
    guardians,
  }))
}

/** Ids that lie together are found as a range, without a look at the whole table. */
function isOneOf(column: string, sorted: readonly number[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(column)} between ${sorted[0] ?? 0} and ${sorted.at(-1) ?? 0}
    and ${sql.ref(column)} = ${anyNumber(sorted)})`
}
