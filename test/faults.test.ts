import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli, startCli } from './support/cli.ts'
import { dumpDatabase } from './support/dump.ts'
import { type Database, freshDatabase } from './support/postgres.ts'

/*
 * A command that is ended in the middle leaves nothing half done. Each is caught in the middle for
 * certain: the test holds a table that the import writes late, and waits until the import waits for it.
 */
const organisation = resolve(import.meta.dirname, '../fixtures/organisation')
const at = ['--at', '2026-03-02 06:00']

let database: Database
let holder: pg.Client

beforeEach(async () => {
  database = await freshDatabase()
  await imported('locations')
  await imported('groups')
  holder = new pg.Client({ connectionString: database.url })
  await holder.connect()
})

afterEach(async () => {
  await holder.end()
  await database.drop()
})

const cli = { cwd: organisation }
const arguments_ = (kind: string) => ['import', kind, `${kind}.csv`, ...at, '--database', database.url]
const imported = async (kind: string) => expect((await runCli(arguments_(kind), cli)).code).toBe(0)

interface Caught {
  readonly kill: (signal: NodeJS.Signals) => void
  /** Lets the held table go, and waits for the end. */
  readonly end: () => Promise<{ code: number | null; stderr: string }>
}

/** An import of children that has written some of its rows and waits for the test to go on. */
async function caughtImport(): Promise<Caught> {
  await holder.query('begin')
  await holder.query('lock table ouderportaal.child_guardians in share row exclusive mode')
  const command = startCli(arguments_('children'), cli)
  const ended = once(command, 'exit')
  const errors = text(command.stderr)
  command.stdout.resume()
  while (!(await isWaiting())) expect(command.exitCode).toBeNull()
  return {
    kill: (signal) => void command.kill(signal),
    async end() {
      await holder.query('commit')
      const [code] = await ended
      return { code, stderr: await errors }
    },
  }
}

async function isWaiting(): Promise<boolean> {
  const { rows } = await holder.query(
    "select pid from pg_locks join pg_class on pg_class.oid = relation where relname = 'child_guardians' and not granted",
  )
  return rows.length > 0
}

const rowsOf = async (table: string) =>
  Number((await holder.query(`select count(*) from ouderportaal.${table}`)).rows[0].count)

test('an import that is killed leaves nothing, and the next one does it all', async () => {
  const before = await dumpDatabase(database.url)
  const caught = await caughtImport()
  caught.kill('SIGKILL')
  await caught.end()
  expect(await dumpDatabase(database.url)).toBe(before)
  expect((await runCli(arguments_('children'), cli)).code).toBe(3)
  expect(await rowsOf('children')).toBe(57)
})

test('an import that is interrupted leaves nothing and ends with 130', async () => {
  const before = await dumpDatabase(database.url)
  const caught = await caughtImport()
  caught.kill('SIGINT')
  const { code, stderr } = await caught.end()
  expect(code).toBe(130)
  expect(stderr).toMatch(/^Interrupted/m)
  expect(await dumpDatabase(database.url)).toBe(before)
})

test('an import whose connection breaks leaves its row alone, says so without a stack, and ends with 75', async () => {
  const dump = async () =>
    (await dumpDatabase(database.url)).replace(/^\(.*,import-children,.*,failed,.*$\n?/m, '')
  const before = await dump()
  const caught = await caughtImport()
  await holder.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ouderportaal' and datname = current_database()",
  )
  const { code, stderr } = await caught.end()
  expect(code).toBe(75)
  expect(stderr).toContain('database')
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(await dump()).toBe(before)
  expect(await rowsOf("job_runs where outcome = 'failed'")).toBe(1)
})

test('an import that waits too long for another says so in a sentence, and ends with 75', async () => {
  const impatient = `${database.url}?lock_timeout=100`
  await holder.query('begin')
  await holder.query('lock table ouderportaal.children in share row exclusive mode')
  const { code, stderr } = await runCli([...arguments_('children'), '--database', impatient], cli)
  await holder.query('rollback')
  expect(stderr).toMatch(/^The database is busy/)
  expect(code).toBe(75)
})

test('a database without tables is refused on PostgreSQL, and says which command makes them', async () => {
  await holder.query('drop schema ouderportaal cascade')
  const { code, stderr } = await runCli(['job', 'list', '--database', database.url])
  expect(code).toBe(1)
  expect(stderr).toContain('ouderportaal db migrate')
})
