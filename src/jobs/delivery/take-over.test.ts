import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace } from '../../../test/support/family.ts'
import { deliver, invite, NOW } from '../../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { type CountingInbox, startInbox } from '../../../test/support/smtp.ts'
import { asWorker, claimNext, takeOver, turnMails } from '../../store/mail-claims.ts'
import { openStore, type Store } from '../../store/open.ts'
import { openQueue } from '../../store/queue.ts'
import { changeOf } from './retry.ts'

let database: Database
let store: Store
let other: Store
let inbox: CountingInbox

beforeEach(async () => {
  database = await freshDatabase()
  const options = { database: database.url, schema: 'ouderportaal', command: 'test' }
  store = await openStore(options)
  other = await openStore(options)
  inbox = await startInbox()
  const child = await addChild(store, 'K1', await addPlace(store, 'De Boomhut'), [{ from: '2026-03-09' }])
  await addGuardian(store, [child], { email: 'anna@ouders.example' })
  await invite(store)
})

afterEach(async () => {
  await inbox.close()
  await store.close()
  await other.close()
  await database.drop()
})

/** Another process that has the mail and has begun to send it, for as long as the work lasts. */
async function whileSending(work: (worker: string, mail: string) => Promise<void>): Promise<void> {
  const worker = randomUUID()
  await asWorker(other, worker, async () => {
    const queue = await openQueue(other)
    const order = { worker, now: NOW.now.toString(), host: 'portaal.example', most: 10 }
    const { mails } = await other.record((write) => claimNext(write, queue, order))
    await queue.close()
    const [mail = ''] = mails.map(({ id }) => id)
    expect(await other.record((write) => turnMails(write, worker, [], [mail]))).toEqual([mail])
    await work(worker, mail)
  })
}

const storedMail = () => store.read.selectFrom('mails').selectAll().executeTakeFirstOrThrow()

test('what a live process is sending is left to it, and the run says so', async () => {
  await whileSending(async () => {
    const { counts, findings } = await deliver(store, inbox.url)
    expect(counts).toMatchObject({ planned: 1, sent: 0, waiting: 1 })
    expect(findings).toMatchObject([
      { code: 'mail-elsewhere', message: expect.stringContaining('1 mail is being sent by another run') },
    ])
  })
  expect(inbox.received).toEqual([])
})

test('what a process left that is no more is sent by the next run', async () => {
  await whileSending(async () => {})
  const { counts, findings } = await deliver(store, inbox.url)
  expect(counts).toMatchObject({ planned: 1, sent: 1 })
  expect(findings).toEqual([])
})

test('what a frozen process had for too long is sent by another, and its late word is refused', async () => {
  await whileSending(async (worker, mail) => {
    await store.record((write) =>
      write.updateTable('mails').set({ claimed_at: '2026-03-02T08:00:00Z' }).execute(),
    )
    expect((await deliver(store, inbox.url)).counts).toMatchObject({ planned: 1, sent: 1 })
    const before = await storedMail()
    const late = changeOf(before, { state: 'failed', reason: 'late' }, 'resend', NOW)
    expect(await other.record((write) => turnMails(write, worker, [late], [mail]))).toEqual([])
    expect(await storedMail()).toEqual(before)
  })
  expect(inbox.received).toHaveLength(1)
})

test('of two that come for what a dead process left, one gets it', async () => {
  await whileSending(async () => {})
  const came: (readonly unknown[])[] = []
  const otherCame = Promise.withResolvers<void>()
  const comeFor = (one: Store) => {
    const worker = randomUUID()
    return asWorker(one, worker, async () => {
      const found = await one.record((write) => takeOver(write, worker))
      came.push(found)
      // Stays until the other has come too: what it has now is not up for a second taking.
      if (came.length < 2) await otherCame.promise
      else otherCame.resolve()
    })
  }
  await Promise.all([comeFor(store), comeFor(other)])
  expect(came.flat()).toHaveLength(1)
})
