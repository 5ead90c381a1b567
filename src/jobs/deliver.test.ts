import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dumpDatabase } from '../../test/support/dump.ts'
import { addChild, addGuardian, addPlace, type Place } from '../../test/support/family.ts'
import { temporaryFolder } from '../../test/support/folder.ts'
import { deliver, invite, NOW } from '../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { deadAddress, type Inbox, refusing, startDroppingInbox, startInbox } from '../../test/support/smtp.ts'
import { hashOf } from '../accounts/tokens.ts'
import { type Moment, momentAtWall, momentOf } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'
import { viewQueue } from './mails/view-queue.ts'

let database: Database
let store: Store
let place: Place
let folder: string
let closing: (() => Promise<unknown>)[]

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  folder = await temporaryFolder()
  closing = [() => store.close(), () => database.drop()]
})

afterEach(async () => {
  for (const close of closing) await close()
})

/** Guardians who are due, each with a child of its own. */
async function addDue(...emails: readonly string[]): Promise<number[]> {
  const guardians: number[] = []
  for (const [index, email] of emails.entries()) {
    const child = await addChild(store, `K${index}`, place, [{ from: '2026-03-09' }])
    guardians.push(await addGuardian(store, [child], { email, firstName: 'Zoë' }))
  }
  return guardians
}

async function opened(inbox: Promise<Inbox>): Promise<Inbox> {
  const open = await inbox
  closing.unshift(() => open.close())
  return open
}

const toFolder = () => deliver(store, `folder:${folder}`)

async function readEmls() {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.eml')).toSorted()
  return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
}

const linkIn = (text: string | undefined) => /https:\/\/portaal\.example\/activeren#([\w-]+)/.exec(text ?? '')

const states = async () => {
  const rows = await store.read.selectFrom('mails').select('state').orderBy('state').execute()
  return rows.map(({ state }) => state)
}

test('a mail goes to one mailbox, with a link that the database can recognise', async () => {
  await addDue('zoe@ouders.example')
  await invite(store)
  const { counts } = await toFolder()
  expect(counts).toEqual({ planned: 1, sent: 1, failed: 0, unknown: 0, skipped: 0, waiting: 0 })
  const [eml = ''] = await readEmls()
  const mail = await simpleParser(eml)
  expect(mail.to).toMatchObject({ text: 'zoe@ouders.example' })
  expect(mail.date?.getTime()).toBe(NOW.now.epochMilliseconds)
  const token = linkIn(mail.text)?.[1] ?? ''
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const { token_hash } = await store.read
    .selectFrom('activations')
    .select('token_hash')
    .executeTakeFirstOrThrow()
  expect(Buffer.from(token_hash).equals(hashOf(token))).toBe(true)
})

test('the token is in no table and in no header', async () => {
  await addDue('zoe@ouders.example')
  await invite(store)
  await toFolder()
  const [eml = ''] = await readEmls()
  const token = linkIn((await simpleParser(eml)).text)?.[1] ?? ''
  const dump = await dumpDatabase(database.url)
  expect(token).not.toBe('')
  for (const written of [token, Buffer.from(token, 'base64url').toString('hex')])
    expect(dump).not.toContain(written)
  expect(eml.slice(0, eml.indexOf('\r\n\r\n'))).not.toContain(token)
})

test('a second run sends nothing', async () => {
  const smtp = await opened(startInbox())
  await addDue('a@ouders.example', 'b@ouders.example')
  await invite(store)
  await deliver(store, smtp.url)
  await invite(store)
  const { counts } = await deliver(store, smtp.url)
  expect(counts.planned).toBe(0)
  expect(smtp.received).toHaveLength(2)
})

test('two runs at the same time send each mail once', async () => {
  const smtp = await opened(startInbox())
  await addDue('a@ouders.example', 'b@ouders.example', 'c@ouders.example', 'd@ouders.example')
  await invite(store)
  const other = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  closing.unshift(() => other.close())
  const reports = await Promise.all([deliver(store, smtp.url), deliver(other, smtp.url)])
  expect(smtp.received).toHaveLength(4)
  expect(reports.reduce((sum, { counts }) => sum + counts.sent, 0)).toBe(4)
  expect((await toFolder()).counts.planned).toBe(0)
})

