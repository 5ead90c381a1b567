import { accounts } from './accounts.ts'
import { children } from './children.ts'
import { closures } from './closures.ts'
import { consents } from './consents.ts'
import { contracts } from './contracts.ts'
import { diary } from './diary.ts'
import { groups } from './groups.ts'
import { locations } from './locations.ts'
import { photos } from './photos.ts'
import { schoolHolidays } from './school-holidays.ts'

/** Everything that can be imported, by the name on the command line. */
export const KINDS = {
  locations,
  groups,
  children,
  contracts,
  photos,
  diary,
  consents,
  accounts,
  closures,
  'school-holidays': schoolHolidays,
}
