import type { Measured } from './measure.ts'
import { nightOfFleet } from './nightly/fleet.ts'
import { oneOrganisation } from './nightly/one-organisation.ts'

/** The night: of one large organisation, then of many. */
export async function nights(quick: boolean): Promise<Measured> {
  const one = await oneOrganisation(quick)
  const fleet = await nightOfFleet(quick)
  return { ...fleet, rows: [...one, ...fleet.rows] }
}
