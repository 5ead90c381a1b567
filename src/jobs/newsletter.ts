import { randomUUID } from 'node:crypto'
import { addDays, type Moment } from '../rules/index.ts'
import { addAudit } from '../store/audit.ts'
import type { NewMail } from '../store/mails.ts'
import { listNewsletterReaders, saveNewsletter } from '../store/newsletters.ts'
import type { ReadDb, WriteDb } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import type { Job, RunRef } from './job.ts'
import { mayGoAgain, queueOwed } from './mails/owed.ts'
import { findPlace, type NewsletterTo } from './newsletter/find-place.ts'
import type { Newsletter } from './newsletter/read-file.ts'

/** Who starts so soon is told what those who come are told. */
const STARTING_WITHIN_DAYS = 14

export interface NewsletterOptions extends NewsletterTo {
  readonly newsletter: Newsletter
}

/** How a guardian stands with a newsletter; the first obstacle counts. */
type Standing = 'due' | 'noAddress' | 'bounced' | 'unwanted' | 'sentBefore' | 'waiting' | 'failed'

/** `guardians` is the sum of the others. */
export type NewsletterCounts = Readonly<Record<'guardians' | Standing, number>>

interface NewsletterPlan {
  readonly newsletter: Newsletter
  readonly due: readonly Reader[]
  readonly counts: NewsletterCounts
}

export interface NewsletterReport {
  readonly counts: NewsletterCounts
}

type Reader = Awaited<ReturnType<typeof listNewsletterReaders>>[number]

/** Sends a newsletter to each guardian of children in care, once, unless the guardian does without. */
export function newsletterJob(queue: Queue): Job<NewsletterOptions, NewsletterPlan, NewsletterReport> {
  return {
    name: 'newsletter',
    summary: 'send a newsletter to guardians of children in care',
    describe: ({ newsletter, location, group }) => ({ newsletter: newsletter.key, location, group }),
    plan: planNewsletter,
    apply: (write, plan, at, run) => applyNewsletter(write, queue, plan, at, run),
    report: ({ counts }) => ({ counts }),
    summarise: ({ counts }) => ({ outcome: 'done', counts, findings: [] }),
  }
}

async function planNewsletter(
  read: ReadDb,
  { newsletter, ...to }: NewsletterOptions,
  { today }: Moment,
): Promise<NewsletterPlan> {
  const place = await findPlace(read, to)
  const until = addDays(today, STARTING_WITHIN_DAYS)
  const readers = await listNewsletterReaders(read, place, { key: newsletter.key, today, until })
  const standings = Map.groupBy(readers, standingOf)
  const count = (standing: Standing) => standings.get(standing)?.length ?? 0
  return {
    newsletter,
    due: standings.get('due') ?? [],
    counts: {
      guardians: readers.length,
      due: count('due'),
      sentBefore: count('sentBefore'),
      waiting: count('waiting'),
      failed: count('failed'),
      unwanted: count('unwanted'),
      bounced: count('bounced'),
      noAddress: count('noAddress'),
    },
  }
}

const WITH_MAIL = {
  queued: 'waiting',
  sending: 'waiting',
  sent: 'sentBefore',
  unknown: 'sentBefore',
  failed: 'failed',
} as const

function standingOf({ hasAddress, isReachable, wanted, state, reason }: Reader): Standing {
  if (state && state !== 'skipped' && !mayGoAgain({ state, reason })) return WITH_MAIL[state]
  if (!hasAddress) return 'noAddress'
  if (!isReachable) return 'bounced'
  return wanted === false ? 'unwanted' : 'due'
}

async function applyNewsletter(
  write: WriteDb,
  queue: Queue,
  { newsletter, due }: NewsletterPlan,
  at: Moment,
  run: RunRef,
): Promise<void> {
  if (due.length === 0) return
  const id = await saveNewsletter(write, { id: randomUUID(), ...newsletter, created_at: at.now.toString() })
  const mails = due.map((reader) => mailOf(reader, newsletter, id))
  const queued = await queueOwed(write, queue, mails, at)
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'newsletter sent',
    subject: `newsletter ${id}`,
    details: JSON.stringify({ guardians: queued.map(({ guardian_id }) => guardian_id) }),
  })
}

function mailOf({ guardian, locationId }: Reader, { key }: Newsletter, id: string): NewMail {
  return {
    id: randomUUID(),
    key: `newsletter/${key}/${guardian}`,
    template: 'newsletter',
    guardian_id: guardian,
    location_id: locationId,
    data: { newsletter: id },
  }
}
