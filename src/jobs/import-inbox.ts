import type { Moment } from '../rules/index.ts'
import { holding, tryHolding } from '../store/hold.ts'
import { listMailsOf } from '../store/mail-queue.ts'
import { queueMails } from '../store/mails.ts'
import type { ReadDb, Store } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { isSlotTaken } from '../store/runs.ts'
import { mailToAdministrator } from './administrator.ts'
import { listProfileNames } from './import/profiles/profile-folder.ts'
import { type FileResult, importOne } from './inbox/import-one.ts'
import { listInbox, prepareFolders } from './inbox/list-files.ts'
import { placeOf, putAway } from './inbox/put-away.ts'
import { codesOf, countsOf, type FileTold, tellFile } from './inbox/tell-file.ts'
import type { Job, RunFinding } from './job.ts'
import type { InboxSettings, NightlyJob, NightSettings } from './nightly.ts'
import { type RunOptions, type RunResult, runJob, runSlot } from './run.ts'
import { withQueue } from './with-queue.ts'

const IMPORT_INBOX = {
  name: 'import-inbox',
  summary: 'bring in the files that the planning package left in the inbox',
  schedule: ':20',
  every: 'hour',
} as const

const TEMPLATE = 'inbox-report'

const NOTHING_TO_EMPTY = {
  code: 'no-inbox',
  message: 'The settings name no inbox: add its folder, for instance inbox: ./inbox',
  severity: 'note',
} as const

/** What came of all files, and how many may still be written. */
interface Emptied {
  readonly results: readonly FileResult[]
  readonly waiting: number
  readonly finding?: RunFinding
}

interface InboxPlan extends Emptied {
  /** Of which the administrator does not know yet. */
  readonly untold: readonly FileTold[]
}

export interface InboxReport {
  readonly files: readonly Readonly<Record<'file' | 'what' | 'ended' | 'rows' | 'codes', string>>[]
}

/**
 * Imports the files one by one, each in a transaction of its own and with the guards of an import by hand; then keeps
 * the run with its mail, and only then puts the files away. One that a killed run left behind is imported again, which
 * changes nothing, and is not told twice.
 */
export const importInboxJob: NightlyJob = {
  ...IMPORT_INBOX,
  run: async (store, settings, run) => {
    const result = await emptyInbox(store, settings, run, (job, begun) => runJob(store, job, {}, begun))
    if (result) return result
    throw new Error('A run without a slot was left out.')
  },
  runSlot: (store, settings, run, slot) =>
    emptyInbox(store, settings, run, (job, begun) => runSlot(store, job, {}, begun, slot), slot),
}

/** What the last step works with. The queue is open by then: an embedded database has one connection, which that step has. */
interface Hands {
  readonly queue: Queue
  readonly hasAdministrator: boolean
  readonly dryRun: boolean
}

type InboxJob = Job<object, InboxPlan, InboxReport>
type InboxResult = RunResult<InboxPlan, InboxReport>

async function emptyInbox(
  store: Store,
  settings: NightSettings,
  run: RunOptions,
  keep: (job: InboxJob, run: RunOptions) => Promise<InboxResult | undefined>,
  slot?: string,
): Promise<InboxResult | undefined> {
  const { inbox, hasAdministrator = false } = settings
  const keepRun = (emptied: Emptied, begun: RunOptions) =>
    withQueue(store, (queue) =>
      keep(inboxJob(emptied, { queue, hasAdministrator, dryRun: run.dryRun }), begun),
    )
  if (!inbox) return keepRun(NO_INBOX, run)
  return alone(store, run, async () => {
    if (slot !== undefined && (await isSlotTaken(store.read, slot))) return undefined
    const { onBegin, whenBusy: _, ...begun } = run
    onBegin?.()
    if (!run.dryRun) await prepareFolders(inbox.folder)
    const emptied = await importAll(store, inbox, run)
    const result = await keepRun(emptied, begun)
    // Without a result another took the inbox over, and tells of the files.
    if (run.dryRun || !result) return result
    await putAllAway(inbox.folder, emptied.results, run.at)
    return result
  })
}

/** One process at a time empties it; whoever needn't wait leaves it to that one. */
async function alone<T>(
  store: Store,
  { whenBusy }: RunOptions,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const hold = { name: 'inbox', lease: LEASE_MS }
  if (whenBusy !== 'leave') return holding(store, { ...hold, busy: BUSY }, work)
  return (await tryHolding(store, hold, work))?.done
}

