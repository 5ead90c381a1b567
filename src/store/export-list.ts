import { sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import type { ReadDb } from './open.ts'

export interface ListedExport {
  readonly id: string
  readonly child: string
  /** The guardian's place with the child, 1 or 2; null: of all guardians, or of one who is no guardian of the child now. */
  readonly guardian: number | null
  readonly state: string
  /** When it came into that state. */
  readonly since: string
  readonly offered_until: IsoDate | null
  readonly reason: string | null
  readonly bytes: number | null
  readonly photos: number | null
  /** Where its ZIP is; null: it is not made yet, or gone. */
  readonly file: string | null
  readonly part: number | null
  readonly parts: number | null
}

/** Exports that wait or were given up, that are offered, and that were removed; by child. */
export async function listExports(
  read: ReadDb,
  { child, state, limit }: { readonly child?: string; readonly state?: string; readonly limit: number },
): Promise<readonly ListedExport[]> {
  const jobs = read
    .selectFrom('export_jobs as job')
    .innerJoin('children', 'children.id', 'job.child_id')
    .select(['job.id', 'children.number as child'])
    .select([
      sql<number | null>`null::integer`.as('guardian'),
      sql<string>`case when job.worker is null then job.state else 'making' end`.as('state'),
      sql<string>`coalesce(job.ended_at, job.asked_at)`.as('since'),
      sql<IsoDate | null>`null::date`.as('offered_until'),
      'job.reason',
      sql<number | null>`null::bigint`.as('bytes'),
      sql<number | null>`null::integer`.as('photos'),
      sql<string | null>`null::text`.as('file'),
      sql<number | null>`null::integer`.as('part'),
      sql<number | null>`null::integer`.as('parts'),
    ])
    .where('job.state', '!=', 'made')
  const made = read
    .selectFrom('exports as one')
    .innerJoin('children', 'children.id', 'one.child_id')
    .leftJoin('child_guardians as link', (join) =>
      join.onRef('link.child_id', '=', 'one.child_id').onRef('link.guardian_id', '=', 'one.guardian_id'),
    )
    // Of an export in parts the first is reminded of.
    .leftJoin('exports as first', (join) =>
      join
        .onRef('first.child_id', '=', 'one.child_id')
        .onRef('first.guardian_id', '=', 'one.guardian_id')
        .on('first.state', '=', 'ready')
        .on('first.part', '=', 1),
    )
    .leftJoin('mails as reminder', (join) =>
      join.on(
        'reminder.key',
        '=',
        sql<string>`'export-reminder/' || first.id::text || '/' || one.offered_until::text`,
      ),
    )
    .select(['one.id', 'children.number as child', 'link.position as guardian'])
    .select([
      sql<string>`case when one.state = 'removed' then 'removed'
        when reminder.id is null then 'offered' else 'reminded' end`.as('state'),
      sql<string>`case when one.state = 'removed' then coalesce(one.removed_at, one.made_at)
        else coalesce(reminder.created_at, one.made_at) end`.as('since'),
      sql<IsoDate | null>`one.offered_until`.as('offered_until'),
      'one.removed_because as reason',
      'one.bytes',
      sql<number | null>`(one.counts ->> 'photos')::integer`.as('photos'),
      'one.file',
      sql<number | null>`one.part`.as('part'),
      sql<number | null>`one.parts`.as('parts'),
    ])
  let query = read.selectFrom(jobs.unionAll(made).as('listed')).selectAll()
  if (child !== undefined) query = query.where('child', '=', child)
  if (state !== undefined) query = query.where('state', '=', state)
  return query.orderBy('child').orderBy('guardian').orderBy('since').orderBy('id').limit(limit).execute()
}
