import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { simpleParser } from 'mailparser'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isPassword } from '../src/accounts/index.ts'
import { openStore, type Store } from '../src/store/open.ts'
import { PASSWORD } from './support/accounts.ts'
import { BROWSER, openBrowser } from './support/browser.ts'
import { runCli, startCli } from './support/cli.ts'
import { dumpDatabase } from './support/dump.ts'
import { addChild, addGuardian, addPlace } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { isThere } from './support/programs.ts'
import { deadAddress } from './support/smtp.ts'

const CLI = resolve(import.meta.dirname, '../dist/bin/ouderportaal.js')

let database: Database
let store: Store
let folder: string
let config: string
let address: string
let program: ReturnType<typeof startCli>

/** One guardian was invited, by a mail in a folder; the page is there. */
beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  folder = await temporaryFolder()
  const place = await addPlace(store, 'De Boomhut')
  const child = await addChild(store, 'K1', place, [{ from: '2026-03-09' }])
  await addGuardian(store, [child], { email: 'zoe@ouders.example', language: 'nl' })
  config = join(folder, 'ouderportaal.yaml')
  const portalUrl = `http://127.0.0.1:${new URL(await deadAddress()).port}`
  const settings = { database: database.url, portalUrl, activationKey: 'ab'.repeat(32) }
  await writeFile(config, JSON.stringify(settings))
  await runCli(['activate', '--config', config, '--at', '2026-03-02 09:00'])
  program = startCli(['activate', 'try', '--config', config, '--at', '2026-03-05 20:15'])
  const [line] = await once(createInterface(program.stdout), 'line')
  address = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? ''
  expect(address).toBe(portalUrl)
})

afterEach(async () => {
  if (program.exitCode === null) {
    program.kill('SIGTERM')
    await once(program, 'exit')
  }
  await store.close()
  await database.drop()
})

async function linkInMail(): Promise<string> {
  const [name = ''] = (await readdir(join(folder, 'mail'))).filter((file) => file.endsWith('.eml'))
  const { text = '' } = await simpleParser(await readFile(join(folder, 'mail', name)))
  return /http\S+#\S+/.exec(text)?.[0] ?? ''
}

const accounts = () => store.read.selectFrom('accounts').selectAll().execute()

const post = (fields: Record<string, string>, headers = {}) =>
  fetch(`${address}/activeren`, { method: 'POST', body: new URLSearchParams(fields), headers })

test('whoever only opens the page changes nothing, and no page may be kept or send an address on', async () => {
  const before = await dumpDatabase(database.url)
  for (const path of ['/', '/activeren', '/activeren?token=x']) {
    const response = await fetch(address + path)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'nonce-[\w+/=]{24}';/,
      ),
    })
  }
  expect(await dumpDatabase(database.url)).toBe(before)
})

test('what is shown before anybody is known is in the language of the settings, whatever the browser wants', async () => {
  const english = { 'accept-language': 'en-GB,en;q=0.9' }
  const dead = await post({ token: 'x'.repeat(43) }, english)
  expect(dead.status).toBe(410)
  expect(await dead.text()).toContain('Deze link klopt niet.')
  expect(await (await fetch(address, { headers: english })).text()).toContain('Plak hier de link')
})

test('what is no page, no form of ours or asked by another name is refused without a word', async () => {
  expect((await fetch(`${address}/elders`)).status).toBe(404)
  expect((await fetch(`${address}/activeren`, { method: 'DELETE' })).status).toBe(404)
  expect((await post({ token: 'x'.repeat(10_000) })).status).toBe(413)
})

test('when the database is away the page says so, and the program tells it without token or password', async () => {
  const heard = once(createInterface(program.stderr), 'line')
  await store.record(async (write) => {
    await write.schema.alterTable('activations').renameTo('away').execute()
  })
  const response = await post({ token: 'geheim-token', password: 'geheim wachtwoord' })
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('Er ging iets mis.')
  expect(String(await heard)).not.toContain('geheim')
})

