import { addDays, type IsoDate, type World } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { readWorld } from '../../store/world/read-world.ts'

/** Further back than this, other children's contracts and requests can't touch a decision of today. */
const LOOK_BACK_DAYS = 60

/** What the rules may know of a child's requests on `today`; undefined when there is no such child. */
export function readWorldOn(read: ReadDb, child: string, today: IsoDate): Promise<World | undefined> {
  return readWorld(read, child, addDays(today, -LOOK_BACK_DAYS))
}
