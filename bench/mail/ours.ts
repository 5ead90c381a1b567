import { deliverMails } from '../../src/jobs/deliver.ts'
import { withMail } from '../../src/jobs/delivery/open.ts'
import { momentOf } from '../../src/rules/index.ts'
import { openStore } from '../../src/store/open.ts'
import { mailSettings } from '../../test/support/mail-work.ts'
import { NOW } from './mails.ts'
import { tellResult } from './result.ts'

/* Ours: what `activate`, a job and the daemon do with the mails that wait. Arguments: port, connections, database. */

const [port, connections, database = ''] = process.argv.slice(2)
const settings = { ...mailSettings(`smtp://127.0.0.1:${port}`), connections: Number(connections) }
const store = await openStore({ database, schema: 'ouderportaal', command: 'bench' })
try {
  const began = performance.now()
  const elapsed = () => performance.now() - began
  const run = { at: momentOf(NOW), signal: new AbortController().signal, elapsed }
  const { counts } = await withMail(store, settings, (hands) => deliverMails(store, hands, run))
  tellResult({ sent: counts.sent, seconds: elapsed() / 1000 })
} finally {
  await store.close()
}
