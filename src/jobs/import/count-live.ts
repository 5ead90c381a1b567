import type { IsoDate } from '../../rules/index.ts'
import { countRows } from '../../store/batch.ts'
import type { ReadDb } from '../../store/open.ts'
import { countLiveContracts } from '../../store/staged-contracts.ts'
import type { Tables } from '../../store/tables.ts'
import type { NamedKind } from './apply-changes.ts'
import type { Live } from './tally.ts'

/** Of what has no end all that is stored is live. */
const TABLES: Readonly<Record<string, keyof Tables>> = {
  locations: 'locations',
  groups: 'groups',
  photos: 'photos',
  diary: 'diary_entries',
  consents: 'consents',
  accounts: 'accounts',
  closures: 'closures',
  'school-holidays': 'school_holidays',
}

/** What is stored of a kind, and of contracts, and not over before a day. */
export async function countLive(read: ReadDb, { name, kind }: NamedKind, today: IsoDate): Promise<Live> {
  const table = TABLES[name]
  const own = kind.bulk ? await kind.bulk.countLive(read, today) : table ? await countRows(read, table) : 0
  return { own, contracts: await countLiveContracts(read, today) }
}
