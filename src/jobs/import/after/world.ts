import { type ChildId, type IsoDate, momentOf, type PastRequest, type World } from '../../../rules/index.ts'
import { readChildren } from '../../../store/after-import/children.ts'
import { listStandingRequests } from '../../../store/after-import/requests.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listLocations } from '../../../store/organisation.ts'
import { readGroups, readLocations } from '../../../store/world/places.ts'

/** A world of all locations and groups, and nobody in it. */
export async function readPlaces(read: ReadDb): Promise<World> {
  const ids = (await listLocations(read)).map(({ id }) => id)
  return {
    locations: await readLocations(read, ids),
    groups: await readGroups(read, ids),
    children: new Map(),
    requests: [],
    credits: [],
  }
}

/** These children in it, with their requests that stand for a day from `since` on. No credits: nothing is paid again. */
export async function peopled(
  read: ReadDb,
  places: World,
  children: readonly ChildId[],
  since: IsoDate,
): Promise<World> {
  const requests = await listStandingRequests(read, children, since)
  return {
    ...places,
    children: await readChildren(read, children),
    requests: requests.map(
      ({ id, ask, asked_at, state }): PastRequest => ({ id, ask, askedAt: momentOf(asked_at).wall, state }),
    ),
  }
}
