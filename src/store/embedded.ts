import { setFlagsFromString } from 'node:v8'
import { PGlite } from '@electric-sql/pglite'
import { CompiledQuery, PGliteDialect } from 'kysely'
import { EXIT, UserError } from '../errors.ts'
import { orRefuse, prepareFolder } from './data-folder.ts'
import { lockFolder } from './lock.ts'
import { quoted } from './schema-name.ts'
import { parsers } from './types.ts'

// V8 would compile PostgreSQL's interpreter anew, for 2.5 s and 350 MB, in nearly every command, and no process ends
// before such work is done. Without it only imports of more than some 10,000 rows take longer (20,000: 8 s, not 6).
setFlagsFromString('--no-wasm-tier-up')
setFlagsFromString('--no-wasm-dynamic-tiering')

/** PostgreSQL inside this process, in a folder, for one process at a time. */
export async function openEmbedded(path: string, schema: string, command: string) {
  const folder = prepareFolder(path)
  const release = orRefuse(folder, () => lockFolder(folder, command))
  try {
    const pglite = await startIn(folder)
    return { dialect: dialectOn(pglite, schema), driver: { pglite }, release }
  } catch (error) {
    release()
    throw error
  }
}

/** The same in memory, gone when it is closed. */
export async function openInMemory(schema: string) {
  const pglite = await PGlite.create({ parsers: { ...parsers } })
  return { dialect: dialectOn(pglite, schema), driver: { pglite }, release: () => {} }
}

/** What PGlite throws need not be an Error, and names neither the folder nor what to do. */
async function startIn(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create(folder, { parsers: { ...parsers } })
  } catch (error) {
    throw new UserError(
      `The database in ${folder} can't be opened (${String((error as Error).message ?? error)}): give another folder as pglite:FOLDER, or put a backup of this one back.`,
      EXIT.failed,
    )
  }
}

function dialectOn(pglite: PGlite, schema: string): PGliteDialect {
  return new PGliteDialect({
    pglite,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(`set search_path = ${quoted(schema)}`))
      await connection.executeQuery(CompiledQuery.raw(`set time zone 'UTC'`))
    },
  })
}