test('a mail that one run is sending is left to it by another', async () => {
  const [taken, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = await opened(
    startInbox({
      onData: (stream, _session, done) => {
        stream.on('end', taken.resolve).resume()
        answered.promise.then(() => done(), done)
      },
    }),
  )
  await addDue('a@ouders.example')
  await invite(store)
  const sending = deliver(store, slow.url)
  await taken.promise
  expect((await toFolder()).counts).toMatchObject({ planned: 1, sent: 0, waiting: 1 })
  answered.resolve()
  expect((await sending).counts).toMatchObject({ planned: 1, sent: 1 })
})

test('with the mail server down every mail waits, and a later run sends them', async () => {
  await addDue('a@ouders.example', 'b@ouders.example')
  await invite(store)
  const report = await deliver(store, await deadAddress())
  expect(report).toMatchObject({ counts: { planned: 2, waiting: 2 }, brokenOff: true })
  expect(report.findings).toMatchObject([
    { code: 'mail-trouble', message: expect.stringContaining('127.0.0.1') },
  ])
  expect(await states()).toEqual(['queued', 'queued'])
  expect((await toFolder()).counts).toMatchObject({ planned: 2, sent: 2 })
})

test('one address that is refused keeps nobody else from getting mail', async () => {
  const smtp = await opened(startInbox(refusing('b@ouders.example', 550)))
  await addDue('a@ouders.example', 'b@ouders.example', 'c@ouders.example')
  await invite(store)
  const report = await deliver(store, smtp.url)
  expect(report).toMatchObject({ counts: { planned: 3, sent: 2, failed: 1 }, brokenOff: false })
  expect(JSON.stringify(report)).not.toContain('ouders.example')
  expect((await toFolder()).counts.planned).toBe(0)
})

/** So many minutes after the beginning of these tests. */
const after = (minutes: number): Moment =>
  momentOf(NOW.now.add({ seconds: Math.round(minutes * 60) }).toString())

test('a mail that is refused for now waits longer after each try, until it is taken', async () => {
  let tries = 0
  const smtp = await opened(
    startInbox({
      onRcptTo: (_address, _session, done) => {
        tries += 1
        done(tries < 3 ? Object.assign(new Error('later'), { responseCode: 451 }) : null)
      },
    }),
  )
  await addDue('a@ouders.example')
  await invite(store)
  const triesAfter = async (minutes: number) => {
    const { counts } = await deliver(store, smtp.url, { at: after(minutes) })
    return [tries, counts.waiting]
  }
  expect(await triesAfter(0)).toEqual([1, 1])
  expect(await triesAfter(0.7)).toEqual([1, 1])
  expect(await triesAfter(1.3)).toEqual([2, 1])
  expect(await triesAfter(1.3 + 3.7)).toEqual([2, 1])
  expect(await triesAfter(1.3 + 6.3)).toEqual([3, 0])
})

test('a mail that is refused for two days is given up', async () => {
  const smtp = await opened(startInbox(refusing('a@ouders.example', 450)))
  await addDue('a@ouders.example')
  await invite(store)
  await deliver(store, smtp.url)
  expect((await deliver(store, smtp.url, { at: after(47 * 60) })).counts).toMatchObject({ waiting: 1 })
  expect((await deliver(store, smtp.url, { at: after(52 * 60) })).counts).toMatchObject({ failed: 1 })
  const mail = await store.read.selectFrom('mails').select(['tries', 'reason']).executeTakeFirstOrThrow()
  expect(mail).toEqual({ tries: 3, reason: expect.stringMatching(/^given up after two days: .*450/) })
})

test('a mail of which nobody knows whether it arrived is sent three times in all, as the same mail', async () => {
  const smtp = await opened(startDroppingInbox())
  await addDue('a@ouders.example')
  await invite(store)
  for (const minutes of [0, 10, 60]) {
    const { counts } = await deliver(store, smtp.url, { at: after(minutes) })
    expect(counts).toMatchObject({ planned: 1, unknown: 1, waiting: 0 })
  }
  expect((await deliver(store, smtp.url, { at: after(3000) })).counts.planned).toBe(0)
  expect(smtp.received).toHaveLength(3)
  expect(new Set(smtp.received).size).toBe(1)
})

/** A mail as a process leaves it that is killed while it sends, or before it began to. */
async function leaveBehind(state: 'sending' | 'queued'): Promise<void> {
  const worker = randomUUID()
  await store.record((write) =>
    write.updateTable('mails').set({ state, worker, claimed_at: NOW.now.toString() }).execute(),
  )
}

test('a mail that a killed run left behind is sent again at once, with the same Message-ID and link', async () => {
  await addDue('a@ouders.example')
  await invite(store)
  const smtp = await opened(startInbox())
  await deliver(store, smtp.url)
  await leaveBehind('sending')
  await deliver(store, smtp.url)
  const [first, again] = await Promise.all(smtp.received.map((mail) => simpleParser(mail)))
  expect(again?.messageId).toBe(first?.messageId)
  expect(first?.messageId).toMatch(/^<[\w-]+@portaal\.example>$/)
  expect(linkIn(again?.text)?.[0]).toBe(linkIn(first?.text)?.[0])
})

test('a mail that a killed run had not begun to send is sent by the next', async () => {
  await addDue('a@ouders.example')
  await invite(store)
  await leaveBehind('queued')
  expect((await toFolder()).counts).toMatchObject({ planned: 1, sent: 1 })
})

test('an interrupted run ends after the mail it is sending, and the next sends the rest', async () => {
  await addDue('a@ouders.example', 'b@ouders.example', 'c@ouders.example')
  await invite(store)
  const interruption = new AbortController()
  const progress = () => interruption.abort()
  const run = { signal: interruption.signal, progress }
  const { counts } = await deliver(store, `folder:${folder}`, run, { connections: 1 })
  expect(counts).toMatchObject({ planned: 3, sent: 1, waiting: 2 })
  expect((await toFolder()).counts).toMatchObject({ planned: 2, sent: 2 })
})

test('the address is looked up at the moment of sending, and must be one mailbox', async () => {
  const [first = 0, second = 0] = await addDue('old@ouders.example', 'b@ouders.example')
  await invite(store)
  const setEmail = (id: number, email: string) =>
    store.record((write) => write.updateTable('guardians').set({ email }).where('id', '=', id).execute())
  await setEmail(first, 'new@ouders.example')
  await setEmail(second, 'b@ouders.example;c@ouders.example')
  expect((await toFolder()).counts).toMatchObject({ planned: 2, sent: 1, failed: 1 })
  const [eml = ''] = await readEmls()
  expect((await simpleParser(eml)).to).toMatchObject({ text: 'new@ouders.example' })
})

test.each([
  ['a sender that is no mailbox', { from: { name: 'Portaal', address: 'portaal@localhost' } }],
  ['a sender of two lines', { from: { name: 'Por\ntaal', address: 'portaal@opvang.example' } }],
  ['a reply address that is no mailbox', { replyTo: 'nobody' }],
  ['a portal whose host fits no Message-ID', { portalUrl: 'https://mijn_portaal.example' }],
  ['a portal without an address', { portalUrl: '' }],
])('%s keeps every mail waiting until the settings are mended', async (_what, change) => {
  await addDue('a@ouders.example', 'b@ouders.example')
  await invite(store)
  const report = await deliver(store, `folder:${folder}`, {}, change)
  expect(report).toMatchObject({ brokenOff: true, counts: { planned: 2, failed: 0, waiting: 2 } })
  expect(report.findings).toMatchObject([{ code: 'mail-trouble' }])
  expect((await toFolder()).counts).toMatchObject({ planned: 2, sent: 2 })
})

test('of a mail that is done no job stays in the queue', async () => {
  await addDue('a@ouders.example')
  await invite(store)
  await toFolder()
  const dump = await dumpDatabase(database.url)
  expect(dump).toMatch(/ouderportaal_queue\.job_common\n\n/)
})

test('what needs no mail any more is skipped: an active account, a replaced link, an expired one', async () => {
  const [active = 0] = await addDue('a@ouders.example', 'b@ouders.example')
  await invite(store)
  await store.record((write) =>
    write.insertInto('accounts').values({ guardian_id: active, state: 'active' }).execute(),
  )
  await invite(store, { child: 'K1', resend: true })
  expect((await toFolder()).counts).toEqual({
    planned: 3,
    sent: 1,
    failed: 0,
    unknown: 0,
    skipped: 2,
    waiting: 0,
  })
  await invite(store, { child: 'K1', resend: true })
  const late = momentAtWall('2026-03-16 09:01')
  expect((await deliver(store, `folder:${folder}`, { at: late })).counts).toMatchObject({
    planned: 1,
    skipped: 1,
  })
})

test('a guardian is written to in her own language', async () => {
  const child = await addChild(store, 'K9', place, [{ from: '2026-03-09' }])
  await addGuardian(store, [child], { email: 'amy@ouders.example', language: 'en' })
  await invite(store)
  await toFolder()
  const [eml = ''] = await readEmls()
  expect((await simpleParser(eml)).subject).toContain('Your account')
})

test('a run leaves its counts behind, and one without mail leaves nothing', async () => {
  await addDue('a@ouders.example')
  await invite(store)
  await toFolder()
  await toFolder()
  const runs = await store.read
    .selectFrom('job_runs')
    .select('counts')
    .where('job', '=', 'deliver-mails')
    .execute()
  expect(runs).toEqual([{ counts: { planned: 1, sent: 1, failed: 0, unknown: 0, skipped: 0, waiting: 0 } }])
})

test('a server that is down leaves one run behind, however often it is tried, and another when it is down again', async () => {
  const dead = await deadAddress()
  const runs = async () => {
    const rows = await store.read
      .selectFrom('job_runs')
      .select('outcome')
      .where('job', '=', 'deliver-mails')
      .orderBy('at')
      .execute()
    return rows.map(({ outcome }) => outcome)
  }
  await addDue('a@ouders.example')
  await invite(store)
  for (const minutes of [0, 1, 2])
    expect(await deliver(store, dead, { at: after(minutes) })).toMatchObject({ brokenOff: true })
  expect(await runs()).toEqual(['partial'])
  await deliver(store, `folder:${folder}`, { at: after(3) })
  await invite(store, { resend: true })
  for (const minutes of [4, 5]) await deliver(store, dead, { at: after(minutes) })
  expect(await runs()).toEqual(['partial', 'done', 'partial'])
})

test('trouble of another kind is told in the place of the old, and the same trouble is told once', async () => {
  const dead = await deadAddress()
  const refused = await opened(
    startInbox({ onMailFrom: (_, __, done) => done(Object.assign(new Error('no'), { responseCode: 550 })) }),
  )
  await addDue('a@ouders.example')
  await invite(store)
  const run = (url: string, minutes: number) => deliver(store, url, { at: after(minutes) })
  await run(dead, 0)
  for (const minutes of [1, 2]) await run(refused.url, minutes)
  const { trouble } = await viewQueue(store, {}, 10)
  expect(trouble).toEqual({
    message: expect.stringContaining('the sender of mail.from: 550'),
    since: after(1).wall,
  })
})

test('mails that are refused for one reason are told of together, with when they are tried again and how to see more', async () => {
  const later = await opened(
    startInbox({ onRcptTo: (_, __, done) => done(Object.assign(new Error('no'), { responseCode: 450 })) }),
  )
  await addDue('a@ouders.example', 'b@ouders.example', 'c@ouders.example')
  await invite(store)
  const { findings } = await deliver(store, later.url)
  expect(findings).toEqual([
    {
      code: 'mail-waiting',
      message: expect.stringMatching(
        /^3 mails: mail server .* refused the mail: 450; tried again from 2026-03-02 09:0\d:\d\d \("ouderportaal mail show [0-9a-f]{8}" tells of the first\)\.$/,
      ),
    },
  ])
})
