import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../src/store/open.ts'
import { runCli, startCli } from './support/cli.ts'
import { dumpDatabase } from './support/dump.ts'
import { addChild, addGuardian, addPlace } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { deadAddress, type Inbox, refusing, startInbox } from './support/smtp.ts'

let database: Database
let store: Store
let folder: string
let inbox: Inbox

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  folder = await temporaryFolder()
  inbox = await startInbox(refusing('refused@ouders.example', 550))
})

afterEach(async () => {
  await inbox.close()
  await store.close()
  await database.drop()
})

async function addDue(...emails: readonly string[]): Promise<void> {
  const place = await addPlace(store, 'De Boomhut')
  for (const [index, email] of emails.entries()) {
    const child = await addChild(store, `K${index}`, place, [{ from: '2026-03-09' }])
    await addGuardian(store, [child], { email })
  }
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `ouder${index}@ouders.example`)

const SETTINGS = { portalUrl: 'https://portaal.example', activationKey: 'ab'.repeat(32) }

async function writeSettings(transport: string, settings: object = SETTINGS): Promise<string> {
  const file = join(folder, 'ouderportaal.yaml')
  const mail = { transport, from: 'portaal@opvang.example' }
  await writeFile(file, JSON.stringify({ database: database.url, mail, ...settings }))
  return file
}

async function activate(flags: readonly string[] = [], transport = inbox.url) {
  const config = await writeSettings(transport)
  return runCli(['activate', '--config', config, '--at', '2026-03-02 09:00', ...flags])
}

test('activate mails who is due, and a second time nobody', async () => {
  await addDue('a@ouders.example', 'b@ouders.example')
  const first = await activate()
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toContain('2 mails: 2 sent')
  const second = await activate()
  expect(second.code).toBe(0)
  expect(second.stdout).toContain('nothing to send')
  expect(inbox.received).toHaveLength(2)
})

test('a folder for a transport is named, and that nobody got the mails in it; --resend invites them really', async () => {
  await addDue('a@ouders.example', 'b@ouders.example')
  const mails = join(folder, 'mail')
  expect((await activate([], `folder:${mails}`)).stdout).toContain(
    `2 mails written to ${mails}: nobody got them`,
  )
  expect((await activate(['--resend'])).stdout).toContain('2 mails: 2 sent')
  expect(inbox.received).toHaveLength(2)
})

test('a dry run says who is due by number, shows no address and changes nothing', async () => {
  await addDue('a@ouders.example')
  const before = await dumpDatabase(database.url)
  const { code, stdout, stderr } = await activate(['--dry-run'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/K0\s+De Boomhut\s+2026-03-09/)
  expect(stdout + stderr).not.toContain('@')
  expect(await dumpDatabase(database.url)).toBe(before)
  expect(inbox.received).toEqual([])
})

test('--json is one document whose counts add up', async () => {
  await addDue('a@ouders.example', 'refused@ouders.example')
  const { code, stdout } = await activate(['--json'])
  const document = JSON.parse(stdout)
  expect(code).toBe(3)
  expect(document).toMatchObject({
    dryRun: false,
    at: '2026-03-02T09:00:00',
    counts: { guardians: 2, due: 2 },
    mails: { planned: 2, sent: 1, failed: 1, unknown: 0, skipped: 0, waiting: 0 },
    findings: [{ code: 'mail-failed' }],
  })
  expect(stdout).not.toContain('ouders.example')
})

test('with the mail server down the command says so in one sentence, and a later one sends', async () => {
  await addDue('a@ouders.example')
  const { code, stderr } = await activate(['--quiet'], await deadAddress())
  expect(code).toBe(75)
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^Mail can't be sent now: .*127\.0\.0\.1/),
  ])
  expect((await activate()).stdout).toContain('1 mail: 1 sent')
})

test('--starting-within 0 is who starts today', async () => {
  await addDue('a@ouders.example')
  const { code, stdout } = await activate(['--starting-within', '0', '--dry-run'])
  expect(code).toBe(0)
  expect(stdout).toContain('0 due')
})

test('a guardian whose mail failed is told of apart', async () => {
  await addDue('refused@ouders.example')
  expect((await activate()).code).toBe(3)
  expect((await activate()).stdout).toContain('1 whose mail failed')
})

test('more than 50 mails need a yes, which without a terminal is a flag', async () => {
  await addDue(...many(51))
  const refused = await activate()
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('--yes')
  expect(inbox.received).toEqual([])
  expect((await activate(['--yes', '--quiet'])).code).toBe(0)
  expect(inbox.received).toHaveLength(51)
})

test('a missing key or portal address is named with what to write', async () => {
  const config = await writeSettings(inbox.url, {})
  const { code, stderr } = await runCli(['activate', '--config', config])
  expect(code).toBe(2)
  expect(stderr).toContain('portalUrl: (the https:// address of your parent portal)')
  expect(stderr).toContain('activationKey:')
  expect(stderr).toContain('ouderportaal init')
})

