import { resolve } from 'node:path'

/*
 * Exports as the daemon makes them, in a process that runs already; each works in a thread of its own. What is shipped
 * is measured, not the source. Arguments: a job as JSON.
 */

export interface ExportsJob {
  readonly database: string
  readonly media: string
  readonly folder: string
  readonly children: readonly string[]
  readonly workers: number
}

export interface ExportsDone {
  /** The first time, and again when nothing changed. */
  readonly first: number
  readonly again: number
}

async function run({ database, media, folder, children, workers }: ExportsJob): Promise<ExportsDone> {
  const shipped = (file: string) => import(resolve(import.meta.dirname, '../../dist/src', file))
  const { openStore }: typeof import('../../src/store/open.ts') = await shipped('store/open.js')
  const { exportChild }: typeof import('../../src/jobs/export/export-child.ts') = await shipped(
    'jobs/export/export-child.js',
  )
  const { loadPolicy }: typeof import('../../src/policy/load.ts') = await shipped('policy/load.js')
  const { momentAtWall }: typeof import('../../src/rules/index.ts') = await shipped('rules/index.js')
  const { versions } = await loadPolicy('delangekeizer', resolve(import.meta.dirname, '../../policies'))
  const { signal } = new AbortController()
  const hands = {
    organisation: 'De Lange Keizer',
    policy: versions[0],
    media,
    folder,
    signal,
    elapsed: () => 0,
  }
  const store = await openStore({ database, schema: 'ouderportaal', command: 'bench' })
  const round = async () => {
    const waiting = [...children]
    const began = performance.now()
    const work = async () => {
      for (let child = waiting.shift(); child; child = waiting.shift()) {
        await exportChild(store, child, hands, momentAtWall('2026-03-09 12:00'))
      }
    }
    await Promise.all(Array.from({ length: workers }, work))
    return (performance.now() - began) / 1000
  }
  const done = { first: await round(), again: await round() }
  await store.close()
  return done
}

if (import.meta.main) process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? ''))))
