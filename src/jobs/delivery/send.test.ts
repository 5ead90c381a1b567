import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace, type Place } from '../../../test/support/family.ts'
import { deliver, invite, NOW } from '../../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { type CountingInbox, startDroppingInbox, startInbox } from '../../../test/support/smtp.ts'
import type { IsoDate } from '../../rules/index.ts'
import { openStore, type Store } from '../../store/open.ts'
import { newsletterJob } from '../newsletter.ts'
import { runJob } from '../run.ts'
import { withQueue } from '../with-queue.ts'

let database: Database
let store: Store
let place: Place

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut')
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function addGuardians(prefix: string, count: number, from: IsoDate): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const child = await addChild(store, `${prefix}${n}`, place, [{ from }])
    await addGuardian(store, [child], { email: `${prefix}${n}@ouders.example` })
  }
}

const queueNewsletter = () =>
  withQueue(store, (queue) => {
    const newsletter = { key: 'march', subject: 'Nieuws', body: 'Soep.' }
    return runJob(store, newsletterJob(queue), { newsletter }, { at: NOW, dryRun: false, elapsed: () => 0 })
  })

const countSending = async () => {
  const rows = await store.read.selectFrom('mails').select('id').where('state', '=', 'sending').execute()
  return rows.length
}

/** How many mails a run over one connection has marked as being sent while the server is slow with the first. */
async function markedAtFirst(): Promise<number> {
  const [taken, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const inbox = await startInbox({
    onData: (stream, _session, done) => {
      stream.on('end', taken.resolve).resume()
      answered.promise.then(() => done(), done)
    },
  })
  const sending = deliver(store, inbox.url, {}, { connections: 1 })
  await taken.promise
  const marked = await countSending()
  answered.resolve()
  await sending
  await inbox.close()
  return marked
}

test('of newsletters only the one that a server has is marked: a kill leaves no other in doubt', async () => {
  await addGuardians('a', 5, '2024-09-02')
  await queueNewsletter()
  expect(await markedAtFirst()).toBe(1)
  expect(await countSending()).toBe(0)
})

test('of mail that goes again after a kill the next ones are marked meanwhile', async () => {
  await addGuardians('a', 5, '2026-03-09')
  await invite(store)
  expect(await markedAtFirst()).toBeGreaterThan(1)
})

const subjects = (inbox: CountingInbox) =>
  inbox.received.map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1]?.trim())

test('an invitation goes before newsletters that wait longer', async () => {
  await addGuardians('old', 4, '2024-09-02')
  await queueNewsletter()
  await addGuardians('new', 1, '2026-03-09')
  await invite(store, { child: 'new0' })
  const inbox = await startInbox()
  await deliver(store, inbox.url, {}, { connections: 1 })
  await inbox.close()
  expect(subjects(inbox)).toEqual([
    expect.not.stringContaining('Nieuws'),
    ...Array.from({ length: 4 }, () => 'Nieuws'),
  ])
})

const countUnknown = async () => {
  const rows = await store.read
    .selectFrom('mails')
    .select('template')
    .where('state', '=', 'unknown')
    .orderBy('template')
    .execute()
  return rows.map(({ template }) => template)
}

test('a server that drops every mail gets one in a run, and first one that may go again', async () => {
  await addGuardians('old', 12, '2024-09-02')
  await queueNewsletter()
  await addGuardians('new', 1, '2026-03-09')
  await invite(store, { child: 'new0' })
  const inbox = await startDroppingInbox()
  expect(await deliver(store, inbox.url)).toMatchObject({
    brokenOff: true,
    counts: { unknown: 1, waiting: 12 },
  })
  expect(await countUnknown()).toEqual(['activation'])
  await deliver(store, inbox.url)
  expect(await countUnknown()).toEqual(['activation', 'newsletter'])
  await inbox.close()
  expect(inbox.received).toHaveLength(2)
})

test('a server that begins to drop mails leaves no more in doubt than it had at that moment', async () => {
  await addGuardians('old', 30, '2024-09-02')
  await queueNewsletter()
  const inbox = await startDroppingInbox(10)
  const { counts, brokenOff } = await deliver(store, inbox.url)
  await inbox.close()
  expect(brokenOff).toBe(true)
  expect(counts).toMatchObject({ planned: 30, sent: 10 })
  expect([2, 3, 4, 5]).toContain(counts.unknown)
})
