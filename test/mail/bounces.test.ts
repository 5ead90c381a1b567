import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { runCli } from '../support/cli.ts'
import { dumpDatabase } from '../support/dump.ts'
import { addGuardian, addPlace, type Place } from '../support/family.ts'
import { temporaryFolder } from '../support/folder.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { addMail, mailId, standings } from '../support/stored-mails.ts'

const FIXTURES = resolve(import.meta.dirname, '../../fixtures/bounces')
const FROM = 'From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n'

let database: Database
let store: Store
let folder: string
let place: Place

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  folder = await temporaryFolder()
  place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const run = (mailbox: string, ...flags: readonly string[]) =>
  runCli(['mail', 'bounces', mailbox, '--database', database.url, '--at', '2026-03-05 09:00', ...flags])

async function runJson(mailbox: string, ...flags: readonly string[]) {
  const { code, stdout } = await run(mailbox, '--json', ...flags)
  return { code, ...JSON.parse(stdout) }
}

/** An mbox file of texts, quoted as whoever writes such a file must. */
async function mboxOf(...texts: readonly string[]): Promise<string> {
  const file = join(folder, 'bounces.mbox')
  await writeFile(
    file,
    texts.map((text) => `${FROM}${text.replace(/^(>*From )/gm, '>$1')}\n`).join(''),
    'latin1',
  )
  return file
}

const fixture = (name: string) => readFile(join(FIXTURES, name), 'latin1')
const fixtures = async (...names: readonly string[]) => mboxOf(...(await Promise.all(names.map(fixture))))

/** A guardian with a mail that was sent there. */
async function addMailed(digit: number, email: string): Promise<number> {
  const guardian = await addGuardian(store, [], { email })
  await addMail(store, digit, { state: 'sent', guardian_id: guardian })
  return guardian
}

const WHO = [
  'an@ouders',
  'bas@tenant',
  'cor@gmail',
  'dirk@ouders',
  'els@ouders',
  'fien@ouders',
  'gijs@ouders',
  'hans@ouders',
]

const addAll = async () => {
  for (const [index, who] of WHO.entries()) await addMailed(index + 1, `${who}.example`)
}

/** The guardians whose address is marked, with the status. */
async function blocked(): Promise<readonly string[]> {
  const rows = await store.read
    .selectFrom('bounces')
    .leftJoin('guardians', (join) =>
      join.on(sql<boolean>`address_hash = sha256(convert_to(email_key, 'UTF8'))`),
    )
    .select(['email_key', 'status'])
    .orderBy('email_key')
    .execute()
  return rows.map(({ email_key, status }) => `${email_key} ${status}`)
}

const ALL_MARKED = {
  1: 'failed: came back: 5.1.1',
  2: 'failed: came back: 5.1.10',
  3: 'failed: came back: 5.2.1',
  4: 'failed: came back: 5.7.1',
  5: 'failed: came back: 4.4.1',
  6: 'failed: came back: 5.1.1',
  7: 'sent',
  8: 'sent',
}

test('reports of postfix, Exchange, Gmail, sendmail and Exim mark mails, and the addresses that are to blame', async () => {
  await addAll()
  const document = await runJson(await fixtures(...(await readdir(FIXTURES))))
  expect(document).toMatchObject({
    code: 0,
    counts: {
      ...{ messages: 11, reports: 7, ignored: 4, unreadable: 0 },
      ...{ recipients: 7, cameBack: 6, notices: 1, readBefore: 0, notOurs: 0 },
      ...{ mailsMarked: 6, addressesMarked: 4 },
    },
  })
  expect(await standings(store)).toEqual(ALL_MARKED)
  expect(await blocked()).toEqual([
    'an@ouders.example 5.1.1',
    'bas@tenant.example 5.1.10',
    'cor@gmail.example 5.2.1',
    'fien@ouders.example 5.1.1',
  ])
  expect(JSON.stringify(document)).not.toContain('.example')
})

test('a Maildir is read as an mbox file is', async () => {
  await addAll()
  for (const part of ['new', 'cur']) await mkdir(join(folder, part))
  for (const [index, name] of (await readdir(FIXTURES)).entries())
    await writeFile(
      join(folder, index % 2 ? 'new' : 'cur', `${index}.host:2,`),
      await fixture(name),
      'latin1',
    )
  expect((await run(folder)).stdout).toContain('Mails that were marked: 6; addresses: 4.')
  expect(await standings(store)).toEqual(ALL_MARKED)
})

test('an mbox file may come on standard input', async () => {
  await addMailed(1, 'an@ouders.example')
  const input = FROM + (await fixture('postfix.eml'))
  const { stdout } = await runCli(['mail', 'bounces', '-', '--database', database.url], { input })
  expect(stdout).toContain('Mails that were marked: 1; addresses: 1.')
})

test('a dry run shows by id what would be marked, and changes nothing', async () => {
  const guardian = await addMailed(1, 'an@ouders.example')
  const before = await dumpDatabase(database.url)
  const { code, stdout, stderr } = await run(await fixtures('postfix.eml'), '--dry-run')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(new RegExp(`10000000\\s+${guardian}\\s+5\\.1\\.1\\s+mail and address`))
  expect(stdout).toContain('would be marked')
  expect(stdout).not.toContain('@')
  expect(await dumpDatabase(database.url)).toBe(before)
})

