import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { pendingMigrations, requireMigrated } from './migrate.ts'
import { openStore } from './open.ts'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
})

const open = (path: string, dryRun = false) =>
  openStore({ database: `pglite:${path}`, schema: 'order', command: 'test', dryRun })

test.each([
  ['a file', 'file', 'ENOTDIR'],
  ['a folder that nobody can make', '/proc/nope/data', 'ENOENT'],
])('%s is no folder for a database', async (_what, path, code) => {
  await writeFile(join(folder, 'file'), '')
  const opening = open(path === 'file' ? join(folder, path) : path)
  await expect(opening).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(code) })
})

test('two names of one folder have one lock', async () => {
  await mkdir(join(folder, 'data'))
  await symlink(join(folder, 'data'), join(folder, 'link'))
  const store = await open(join(folder, 'data'))
  await expect(open(join(folder, 'link'))).rejects.toMatchObject({ exitCode: 75 })
  await store.close()
})

test('a dry run on a database that is not there yet sees its tables and makes no file', async () => {
  const store = await open(join(folder, 'data'), true)
  await requireMigrated(store)
  expect(await store.read.selectFrom('children').select('id').execute()).toEqual([])
  await store.close()
  expect(await readdir(folder)).toEqual([])
})

test('a dry run on a database that is behind does not bring it up to date', async () => {
  await (await open(join(folder, 'data'))).close()
  const store = await open(join(folder, 'data'), true)
  await expect(requireMigrated(store)).rejects.toThrow('ouderportaal db migrate')
  const pending = await pendingMigrations(store)
  expect([pending.at(0), pending.at(-1)]).toEqual(['0001-first', 'mail queue'])
  await store.close()
})
