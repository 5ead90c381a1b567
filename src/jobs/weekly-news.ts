import { randomUUID } from 'node:crypto'
import { addDays, type IsoDate, momentOf, startOf } from '../rules/index.ts'
import { addAudit } from '../store/audit.ts'
import { listEarlierMails } from '../store/earlier-mails.ts'
import type { NewMail } from '../store/mails.ts'
import { findLastNumbers, listNewsReaders } from '../store/news.ts'
import type { ReadDb } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { hasRunBefore } from '../store/runs.ts'
import type { Job } from './job.ts'
import { listOwed, queueOwed } from './mails/owed.ts'
import { type ByKind, countNews, NONE, type Told } from './news/count-news.ts'
import { readItems } from './news/read-items.ts'

export const WEEKLY_NEWS = {
  name: 'weekly-news',
  summary: 'tell guardians how much is new in the portal: photos, diary, messages',
  schedule: '16:00',
  weekday: 'fri',
} as const

/** What is older is no news any more. */
const DAYS_BACK = 28
/** The first run tells of these days only. */
const FIRST_DAYS_BACK = 7

interface News {
  readonly guardian: number
  readonly locationId: number
  readonly counts: ByKind
}

interface NewsPlan {
  readonly news: readonly News[]
  readonly seen: ByKind
  /** The Monday of the week: a guardian gets one mail a week. */
  readonly week: IsoDate
}

export interface NewsReport {
  readonly news: readonly Readonly<Record<keyof ByKind | 'guardian', string>>[]
}

/**
 * Tells each guardian with an account how much is new, as far as it was not told before: a mail keeps the numbers up to
 * which it told, so that a week without a run loses nothing, and what came in late is told late.
 */
export function weeklyNewsJob(queue: Queue): Job<object, NewsPlan, NewsReport> {
  return {
    ...WEEKLY_NEWS,
    plan: (read, _options, at) => planNews(read, at.today),
    apply: async (write, { news, seen, week }, at, run) => {
      if (news.length === 0) return
      const mails = news.map((one) => mailOf(one, seen, week))
      const queued = await queueOwed(write, queue, mails, at)
      await addAudit(write, {
        at: at.now.toString(),
        run_id: run.id,
        action: 'news told',
        subject: 'guardians',
        details: JSON.stringify({ guardians: queued.map(({ guardian_id }) => guardian_id) }),
      })
    },
    report: ({ news }) => ({
      news: news.map(({ guardian, counts }) => ({
        guardian: String(guardian),
        photos: String(counts.photos),
        diary: String(counts.diary),
        messages: String(counts.messages),
      })),
    }),
    summarise: ({ news }) => ({
      outcome: 'done',
      counts: { guardians: news.length },
      findings: [],
      mails: news.length,
    }),
  }
}

async function planNews(read: ReadDb, today: IsoDate): Promise<NewsPlan> {
  const week = startOf('week', today)
  // Before the items: what comes in meanwhile has a higher number, and is told of the next time.
  const seen = await findLastNumbers(read)
  const readers = await listNewsReaders(read)
  const told = await readTold(read, new Set(readers.map(({ guardian }) => guardian)), today)
  const guardiansOf = mapValues(
    Map.groupBy(readers, ({ child }) => child),
    ({ guardian }) => guardian,
  )
  const since = addDays(today, -DAYS_BACK)
  const items = await readItems(read, guardiansOf, { since, today })
  const counts = countNews(
    items.filter(({ kind, id }) => id <= seen[kind]),
    told,
  )
  const locations = new Map(readers.map(({ guardian, locationId }) => [guardian, locationId]))
  const news = [...locations].flatMap(([guardian, locationId]) => {
    const found = counts.get(guardian)
    return found ? [{ guardian, locationId, counts: found }] : []
  })
  return { news: await listOwed(read, news, (one) => mailOf(one, seen, week)), seen, week }
}

/** Those who were told in this week are left out. */
async function readTold(
  read: ReadDb,
  guardians: ReadonlySet<number>,
  today: IsoDate,
): Promise<ReadonlyMap<number, Told>> {
  const mails = await listEarlierMails(read, WEEKLY_NEWS.name, guardians)
  const lastMails = new Map(mails.map((mail) => [mail.guardian_id, mail]))
  const daysBack = (await hasRunBefore(read, WEEKLY_NEWS.name)) ? DAYS_BACK : FIRST_DAYS_BACK
  const week = startOf('week', today)
  return new Map(
    [...guardians].flatMap((guardian): [number, Told][] => {
      const mail = lastMails.get(guardian)
      if (!mail) return [[guardian, { seen: NONE, since: addDays(today, -daysBack) }]]
      if (momentOf(mail.created_at).today >= week) return []
      return [[guardian, { seen: mail.data.seen as ByKind, since: addDays(today, -DAYS_BACK) }]]
    }),
  )
}

function mailOf({ guardian, locationId, counts }: News, seen: ByKind, week: IsoDate): NewMail {
  return {
    id: randomUUID(),
    key: `weekly-news/${guardian}/${week}`,
    template: WEEKLY_NEWS.name,
    guardian_id: guardian,
    location_id: locationId,
    data: { ...counts, seen },
  }
}

function mapValues<Key, Row, Value>(
  groups: ReadonlyMap<Key, readonly Row[]>,
  change: (row: Row) => Value,
): ReadonlyMap<Key, readonly Value[]> {
  return new Map([...groups].map(([key, rows]) => [key, rows.map(change)]))
}
