import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../src/store/open.ts'
import { runCli } from './support/cli.ts'
import { addChild, addGuardian, addPlace } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { invite } from './support/mail-work.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { deadAddress } from './support/smtp.ts'

let database: Database
let store: Store
let folder: string

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  folder = await temporaryFolder()
  const child = await addChild(store, 'N1', await addPlace(store, 'De Boomhut'), [{ from: '2025-09-01' }])
  await addGuardian(store, [child], { email: 'zoe@ouders.example' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const WITH_MAIL = {
  portalUrl: 'https://portaal.example',
  activationKey: 'ab'.repeat(32),
  mail: { transport: 'folder:./mail', from: 'portaal@opvang.example' },
}

async function run(settings: object, ...args: readonly string[]) {
  const config = join(folder, 'ouderportaal.yaml')
  await writeFile(config, JSON.stringify({ database: database.url, ...settings }))
  return runCli([...args, '--config', config])
}

const EXTRA = ['request', 'extra', 'N1', '2026-03-12', '--because', 'phoned', '--at', '2026-03-05 10:00']

const sent = () => readdir(join(folder, 'mail')).catch(() => [])

test('a request and its answer deliver their own mail, and say so in --json', async () => {
  const asked = await run(WITH_MAIL, ...EXTRA, '--guardian', '1', '--json')
  expect(asked).toMatchObject({ code: 0, stderr: '' })
  const { request, mails } = JSON.parse(asked.stdout)
  expect(mails).toMatchObject({ planned: 1, sent: 1 })
  const answered = await run(WITH_MAIL, 'request', 'answer', request, 'granted', '--at', '2026-03-05 11:00')
  expect(answered).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^1 mail written to .*: nobody got it\n$/),
  })
  expect(await sent()).toHaveLength(2)
})

test('an absence without the guardian delivers nothing', async () => {
  const { code } = await run(WITH_MAIL, 'absence', 'N1', '2026-03-09', '--because', 'phoned')
  expect(code).toBe(0)
  expect(await sent()).toEqual([])
})

test('without the settings for mail the request is kept, the mail waits, and both are said', async () => {
  const { code, stdout, stderr } = await run({}, ...EXTRA, '--guardian', '1')
  expect(code).toBe(0)
  expect(stdout).toContain('wacht op antwoord')
  expect(stderr).toContain('The settings lack portalUrl and activationKey')
  expect(await store.read.selectFrom('mails').select('state').execute()).toEqual([{ state: 'queued' }])
})

test('a mail server that is away leaves the request done and the mail waiting', async () => {
  const mail = { ...WITH_MAIL.mail, transport: await deadAddress() }
  const { code, stderr } = await run({ ...WITH_MAIL, mail }, ...EXTRA, '--guardian', '1')
  expect(code).toBe(0)
  expect(stderr).toContain("Mail can't be sent now")
  expect(await store.read.selectFrom('mails').select('state').execute()).toEqual([{ state: 'queued' }])
})

async function addWaiting(count: number): Promise<void> {
  const place = await addPlace(store, 'De Lelie')
  for (let n = 0; n < count; n += 1) {
    const child = await addChild(store, `W${n}`, place, [{ from: '2026-03-16' }])
    await addGuardian(store, [child], { email: `w${n}@ouders.example` })
  }
  await invite(store)
}

test.each([1, 51])('a request delivers its own mail and none of %i others that wait', async (count) => {
  await addWaiting(count)
  const { code, stdout } = await run(WITH_MAIL, ...EXTRA, '--guardian', '1', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout).mails).toMatchObject({ planned: 1, sent: 1, waiting: 0 })
  expect(await sent()).toHaveLength(1)
})

test('on a test system a request keeps its mail from an address that --only-to leaves out', async () => {
  const { code, stderr } = await run(WITH_MAIL, ...EXTRA, '--guardian', '1', '--only-to', '@proef')
  expect(code).toBe(0)
  expect(stderr).toContain('1 mail is held back')
  expect(await sent()).toEqual([])
})
