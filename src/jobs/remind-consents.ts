import { randomUUID } from 'node:crypto'
import { addDays, firstCareDay, type IsoDate, type Moment, type Policy, type World } from '../rules/index.ts'
import { addAudit } from '../store/audit.ts'
import { listEarlierMails } from '../store/earlier-mails.ts'
import type { NewMail } from '../store/mails.ts'
import { listMissingConsents } from '../store/missing-consents.ts'
import type { ReadDb } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { readPlacements } from '../store/world/placements.ts'
import type { FindPolicy, Job } from './job.ts'
import { listOwed, queueOwed } from './mails/owed.ts'

export const REMIND_CONSENTS = {
  name: 'remind-consents',
  summary: 'ask guardians who have not said whether photos may be shared, shortly after the start (LK-13)',
  schedule: '09:00',
} as const

/** So long after its day an asking is caught up with; by then it is not shortly after the start any more. */
const CATCH_UP_DAYS = 28

type Missing = Awaited<ReturnType<typeof listMissingConsents>>[number]

/** The mail to one guardian, about one or more children. */
type Asking = readonly [Missing, ...Missing[]]

export interface ConsentReport {
  readonly asked: readonly { readonly guardian: string; readonly children: string }[]
}

/** Asks each guardian with custody once for each child, in one mail for all that are due (LK-13). */
export function remindConsentsJob(
  queue: Queue,
  findPolicy: FindPolicy,
): Job<object, readonly Asking[], ConsentReport> {
  return {
    ...REMIND_CONSENTS,
    plan: (read, _options, at) => planAskings(read, findPolicy, at.today),
    apply: async (write, askings, at, run) => {
      if (askings.length === 0) return
      const queued = await queueOwed(write, queue, askings.map(mailOf), at)
      await addAudit(write, {
        at: at.now.toString(),
        run_id: run.id,
        action: 'consents asked for',
        subject: 'consents',
        details: JSON.stringify({ guardians: queued.map(({ guardian_id }) => guardian_id) }),
      })
    },
    report: (askings) => ({
      asked: askings.map((rows) => ({
        guardian: String(rows[0].guardian),
        children: rows.map(({ child }) => child).join(', '),
      })),
    }),
    summarise: (askings) => ({
      outcome: 'done',
      counts: { guardians: askings.length, children: new Set(askings.flat().map(({ child }) => child)).size },
      findings: [],
      mails: askings.length,
    }),
  }
}

async function planAskings(
  read: ReadDb,
  findPolicy: FindPolicy,
  today: Moment['today'],
): Promise<readonly Asking[]> {
  const missing = await listMissingConsents(read, today)
  if (missing.length === 0) return []
  const policy = await findPolicy()
  const world = await readPlacements(read)
  const due = missing.filter((row) => isDue(row, { world, policy, today }))
  const asked = await listAsked(read, due)
  const unasked = due.filter(({ guardian, childId }) => !asked.has(`${guardian}/${childId}`))
  const askings = [...Map.groupBy(unasked, ({ guardian }) => guardian).values()]
  return listOwed(read, askings as unknown as readonly Asking[], mailOf)
}

interface Circumstances {
  readonly world: World
  readonly policy: Policy
  readonly today: IsoDate
}

function isDue({ child }: Missing, { world, policy, today }: Circumstances): boolean {
  const found = world.children.get(child)
  const first = found && firstCareDay(found, world, policy)
  if (!first) return false
  const due = addDays(first, policy.remind.consentDaysAfter)
  return due <= today && today <= addDays(due, CATCH_UP_DAYS)
}

async function listAsked(read: ReadDb, due: readonly Missing[]): Promise<ReadonlySet<string>> {
  const guardians = new Set(due.map(({ guardian }) => guardian))
  const mails = await listEarlierMails(read, 'consent-missing', guardians)
  return new Set(
    mails.flatMap(({ guardian_id, data }) =>
      (data.children as readonly number[]).map((child) => `${guardian_id}/${child}`),
    ),
  )
}

function mailOf(rows: Asking): NewMail {
  const [{ guardian, locationId }] = rows
  const children = rows.map(({ childId }) => childId)
  return {
    id: randomUUID(),
    key: `consent-missing/${guardian}/${children.join('+')}`,
    template: 'consent-missing',
    guardian_id: guardian,
    location_id: locationId,
    data: { children },
  }
}
