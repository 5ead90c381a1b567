import pg from 'pg'
import type { Server } from '../../test/support/postgres-server.ts'

const COPY = 'bench_copy'

/** Makes an empty database and returns its address. */
export async function createDatabase(server: Server, name: string): Promise<string> {
  await query(server.urlOf('postgres'), `create database ${name}`)
  return server.urlOf(name)
}

/** Does the work in a copy of a database, which is gone afterwards. */
export async function inCopy<T>(server: Server, name: string, work: (url: string) => Promise<T>): Promise<T> {
  const admin = server.urlOf('postgres')
  await query(admin, `create database ${COPY} template ${name}`)
  try {
    return await work(server.urlOf(COPY))
  } finally {
    await query(admin, `drop database ${COPY} with (force)`)
  }
}

/** Runs one statement and returns its rows. */
export async function query(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
