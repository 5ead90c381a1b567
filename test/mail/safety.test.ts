import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { addChild, addGuardian, addPlace, type Place } from '../support/family.ts'
import { deliver, invite, NOW } from '../support/mail-work.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { type CountingInbox, startInbox } from '../support/smtp.ts'

let database: Database
let store: Store
let place: Place
let inbox: CountingInbox

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  inbox = await startInbox()
})

afterEach(async () => {
  await inbox.close()
  await store.close()
  await database.drop()
})

async function inviteAll(...emails: readonly string[]): Promise<void> {
  for (const [index, email] of emails.entries()) {
    const child = await addChild(store, `K${index}`, place, [{ from: '2026-03-09' }])
    await addGuardian(store, [child], { email })
  }
  await invite(store)
}

const recipients = () => inbox.received.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]?.trim()).toSorted()

test('a test system sends only to addresses that fit, and keeps the rest', async () => {
  await inviteAll('anna@ouders.example', 'tester@proef.example', 'bo@ouders.example')
  const { counts, findings } = await deliver(store, inbox.url, {}, { onlyTo: /@proef\.example$/ })
  expect(recipients()).toEqual(['tester@proef.example'])
  expect(counts).toMatchObject({ planned: 3, sent: 1, waiting: 2 })
  expect(findings).toMatchObject([{ code: 'mail-held', message: expect.stringContaining('2 mails') }])
  expect((await deliver(store, inbox.url)).counts).toMatchObject({ planned: 2, sent: 2 })
})

test('a test system sends everything to one address', async () => {
  await inviteAll('anna@ouders.example', 'bo@ouders.example')
  await deliver(store, inbox.url, {}, { redirectAll: 'tester@proef.example' })
  expect(recipients()).toEqual(['tester@proef.example', 'tester@proef.example'])
  expect(inbox.received.map((mail) => /^Reply-To: (.*)$/m.exec(mail)?.[1]?.trim())).toEqual([
    'boomhut@opvang.example',
    'boomhut@opvang.example',
  ])
})

test('an address that the server says does not exist is not mailed again, until it is another', async () => {
  const strict = await startInbox({
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 })),
  })
  try {
    await inviteAll('anna@ouders.example')
    expect((await deliver(store, strict.url)).counts).toMatchObject({ failed: 1 })
    await invite(store, { resend: true })
    expect((await deliver(store, inbox.url)).counts.sent).toBe(0)
    await store.record((write) =>
      write.updateTable('guardians').set({ email: 'a@new.example', email_key: 'a@new.example' }).execute(),
    )
    await invite(store, { resend: true })
    expect((await deliver(store, inbox.url)).counts).toMatchObject({ sent: 1 })
    expect(recipients()).toEqual(['a@new.example'])
  } finally {
    await strict.close()
  }
})

test('a refusal that is not about the mailbox marks no address', async () => {
  const strict = await startInbox({
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error('5.7.1 we do not like your server'), { responseCode: 550 })),
  })
  await inviteAll('anna@ouders.example')
  await deliver(store, strict.url)
  await strict.close()
  expect(await store.read.selectFrom('bounces').selectAll().execute()).toEqual([])
})

test('mails go at the pace that the settings allow', async () => {
  await inviteAll('a@ouders.example', 'b@ouders.example', 'c@ouders.example')
  let now = 0
  const began = performance.now()
  const elapsed = () => {
    now = performance.now() - began
    return now
  }
  await deliver(store, inbox.url, { elapsed }, { rate: 10 })
  expect(recipients()).toHaveLength(3)
  expect(now).toBeGreaterThanOrEqual(200)
})

test('what a mail says of its time is when it was queued, whenever it is sent', async () => {
  await inviteAll('a@ouders.example')
  await deliver(store, inbox.url)
  expect(inbox.received[0]).toContain(
    `Date: ${new Date(NOW.now.epochMilliseconds).toUTCString().replace('GMT', '+0000')}`,
  )
})
