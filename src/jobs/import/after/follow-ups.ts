import { addDays, type Moment, type Policy } from '../../../rules/index.ts'
import { listChildIds } from '../../../store/after-import/children.ts'
import type { ReadDb } from '../../../store/open.ts'
import type { TouchedRows } from '../touched.ts'
import { type BrokenRequest, findBrokenRequests } from './broken-requests.ts'
import { type Due, findDue } from './due.ts'
import { findOverPlaces, type OverPlaces } from './over-places.ts'

/** How many days ahead an import looks, today not counted: as far as guardians can ask by most house rules. */
export const DAYS_AHEAD = 30

/** What follows from an import, as it is now; it changes nothing and mails nobody. Ids and numbers, no names of people. */
export interface FollowUps {
  readonly due: Due
  readonly overPlaces: readonly OverPlaces[]
  readonly brokenRequests: readonly BrokenRequest[]
}

export interface FollowUpSettings {
  /** The version in force today. */
  readonly policy: Policy
}

/** Looks at the children whom the import touched, and at the groups that they came to, are in or have left. */
export async function followUps(
  read: ReadDb,
  touched: TouchedRows,
  { today }: Moment,
  { policy }: FollowUpSettings,
): Promise<FollowUps> {
  const period = { from: today, until: addDays(today, DAYS_AHEAD) }
  const groupIds = [...touched.groupIds]
  const { childIds } = touched
  for (const id of await listChildIds(read, touched.childNumbers)) childIds.add(id)
  return {
    due: await findDue(read, childIds, period, policy),
    overPlaces: await findOverPlaces(read, groupIds, period, policy),
    brokenRequests: await findBrokenRequests(read, { childIds, groupIds }, today, policy),
  }
}
