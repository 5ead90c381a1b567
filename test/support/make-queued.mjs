// Makes the exports that wait, as a daemon does, in a process that a test can stop or kill. Arguments: database,
// folder of media and exports, moment. Prints its counts.
import { makeQueuedExports } from '../../dist/src/jobs/export/queued.js'
import { loadPolicy } from '../../dist/src/policy/load.js'
import { momentAtWall } from '../../dist/src/rules/index.js'
import { openStore } from '../../dist/src/store/open.js'

const [database, folder, wall] = process.argv.slice(2)
const { versions } = await loadPolicy('delangekeizer', new URL('../../policies', import.meta.url).pathname)
const store = await openStore({ database, schema: 'ouderportaal', command: 'test' })
try {
  const hands = {
    organisation: 'Kinderopvang De Lange Keizer',
    policy: versions[0],
    media: `${folder}/media`,
    folder: `${folder}/exports`,
  }
  const run = { at: momentAtWall(wall), signal: new AbortController().signal, elapsed: () => 0 }
  const { counts } = await makeQueuedExports(store, hands, run)
  process.stdout.write(JSON.stringify(counts))
} finally {
  await store.close()
}
