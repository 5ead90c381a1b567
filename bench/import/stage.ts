import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Server, startServer } from '../../test/support/postgres-server.ts'
import { createDatabase } from './databases.ts'
import { writeFiles } from './organisation/write-files.ts'
import { importPlaces } from './ours.ts'
import { createPlainTables } from './peers/plain-tables.ts'

/** Where the bench takes place: a server and a folder of its own. */
export interface Stage {
  readonly server: Server
  readonly folder: string
  /** The name of a database that is ready for children and contracts. */
  readonly ready: string
  /** The name of one with the plain tables of the peers. */
  readonly plain: string
}

/** Does the work on a stage that is gone afterwards. */
export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  // As PostgreSQL is delivered: with fsync off only the yardstick gets faster.
  const server = await startServer({})
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-bench-'))
  try {
    const stage = { server, folder, ready: 'bench_ready', plain: 'bench_plain' }
    const empty = await writeFiles(join(folder, 'empty'), { children: 0, contracts: 0 })
    await importPlaces(empty, await createDatabase(server, stage.ready))
    await createPlainTables(await createDatabase(server, stage.plain))
    return await work(stage)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
