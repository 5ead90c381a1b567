import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { openProxy } from '../../test/support/proxy.ts'
import { migrate, pendingMigrations, requireMigrated } from './migrate.ts'
import { openStore, type Store } from './open.ts'
import { openServer } from './postgres.ts'

let database: Database
const stores: Store[] = []

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  await database.drop()
})

async function open(schema: string, change: (url: URL) => unknown = () => {}): Promise<Store> {
  const url = new URL(database.url)
  change(url)
  const store = await openStore({ database: url.href, schema, command: 'test' })
  stores.push(store)
  return store
}

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

const settingOf = async (store: Store, setting: string) => {
  const { rows } = await sql<{ value: string }>`select current_setting(${setting}) as value`.execute(
    store.admin,
  )
  return rows[0]?.value
}

test('options in the address stand beside our schema and time zone, not in their place', async () => {
  const store = await open('ouderportaal', ({ searchParams }) =>
    searchParams.set('options', '-c search_path=public -c TimeZone=Asia/Tokyo -c work_mem=9MB'),
  )
  expect(await settingOf(store, 'search_path')).toBe('ouderportaal')
  expect(await settingOf(store, 'timezone')).toBe('UTC')
  expect(await settingOf(store, 'work_mem')).toBe('9MB')
})

test('a schema may be called by a word of SQL', async () => {
  const store = await open('order')
  await migrate(store)
  await store.record((write) => write.insertInto('locations').values({ name: 'De Boomhut' }).execute())
  await requireMigrated(store)
})

test.each([
  ['a database that is not there', { pathname: '/nowhere' }],
  ['a user that is not there', { username: 'nobody' }],
])('%s is a mistake in the address', async (_what, change) => {
  await expect(open('ouderportaal', (url) => Object.assign(url, change))).rejects.toMatchObject({
    name: 'UserError',
    exitCode: 2,
  })
})

test('two that migrate at once make the tables once', async () => {
  await run('drop schema ouderportaal cascade; drop schema ouderportaal_queue cascade')
  const [one, other] = [await open('ouderportaal'), await open('ouderportaal')]
  const done = await Promise.all([migrate(one), migrate(other)])
  const [nothing, all] = done.toSorted((a, b) => a.length - b.length)
  expect(nothing).toEqual([])
  expect([all?.at(0), all?.at(-1)]).toEqual(['0001-first', 'mail queue'])
})

test('a queue that is missing is a migration that waits', async () => {
  await run('drop schema ouderportaal_queue cascade')
  const store = await open('ouderportaal')
  await expect(requireMigrated(store)).rejects.toThrow('mail queue')
  expect(await migrate(store)).toEqual(['mail queue'])
  expect(await pendingMigrations(store)).toEqual([])
})

test.each([
  ['tables', `insert into ouderportaal.kysely_migration values ('0999-later', '2027-01-01')`],
  ['a queue', 'update ouderportaal_queue.version set version = 9999'],
])('a database with %s of a later version is left alone', async (_what, statement) => {
  await run(statement)
  const store = await open('ouderportaal')
  await expect(requireMigrated(store)).rejects.toThrow('newer than this program')
  await expect(migrate(store)).rejects.toThrow('newer than this program')
})

test('organisations that share connections see each their own rows, also side by side', async () => {
  const server = openServer(database.url)
  const names = ['ouderportaal', 'keizer', 'kion', 'order']
  const shared = await Promise.all(
    names.map((schema) => openStore({ database: database.url, schema, command: 'test', server })),
  )
  for (const store of shared) await migrate(store)
  const rounds = Array.from({ length: 40 }, (_, round) => shared[round % shared.length] as Store)
  await Promise.all(
    rounds.map((store, round) =>
      store.record((write) =>
        write
          .insertInto('locations')
          .values({ name: `${store.schema} ${round}` })
          .execute(),
      ),
    ),
  )
  for (const store of shared) {
    const rows = await store.read.selectFrom('locations').select('name').execute()
    expect(rows).toHaveLength(10)
    expect(rows.every(({ name }) => name.startsWith(`${store.schema} `))).toBe(true)
    await store.close()
  }
  await server.close()
})

test('a server that is broken off takes back what had begun, and its connections are gone', async () => {
  const server = openServer(database.url)
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test', server })
  const begun = Promise.withResolvers<void>()
  const work = store.record(async (write) => {
    await write.insertInto('locations').values({ name: 'De Boomhut' }).execute()
    begun.resolve()
    await sql`select pg_sleep(60)`.execute(write)
  })
  await begun.promise
  server.abort()
  await expect(work).rejects.toThrow(/terminated|closed/)
  expect(await store.read.selectFrom('locations').select('name').execute()).toEqual([])
  await server.close()
})

test('of many organisations in one database a migration looks at its own tables in its own schema', async () => {
  await migrate(await open('other'))
  const own = await open('ouderportaal')
  const tables = await own.admin.introspection.getTables()
  expect(new Set(tables.map(({ schema }) => schema))).toEqual(new Set(['ouderportaal']))
  expect(tables.map(({ name }) => name).sort()).toEqual(['kysely_migration', 'kysely_migration_lock'])
})

test('a server that stands still does not answer a ping, and nobody waits for it for long', async () => {
  const { hostname: host, port } = new URL(database.url)
  const proxy = await openProxy({ host, port: Number(port) })
  const url = Object.assign(new URL(database.url), { port: String(proxy.port) })
  const server = openServer(url.href)
  await server.ping()
  proxy.freeze()
  await expect(server.ping()).rejects.toMatchObject({ exitCode: 75 })
  await proxy.shut()
  await server.close()
}, 20_000)