test('it ends with the program that started it, as npx may be killed alone', async () => {
  const port = new URL(await deadAddress()).port
  const args = [CLI, 'activate', 'try', '--config', config, '--port', port]
  const script = `
    const { spawn } = require('node:child_process')
    spawn(process.execPath, ${JSON.stringify(args)}, { stdio: ['ignore', 1, 'ignore'] })
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(parent.stdout, 'close')
  await once(parent.stdout, 'data')
  parent.kill('SIGKILL')
  await ended
})

test('a port that is taken is named with what to do', async () => {
  const port = new URL(address).port
  const { code, stderr } = await runCli(['activate', 'try', '--config', config, '--port', port])
  expect(code).toBe(2)
  expect(stderr).toBe(`Port ${port} can't be used (EADDRINUSE): give another with --port.\n`)
})

test('it ends on SIGTERM', async () => {
  program.kill('SIGTERM')
  expect(await once(program, 'exit')).toEqual([0, null])
})

describe.skipIf(!isThere(BROWSER))(`in Chromium (needs the package ${BROWSER})`, () => {
  let browser: BrowserContext
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await openBrowser(await temporaryFolder())
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    page = await browser.newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
  })
  afterEach(() => page.close())

  const choose = async (password: string) => {
    await page.getByLabel('Nieuw wachtwoord').fill(password)
    await page.getByRole('button', { name: 'Wachtwoord opslaan' }).click()
  }

  test('the link of a mail leads to an active account, and works once', async () => {
    const link = await linkInMail()
    await page.goto(link)
    expect(await page.getByLabel('Uw gebruikersnaam').inputValue()).toBe('zoe@ouders.example')
    await choose('te kort')
    expect(await page.getByRole('alert').textContent()).toContain('Kies minstens 12 tekens.')
    await choose(PASSWORD)
    await page.getByRole('heading', { name: 'Uw wachtwoord is opgeslagen' }).waitFor()
    const [account] = await accounts()
    expect(account).toMatchObject({ state: 'active' })
    expect(await isPassword(PASSWORD, account?.password_hash ?? '')).toBe(true)
    await page.goto('about:blank')
    await page.goto(link)
    await page.getByText('Met deze link is al een wachtwoord gekozen.').waitFor()
    expect(complaints.filter((one) => !/status of 4\d\d/.test(one))).toEqual([])
  })

  test('opening the link twice before that uses nothing up', async () => {
    const link = await linkInMail()
    const before = await dumpDatabase(database.url)
    for (const _ of [1, 2]) {
      await page.goto('about:blank')
      await page.goto(link)
      await page.getByLabel('Nieuw wachtwoord').waitFor()
    }
    expect(await dumpDatabase(database.url)).toBe(before)
    await choose(PASSWORD)
    await page.getByRole('heading', { name: 'Uw wachtwoord is opgeslagen' }).waitFor()
  })

  test('a link can be pasted on the first page, and the token is in no address that is asked for', async () => {
    const link = await linkInMail()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(address)
    await page.getByRole('textbox').fill(link.replace(address, 'https://portaal.example'))
    await page.getByRole('button').click()
    await page.getByLabel('Nieuw wachtwoord').waitFor()
    const sent = asked.map((url) => url.split('#')[0])
    expect(new Set(sent)).toEqual(new Set([`${address}/`, `${address}/activeren`]))
  })

  test('of two windows in which the link is open, the second is told that a password was chosen', async () => {
    const link = await linkInMail()
    const other = await browser.newPage()
    for (const one of [page, other]) await one.goto(link)
    await choose(PASSWORD)
    await page.getByRole('heading', { name: 'Uw wachtwoord is opgeslagen' }).waitFor()
    await other.getByLabel('Nieuw wachtwoord').fill('een ander wachtwoord')
    await other.getByRole('button').click()
    await other.getByText('Met deze link is al een wachtwoord gekozen.').waitFor()
    expect(await isPassword(PASSWORD, (await accounts())[0]?.password_hash ?? '')).toBe(true)
  })
})
