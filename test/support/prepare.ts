import { migrate } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'

/** Brings an empty database to the state in which every test file finds its own. */
export async function prepare(url: string): Promise<void> {
  const store = await openStore({ database: url, schema: 'ouderportaal', command: 'test' })
  try {
    await migrate(store)
  } finally {
    await store.close()
  }
}
