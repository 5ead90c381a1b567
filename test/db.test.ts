import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from './support/cli.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'

let database: Database
let cwd: string

beforeEach(async () => {
  database = await freshDatabase()
  cwd = await temporaryFolder()
})

afterEach(() => database.drop())

const migrate = (...args: readonly string[]) => runCli(['db', 'migrate', ...args], { cwd })

const settings = (organisations: Readonly<Record<string, object>>) =>
  writeFile(
    join(cwd, 'ouderportaal.yaml'),
    JSON.stringify({ database: database.url, portalUrl: 'https://portaal.example', organisations }),
  )

test('the tables of each organisation are made, and a second time there is nothing to do', async () => {
  await settings({ noord: { organisation: 'Noord' }, zuid: { organisation: 'Zuid' } })
  const first = await migrate()
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toMatch(/^noord: 0001-first, .*mail queue\nzuid: 0001-first, .*mail queue\n$/)
  expect(await migrate()).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' })
  const { organisations } = JSON.parse((await migrate('--json')).stdout)
  expect(organisations).toEqual([
    { organisation: 'noord', migrations: [] },
    { organisation: 'zuid', migrations: [] },
  ])
})

test('what was done before one failed is said', async () => {
  const away = 'postgres://nobody@127.0.0.1:1/none'
  await settings({ noord: { organisation: 'Noord' }, zuid: { organisation: 'Zuid', database: away } })
  const { code, stdout } = await migrate()
  expect(code).toBe(75)
  expect(stdout).toMatch(/^noord: 0001-first/)
})