test('after a kill in the middle of sending, the next command reaches everybody', async () => {
  await addDue('a@ouders.example', 'b@ouders.example', 'c@ouders.example')
  const { promise: taken, resolve } = Promise.withResolvers<void>()
  const silent = await startInbox({ onData: (stream) => void stream.on('end', resolve).resume() })
  const config = await writeSettings(silent.url)
  const command = startCli(['activate', '--config', config, '--at', '2026-03-02 09:00'])
  await taken
  command.kill('SIGKILL')
  await silent.close()
  const sending = await store.read.selectFrom('mails').select('id').where('state', '=', 'sending').execute()
  expect(sending.length).toBeGreaterThan(0)
  expect((await activate()).stdout).toContain('3 mails: 3 sent')
  const mails = await Promise.all(inbox.received.map((mail) => simpleParser(mail)))
  expect(new Set(mails.map(({ to }) => [to].flat()[0]?.text)).size).toBe(3)
})

/** Until the program has said this. */
function heard(stream: Readable, words: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let said = ''
  stream.on('data', (text) => {
    said += text
    if (said.includes(words)) resolve()
  })
  return promise
}

test('the daemon sends what waits, and ends on SIGTERM', async () => {
  await addDue('a@ouders.example')
  await activate([], await deadAddress())
  const config = await writeSettings(inbox.url)
  const daemon = startCli(['daemon', '--config', config, '--at', '2026-03-02 10:00'])
  await heard(daemon.stderr, 'mail: 1 sent')
  daemon.kill('SIGTERM')
  expect(await once(daemon, 'exit')).toEqual([0, null])
  expect(inbox.received).toHaveLength(1)
})

test('the help of activate shows its flags, and names its other commands', async () => {
  const { code, stdout } = await runCli(['activate', '--help'])
  expect(code).toBe(0)
  for (const word of ['--guardian', '--starting-within', '--resend', 'activate status', 'activate try'])
    expect(stdout).toContain(word)
})

test('activate status is a table, CSV or JSON, with the same guardians in it', async () => {
  await addDue('a@ouders.example', 'b@ouders.example')
  await activate()
  const config = await writeSettings(inbox.url)
  const status = (...flags: readonly string[]) =>
    runCli(['activate', 'status', '--config', config, '--at', '2026-03-02 10:00', ...flags])
  const [table, csv, json] = [await status(), await status('--csv'), await status('--json')]
  expect(table.stdout).toMatch(/^invited +\d+ +K0 +De Boomhut +2026-03-02 09:00 +2026-03-16 09:00$/m)
  expect(csv.stdout.trimEnd().split('\r\n')).toHaveLength(3)
  expect(JSON.parse(json.stdout)).toMatchObject({ counts: { guardians: 2, invited: 2 } })
  expect(table.stdout + csv.stdout + json.stdout).not.toMatch(/@|Sanne|Jansen/)
  expect(await status('--csv', '--json')).toMatchObject({ code: 2, stdout: '' })
})

test('activate status of some standings, as people write them, and of a location with other capitals', async () => {
  await addDue('a@ouders.example')
  const flags = ['--config', await writeSettings(inbox.url), '--at', '2026-03-02 10:00']
  const status = (...more: readonly string[]) => runCli(['activate', 'status', ...flags, ...more])
  expect((await status('--location', 'de boomhut', '--standing', 'Due,invited')).stdout).toMatch(/^due/m)
  expect((await status('--standing', 'not yet')).stdout).toBe('No guardians.\n')
  expect(await status('--standing', 'gone')).toMatchObject({ code: 2 })
})

test('a reminder is tried first, then sent once, with the link of the invitation', async () => {
  await addDue('a@ouders.example')
  await activate()
  const config = await writeSettings(inbox.url)
  const remind = (...flags: readonly string[]) =>
    runCli([
      'job',
      'run',
      'remind-activations',
      '--config',
      config,
      '--at',
      '2026-03-09 07:05',
      '--json',
      ...flags,
    ])
  const before = await dumpDatabase(database.url)
  const rehearsed = JSON.parse((await remind('--dry-run')).stdout)
  expect(rehearsed).toMatchObject({ counts: { reminded: 1 }, reminded: [{ link: 'same', reminder: 1 }] })
  expect(await dumpDatabase(database.url)).toBe(before)
  expect(JSON.parse((await remind()).stdout)).toMatchObject({ mails: { planned: 1, sent: 1 } })
  expect(JSON.parse((await remind('--again')).stdout)).toMatchObject({ counts: { reminded: 0, later: 1 } })
  const [first, second] = await Promise.all(inbox.received.map((mail) => simpleParser(mail)))
  const linkOf = (text: string | undefined) => /\S+#\S+/.exec(text ?? '')?.[0]
  expect(linkOf(second?.text)).toBe(linkOf(first?.text))
  expect(second?.subject).toBe('Herinnering: kies uw wachtwoord voor het ouderportaal')
})
