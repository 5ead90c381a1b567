import { type RawBuilder, sql } from 'kysely'
import type { Child } from '../../rules/index.ts'
import { anyNumber } from '../batch.ts'
import type { ReadDb } from '../open.ts'
import { toContract } from '../world/contract.ts'
import { type Period, runsIn } from './period.ts'

/** The guardians of these children who can be invited, in the order of their ids: they have an address, and neither an account nor an invitation. */
export async function listInvitable(read: ReadDb, childIds: Iterable<number>): Promise<readonly number[]> {
  const { ids } = await read
    .selectFrom('child_guardians as link')
    .innerJoin('guardians', 'guardians.id', 'link.guardian_id')
    .select(sql<number[] | null>`array_agg(distinct guardians.id)`.as('ids'))
    .where('link.child_id', '=', anyNumber(childIds))
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
    .executeTakeFirstOrThrow()
  return ids ?? []
}

/**
 * The contracts of all children of these guardians that have not ended before the period and begin by its end, each with
 * those of the guardians whose child it is.
 */
export async function listUpcomingCare(read: ReadDb, guardianIds: readonly number[], period: Period) {
  const rows = await read
    .selectFrom('child_guardians as link')
    .innerJoin('contracts', 'contracts.child_id', 'link.child_id')
    .innerJoin('children', 'children.id', 'link.child_id')
    .select(['contracts.group_id', 'contracts.care_type', 'first_day', 'last_day', 'weeks', 'kind', 'days'])
    .select(['contracts.child_id', 'children.number', 'born', 'children.group_id as ownGroup'])
    .select(sql<number[]>`array_agg(link.guardian_id)`.as('guardians'))
    .where(isOneOf('link.guardian_id', guardianIds))
    .where(runsIn(period))
    .groupBy(['contracts.id', 'children.id'])
    .orderBy('contracts.id')
    .execute()
  return rows.map(({ child_id, number, born, ownGroup, guardians, ...contract }) => ({
    childId: child_id,
    child: { id: number, born, contracts: [toContract(contract)] } satisfies Child,
    ownGroup,
    guardians,
  }))
}

/** Ids that lie together are found as a range, without a look at the whole table. */
function isOneOf(column: string, sorted: readonly number[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(column)} between ${sorted[0] ?? 0} and ${sorted.at(-1) ?? 0}
    and ${sql.ref(column)} = ${anyNumber(sorted)})`
}