test('the same mailbox twice marks nothing and says so, also where the address was unblocked and the mail sent again', async () => {
  const guardian = await addMailed(1, 'an@ouders.example')
  const mailbox = await fixtures('postfix.eml')
  await run(mailbox)
  expect((await run(mailbox)).stdout).toContain('Nothing new')
  await runCli(['mail', 'unblock', String(guardian), '--database', database.url])
  await store.record((write) => write.updateTable('mails').set({ state: 'sent', reason: null }).execute())
  expect(await runJson(mailbox)).toMatchObject({ counts: { readBefore: 1, cameBack: 0, mailsMarked: 0 } })
  expect(await blocked()).toEqual([])
  expect(await standings(store)).toEqual({ 1: 'sent' })
})

test('what was marked leaves a run and an audit row, with ids and without addresses', async () => {
  const guardian = await addMailed(1, 'an@ouders.example')
  await run(await fixtures('postfix.eml'))
  const runs = await store.read.selectFrom('job_runs').selectAll().execute()
  const audit = await store.read.selectFrom('audit').selectAll().execute()
  expect(runs).toMatchObject([{ job: 'mail-bounces', outcome: 'done', counts: { addressesMarked: 1 } }])
  expect(audit).toMatchObject([
    {
      action: 'mail came back',
      details: { marks: [{ mail: mailId(1), guardian, status: '5.1.1', marks: ['mail', 'address'] }] },
    },
  ])
  expect(JSON.stringify([runs, audit])).not.toContain('ouders.example')
})

test('a report on a mail that is not ours marks nobody, whoever it names', async () => {
  await addMailed(1, 'an@ouders.example')
  const forged = (await fixture('postfix.eml')).replaceAll('10000000', '66666666')
  expect(await runJson(await mboxOf(forged))).toMatchObject({ counts: { notOurs: 1, addressesMarked: 0 } })
  expect(await standings(store)).toEqual({ 1: 'sent' })
  expect(await blocked()).toEqual([])
})

test('a report on our mail that names another guardian marks the mail only', async () => {
  await addMailed(1, 'an@ouders.example')
  await addMailed(2, 'victim@ouders.example')
  const forged = (await fixture('postfix.eml')).replaceAll('an@ouders', 'victim@ouders')
  await run(await mboxOf(forged))
  expect(await standings(store)).toEqual({ 1: 'failed: came back: 5.1.1', 2: 'sent' })
  expect(await blocked()).toEqual([])
})

test('an address that was changed since is not marked', async () => {
  await addMailed(1, 'new@ouders.example')
  await run(await fixtures('postfix.eml'))
  expect(await standings(store)).toEqual({ 1: 'failed: came back: 5.1.1' })
  expect(await blocked()).toEqual([])
})

const withoutHeaders = async () => {
  const text = await fixture('postfix.eml')
  return `${text.slice(0, text.indexOf('Content-Description: Undelivered Message Headers'))}\n`
}

test('a report that knows no mail of ours marks nobody: anybody can write one', async () => {
  await addMailed(1, 'an@ouders.example')
  expect(await runJson(await mboxOf(await withoutHeaders()))).toMatchObject({ counts: { notOurs: 1 } })
  expect(await standings(store)).toEqual({ 1: 'sent' })
  expect(await blocked()).toEqual([])
})

test('without a Message-ID the envelope id names the mail', async () => {
  await addMailed(1, 'an@ouders.example')
  const text = (await withoutHeaders()).replace(
    'Arrival-Date',
    `Original-Envelope-Id: ${mailId(1)}\nArrival-Date`,
  )
  await run(await mboxOf(text))
  expect(await standings(store)).toEqual({ 1: 'failed: came back: 5.1.1' })
})

test('the address of a location is marked too', async () => {
  await addMail(store, 1, { state: 'sent', location_id: place.location, template: 'unanswered-digest' })
  await run(
    await mboxOf((await fixture('postfix.eml')).replaceAll('an@ouders.example', 'Boomhut@Opvang.example')),
  )
  expect(await store.read.selectFrom('bounces').select(['status', 'mail_id']).execute()).toEqual([
    { status: '5.1.1', mail_id: mailId(1) },
  ])
})

test('a mail that waits for a new try is left waiting', async () => {
  const guardian = await addGuardian(store, [], { email: 'an@ouders.example' })
  await addMail(store, 1, { state: 'queued', guardian_id: guardian })
  await run(await fixtures('postfix.eml'))
  expect(await standings(store)).toEqual({ 1: 'queued' })
})

test('a message that can not be read is named and counted, and the rest is done', async () => {
  await addMailed(1, 'an@ouders.example')
  const broken = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b--\n'
  const large = `Subject: large\n\n${'x'.repeat(75).concat('\n').repeat(80_000)}`
  const mailbox = await mboxOf(broken, large, await fixture('postfix.eml'))
  const { code, stdout, stderr } = await run(mailbox)
  expect(code).toBe(3)
  expect(stdout).toContain('3 messages: 1 report, 2 unreadable')
  expect(stderr.trim().split('\n')).toEqual([
    "message 1 can't be read: it is a delivery report without a delivery status.",
    "message 2 can't be read: it is too large for a delivery report.",
  ])
  expect(await standings(store)).toEqual({ 1: 'failed: came back: 5.1.1' })
})

test('an empty mailbox is read and holds nothing', async () => {
  const { code, stdout } = await run(await mboxOf())
  expect(code).toBe(0)
  expect(stdout).toContain('0 messages')
})

test('a file that is no mailbox ends with 2 and says what would be one', async () => {
  const { code, stdout, stderr } = await run(join(FIXTURES, 'postfix.eml'))
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/postfix\.eml is no mailbox: an mbox file begins with "From "/)
})
