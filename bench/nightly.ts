import type { Measured } from './measure.ts'
import { nightOfFleet } from './nightly/fleet.ts'

/** The night: of many organisations. */
export async function nights(quick: boolean): Promise<Measured> {
  return nightOfFleet(quick)
}
