import type { ChildId, IsoDate } from '../../rules/index.ts'
import { anyNumber, anyText } from '../batch.ts'
import type { ReadDb } from '../open.ts'
import { hasDayFrom } from './period.ts'

/** The requests of these children that stand, with a day from `since` on; in order of asking. */
export function listStandingRequests(read: ReadDb, children: Iterable<ChildId>, since: IsoDate) {
  return standingRequests(read)
    .where('children.number', '=', anyText(children))
    .where(hasDayFrom(since))
    .execute()
}

export type RequestToJudge = Awaited<ReturnType<typeof listRequestsToJudge>>[number]

/** The requests that stand, with a day from `since` on, of these children and of all who have a contract in these groups. */
export function listRequestsToJudge(
  read: ReadDb,
  touched: { readonly childIds: Iterable<number>; readonly groupIds: Iterable<number> },
  since: IsoDate,
) {
  return standingRequests(read)
    .select(['asked_by', 'because', 'verdict', 'children.group_id'])
    .where('requests.kind', '!=', 'cancel')
    .where(hasDayFrom(since))
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('requests.child_id', '=', anyNumber(touched.childIds)),
        eb(
          'requests.child_id',
          'in',
          selectFrom('contracts').select('child_id').where('group_id', '=', anyNumber(touched.groupIds)),
        ),
      ]),
    )
    .execute()
}

function standingRequests(read: ReadDb) {
  return read
    .selectFrom('requests')
    .innerJoin('children', 'children.id', 'requests.child_id')
    .select(['requests.id', 'children.number as child', 'ask', 'date', 'asked_at', 'state'])
    .where('requests.state', 'in', ['open', 'granted'])
    .$narrowType<{ state: 'open' | 'granted' }>()
    .orderBy('asked_at')
    .orderBy('requests.id')
}
