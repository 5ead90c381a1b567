import { join } from 'node:path'
import { measurePeak } from './import/memory.ts'
import { writeFiles } from './import/organisation/write-files.ts'
import { memoryRow } from './import/rows.ts'
import { compareSpeed } from './import/speed.ts'
import { onStage } from './import/stage.ts'
import type { Measured } from './measure.ts'

const FULL = {
  size: { children: 100_000, contracts: 150_000 },
  rounds: 5,
  memory: { smaller: [10_000, 100_000], largest: 500_000 },
}

const QUICK = {
  size: { children: 10_000, contracts: 15_000 },
  rounds: 3,
  memory: { smaller: [1_000, 10_000], largest: 50_000 },
}

/** What an import of children and contracts takes, beside programs that load the same files and look at nothing. */
export function importFiles(quick: boolean): Promise<Measured> {
  const { size, rounds, memory } = quick ? QUICK : FULL
  return onStage(async (stage) => {
    const files = await writeFiles(join(stage.folder, 'speed'), size)
    const speed = await compareSpeed(stage, files, rounds)
    const smaller = []
    for (const rows of memory.smaller) smaller.push(await measurePeak(stage, rows))
    const largest = await measurePeak(stage, memory.largest)
    return { rows: [...speed, memoryRow(smaller, largest)], peakMemoryMb: Math.round(largest.megabytes) }
  })
}
