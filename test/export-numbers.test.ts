import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyArchive } from '../src/archive/verify-archive.ts'
import { openStore } from '../src/store/open.ts'
import { runCli } from './support/cli.ts'
import { addChild, addGuardian, addPlace } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'

/* The planning package writes what it likes as the number of a child; the file of an export is named after it. */
const NUMBERS = ['12 34', '12/34', '../../12-34', '"12"\'34', '👶🏽', '7'.repeat(200), `${'7'.repeat(200)}8`]

let database: Database
let cwd: string

beforeAll(async () => {
  database = await freshDatabase()
  cwd = await temporaryFolder()
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const place = await addPlace(store, 'De Boomhut')
  for (const number of NUMBERS) {
    await addGuardian(store, [await addChild(store, number, place, [{ from: '2025-09-01' }])])
  }
  await store.close()
})

afterAll(() => database.drop())

test('a child of any number has an export of its own, whole and inside the folder', async () => {
  const files: string[] = []
  for (const number of NUMBERS) {
    const args = ['export', number, '--yes', '--at', '2026-03-09 12:00', '--json', '--database', database.url]
    const { code, stdout } = await runCli(args, { cwd })
    expect(code).toBe(0)
    const { child, files: made } = JSON.parse(stdout)
    expect(child).toBe(number)
    files.push(made[0].file)
  }
  expect(files.map(dirname)).toEqual(NUMBERS.map(() => join(cwd, 'exports')))
  expect(files.filter((file) => !/^[A-Za-z0-9-]{1,80}\.zip$/.test(basename(file)))).toEqual([])
  expect(await readdir(join(cwd, 'exports'))).toEqual(files.map((file) => basename(file)).toSorted())
  for (const file of files) expect((await verifyArchive(file)).problems).toEqual([])
})
