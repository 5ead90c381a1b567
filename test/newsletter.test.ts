import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../src/store/open.ts'
import { runCli } from './support/cli.ts'
import { addChild, addGuardian, addPlace } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'

let database: Database
let store: Store
let cwd: string

/** One more than goes out without being asked about. */
const MANY = 51

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const tree = await addPlace(store, 'De Boomhut')
  const child = await addChild(store, 'K0', tree, [{ from: '2024-09-02' }])
  await addGuardian(store, [child], { email: 'zoe@ouders.example' })
  const lily = await addPlace(store, 'De Lelie')
  for (let number = 1; number <= MANY; number += 1) {
    const id = await addChild(store, `K${number}`, lily, [{ from: '2024-09-02' }])
    await addGuardian(store, [id], { email: `ouder${number}@ouders.example` })
  }
  cwd = await temporaryFolder()
  const settings = { portalUrl: 'https://portaal.example', activationKey: 'ab'.repeat(32) }
  await writeFile(join(cwd, 'ouderportaal.yaml'), JSON.stringify(settings))
  await writeFile(join(cwd, 'march.md'), '# Nieuws van maart\n\nOp dinsdag eten wij soep.\n')
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

const send = (...args: string[]) =>
  runCli(['newsletter', 'send', ...args, '--at', '2026-03-02 09:00', '--database', database.url], { cwd })

const sent = async () => (await readdir(join(cwd, 'mail')).catch(() => [])).length

test('it goes to nobody when it is not said to whom, or twice', async () => {
  expect(await send('march.md')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--location NAME'),
  })
  expect(await send('march.md', '--all', '--location', 'De Lelie')).toMatchObject({ code: 2 })
  expect(await sent()).toBe(0)
})

test('a dry run says how many would get it, and sends nothing', async () => {
  const { code, stdout } = await send('march.md', '--all', '--dry-run')
  expect(code).toBe(0)
  expect(stdout).toContain('52 guardians: 52 due')
  expect(stdout).toContain('52 mails would be sent.')
  expect(await sent()).toBe(0)
})

test('more than 50 mails are asked about; with --yes they go, and again to nobody', async () => {
  const asked = await send('march.md', '--location', 'De Lelie')
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') })
  expect(await sent()).toBe(0)
  const { stdout } = await send('march.md', '--location', 'De Lelie', '--yes')
  expect(stdout).toContain('51 mails written to')
  expect(await sent()).toBe(51)
  const again = await send('march.md', '--all', '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({
    subject: 'Nieuws van maart',
    counts: { guardians: 52, due: 1, sentBefore: 51 },
    mails: { planned: 1, sent: 1 },
  })
  expect(await sent()).toBe(52)
  expect((await send('march.md', '--all')).stdout).toContain(
    '52 guardians: 0 due, 52 who had it before\nAll of them had it before: nothing to send.',
  )
})

test('what it says on the screen holds no address', async () => {
  const { stdout, stderr } = await send('march.md', '--all', '--subject', 'Soep', '--yes')
  expect(stdout).toContain('52 mails written to')
  expect(`${stdout}${stderr}`).not.toContain('@')
})

test('what a mail cannot hold is named with file and line, and nothing is sent', async () => {
  await writeFile(join(cwd, 'bad.md'), '# Nieuws\n\n<b>vet</b>\n\n![foto](https://x.example/a.png)\n')
  const before = await sent()
  const { code, stderr } = await send('bad.md', '--all', '--yes')
  expect(code).toBe(2)
  expect(stderr).toContain("bad.md:3: HTML can't be put in a mail.")
  expect(stderr).toContain("bad.md:5: a picture can't be put in a mail.")
  expect(await sent()).toBe(before)
})
