import type { Period } from './after-import/period.ts'
import { anyNumber } from './batch.ts'
import type { ReadDb } from './open.ts'

/** The groups for which staff is planned on a day of the period. */
export async function listStaffedGroups(read: ReadDb, { from, until }: Period): Promise<readonly number[]> {
  const rows = await read
    .selectFrom('group_staff')
    .select('group_id')
    .distinct()
    .where('date', '>=', from)
    .where('date', '<=', until)
    .execute()
  return rows.map(({ group_id }) => group_id)
}

/** The last mail of a template to each of these locations that was sent or will be: what it was told. */
export function listLastLocationMails(read: ReadDb, template: string, locations: Iterable<number>) {
  return read
    .selectFrom('mails')
    .distinctOn('location_id')
    .select(['location_id', 'data', 'created_at'])
    .$narrowType<{ location_id: number }>()
    .where('template', '=', template)
    .where('guardian_id', 'is', null)
    .where('location_id', '=', anyNumber(locations))
    .where('state', 'not in', ['failed', 'skipped'])
    .orderBy('location_id')
    .orderBy('created_at', 'desc')
    .execute()
}
