import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { runCli } from '../support/cli.ts'
import { addChild, addGuardian, addPlace } from '../support/family.ts'
import { temporaryFolder } from '../support/folder.ts'
import { invite } from '../support/mail-work.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { deadAddress, type Inbox, startInbox } from '../support/smtp.ts'

/** One more than goes out without being asked about. */
const MANY = 51

let database: Database
let store: Store
let inbox: Inbox
let config: string

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const place = await addPlace(store, 'De Boomhut')
  for (let number = 1; number <= MANY; number += 1) {
    const child = await addChild(store, `K${number}`, place, [{ from: '2026-03-09' }])
    await addGuardian(store, [child], { email: `ouder${number}@ouders.example` })
  }
  inbox = await startInbox()
  config = await writeSettings(inbox.url)
})

afterAll(async () => {
  await inbox.close()
  await store.close()
  await database.drop()
})

async function writeSettings(transport: string): Promise<string> {
  const file = join(await temporaryFolder(), 'ouderportaal.yaml')
  const mail = { transport, from: 'portaal@opvang.example' }
  const settings = { portalUrl: 'https://portaal.example', activationKey: '5c'.repeat(32) }
  await writeFile(file, JSON.stringify({ database: database.url, mail, ...settings }))
  return file
}

const run = (command: string, ...args: readonly string[]) =>
  runCli([...command.split(' '), '--config', config, '--at', '2026-03-02 09:00', ...args])

const countMails = async () => (await store.read.selectFrom('mails').select('id').execute()).length

test('mail send without mail that waits says so', async () => {
  expect(await run('mail send')).toMatchObject({ code: 0, stdout: 'No mail waits: nothing to send.\n' })
})

test('a dry run tells how many mails would be sent, and how many of them wait already', async () => {
  await invite(store, { child: 'K1' })
  await invite(store, { child: 'K2' })
  expect((await run('activate', '--dry-run')).stdout).toContain(
    '51 mails would be sent, of which 2 wait already.',
  )
  expect((await run('job run send-activations', '--dry-run')).stdout).toContain(
    '51 mails would be sent, of which 2 wait already.',
  )
  expect((await run('mail send', '--dry-run')).stdout).toBe('2 mails would be sent: they wait already.\n')
  expect(await countMails()).toBe(2)
})

test('mail send without a server names the setting and what to do next, and ends with 75', async () => {
  const { code, stderr } = await run('mail send', '--config', await writeSettings(await deadAddress()))
  expect(code).toBe(75)
  expect(stderr).toMatch(/mail server 127\.0\.0\.1:\d+ .*mail\.transport.*"ouderportaal mail send"/)
})

test('mail send leaves addresses waiting that --only-to leaves out, and the queue says why', async () => {
  const { code, stdout } = await run('mail send', '--only-to', 'ouder1@')
  expect({ code, stdout }).toEqual({ code: 3, stdout: '2 mails: 1 sent, 1 waiting\n' })
  const queue = (await run('mail queue')).stdout
  expect(queue).toContain('1 held back: the address does not fit the --only-to of the last run.')
  expect(queue).toMatch(/activation\s+queued\s+0\s.*held back: its address does not fit --only-to/)
})

test('a job in a crontab sends what waits, also when that is much: nobody is there to be asked', async () => {
  await invite(store)
  const job = await run('job run expire-credits')
  expect(job).toMatchObject({ code: 0, stderr: '' })
  expect(inbox.received).toHaveLength(MANY)
})

test('more mails than 50 that wait are sent by nobody without a yes', async () => {
  await store.record((write) => write.updateTable('mails').set({ state: 'queued', sent_at: null }).execute())
  expect(await run('mail send')).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') })
  expect(inbox.received).toHaveLength(MANY)
  expect(await run('mail send', '--yes', '--quiet')).toMatchObject({ code: 0, stdout: '', stderr: '' })
  expect(inbox.received).toHaveLength(2 * MANY)
})