/** One that can't be put away is told when all others are. */
async function putAllAway(folder: string, results: readonly FileResult[], at: Moment): Promise<void> {
  const put = await Promise.allSettled(results.map((one) => putAway(folder, one, at)))
  const failed = put.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

const NO_INBOX: Emptied = { results: [], waiting: 0, finding: NOTHING_TO_EMPTY }

/** As long as that of a job that is one transaction. */
const LEASE_MS = 10 * 60_000

const BUSY = 'The inbox is being emptied by another process: wait until it ends and try again.'

async function importAll(store: Store, inbox: InboxSettings, run: RunOptions): Promise<Emptied> {
  const { files, waiting } = await listInbox(inbox.folder, await listProfileNames(inbox.profiles), run.at)
  const results: FileResult[] = []
  for (const file of files) {
    const result = await importOne(store, file, inbox.profiles, run)
    if (result) results.push(result)
  }
  return { results, waiting: waiting + files.length - results.length }
}

/** What is left when the files are in: the mail about them, and the row of the run. */
function inboxJob(emptied: Emptied, { queue, hasAdministrator, dryRun }: Hands): InboxJob {
  return {
    ...IMPORT_INBOX,
    plan: async (read) => ({ ...emptied, untold: await findUntold(read, emptied.results) }),
    async apply(write, { untold }, at) {
      if (!hasAdministrator || untold.length === 0) return
      await queueMails(write, queue, [mailAbout(untold, at)], at)
    },
    report: ({ results }) => ({ files: results.map(rowOf) }),
    summarise: ({ results, waiting, finding }) => ({
      outcome: results.some(({ outcome }) => outcome !== 'done') ? 'partial' : 'done',
      counts: {
        files: results.length + waiting,
        imported: results.filter(({ outcome }) => outcome === 'done').length,
        inPart: results.filter(({ outcome }) => outcome === 'partial').length,
        refused: results.filter(({ outcome }) => outcome === 'refused').length,
        faulty: results.filter(({ outcome }) => outcome === 'faulty').length,
        waiting,
      },
      findings: [
        ...results.filter(({ outcome }) => outcome !== 'done').map((one) => findingOf(one, dryRun)),
        ...(finding ? [finding] : []),
      ],
    }),
  }
}

/** So many mails back is further than a file lies in the inbox. */
const MAILS_BACK = 100

async function findUntold(read: ReadDb, results: readonly FileResult[]): Promise<readonly FileTold[]> {
  if (results.length === 0) return []
  const mails = await listMailsOf(read, TEMPLATE, MAILS_BACK)
  const told = new Set(mails.flatMap(({ data }) => (data.files as readonly FileTold[]).map(({ key }) => key)))
  return results.map(tellFile).filter(({ key }) => !told.has(key))
}

function mailAbout(files: readonly FileTold[], at: Moment) {
  return mailToAdministrator(TEMPLATE, `${at.now}/${files[0]?.key}`, { files })
}

function rowOf(result: FileResult): InboxReport['files'][number] {
  const { content, what, outcome } = result
  const { rows } = countsOf(result)
  const codes = Object.entries(codesOf(result)).map(([code, count]) => `${code} ${count}`)
  return {
    file: content.slice(0, 8),
    what,
    ended: outcome,
    rows: String(rows),
    codes: codes.join(', '),
  }
}

/** Without the name of the file, which may be that of a child: what it became is called by its content too. */
function findingOf(result: FileResult, dryRun: boolean): RunFinding {
  const { content, what, outcome } = result
  const [code = 'refused'] = Object.keys(codesOf(result))
  const about = `File ${content.slice(0, 8)} (${what})`
  const [ended, wouldEnd] = ENDINGS[outcome]
  if (dryRun) return { code, message: `${about} would ${wouldEnd}.` }
  return { code, message: `${about} ${ended}: its report is beside it in "${placeOf(result)}" of the inbox.` }
}

/** Of a file, and of one in a dry run. */
const ENDINGS: Readonly<Record<FileResult['outcome'], readonly [ended: string, wouldEnd: string]>> = {
  done: ['went in', 'go in'],
  partial: ['went in in part', 'go in in part'],
  refused: ['is refused', 'be refused'],
  faulty: ['did not go in, and this is a fault of the program', 'not go in, by a fault of the program'],
}
