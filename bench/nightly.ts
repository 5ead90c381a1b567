import type { Row } from './measure.ts'
import { oneOrganisation } from './nightly/one-organisation.ts'

/** The night of one large organisation. */
export function nightly(quick: boolean): Promise<readonly Row[]> {
  return oneOrganisation(quick)
}
