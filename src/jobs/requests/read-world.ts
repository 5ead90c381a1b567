import { addDays, addMonths, type IsoDate, startOf, type World, YEARS_BACK } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { readWorld } from '../../store/world/read-world.ts'

/** Further back than this, other children's contracts and requests can't touch a decision of today. */
const LOOK_BACK_DAYS = 60

/** What the rules may know of a child's requests on `today`; undefined when there is no such child. */
export function readWorldOn(read: ReadDb, child: string, today: IsoDate): Promise<World | undefined> {
  const lately = addDays(today, -LOOK_BACK_DAYS)
  const credits = { absentOn: addMonths(startOf('year', today), -12 * YEARS_BACK), spentFor: lately }
  return readWorld(read, child, { others: lately, credits })
}
