// Sends what waits, as a command does, in a process that a test can kill. Arguments: database, SMTP address.
import { deliverMails } from '../../dist/src/jobs/deliver.js'
import { withMail } from '../../dist/src/jobs/delivery/open.js'
import { momentAtWall } from '../../dist/src/rules/index.js'
import { openStore } from '../../dist/src/store/open.js'

const [database, settings, wall] = process.argv.slice(2)
const store = await openStore({ database, schema: 'ouderportaal', command: 'test' })
try {
  const run = {
    at: momentAtWall(wall),
    signal: new AbortController().signal,
    elapsed: () => performance.now(),
  }
  await withMail(store, JSON.parse(settings), (hands) => deliverMails(store, hands, run))
} finally {
  await store.close()
}
