import pg from 'pg'
import { expect, test } from 'vitest'
import { type Database, freshDatabase } from './postgres.ts'

async function rows(database: Database, statement: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

test('every test file gets a database of its own, all at the same time', async () => {
  const databases = await Promise.all(Array.from({ length: 4 }, freshDatabase))
  const [one, other] = databases as [Database, Database]
  await rows(one, 'create table mine (id int)')
  expect(await rows(one, `select to_regclass('mine') is null`)).toEqual([[false]])
  expect(await rows(other, `select to_regclass('mine') is null`)).toEqual([[true]])
  await Promise.all(databases.map((database) => database.drop()))
  await expect(rows(one, 'select 1')).rejects.toThrow('does not exist')
})

test('a fresh database has the migrated schema, in UTF-8', async () => {
  const database = await freshDatabase()
  const tables = await rows(
    database,
    `select table_name from information_schema.tables where table_schema = 'ouderportaal' and table_name = 'children'`,
  )
  expect(tables).toEqual([['children']])
  expect(await rows(database, 'show server_encoding')).toEqual([['UTF8']])
  await database.drop()
})

test('a database can be dropped while somebody is still connected', async () => {
  const database = await freshDatabase()
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => {})
  await client.connect()
  await database.drop()
  await expect(rows(database, 'select 1')).rejects.toThrow('does not exist')
})
