import { join } from 'node:path'
import { inCopy } from './databases.ts'
import { writeFiles } from './organisation/write-files.ts'
import { importBoth } from './ours.ts'
import type { Peak } from './rows.ts'
import type { Stage } from './stage.ts'

/** The most memory that our process ever has with this many children and as many contracts, new and again unchanged. */
export async function measurePeak({ server, ready, folder }: Stage, rows: number): Promise<Peak> {
  const files = await writeFiles(join(folder, `memory-${rows}`), { children: rows, contracts: rows })
  return inCopy(server, ready, async (url) => {
    const first = await importBoth(files, url, 'created')
    const unchanged = await importBoth(files, url, 'unchanged')
    return { rows, megabytes: Math.max(first.peakMb, unchanged.peakMb) }
  })
}
