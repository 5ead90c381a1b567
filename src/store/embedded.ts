import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { CompiledQuery, PGliteDialect } from 'kysely'
import { lockFolder } from './lock.ts'
import { parsers } from './types.ts'

/** PostgreSQL inside this process, in a folder, for one process at a time. */
export async function openEmbedded(folder: string, schema: string, command: string) {
  const release = lockFolder(folder, command)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const pglite = await PGlite.create(folder, { parsers: { ...parsers } })
    return { dialect: dialectOn(pglite, schema), driver: { pglite }, release }
  } catch (error) {
    release()
    throw error
  }
}

function dialectOn(pglite: PGlite, schema: string): PGliteDialect {
  return new PGliteDialect({
    pglite,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(`set search_path = ${schema}`))
      await connection.executeQuery(CompiledQuery.raw(`set time zone 'UTC'`))
    },
  })
}
