import { execFile } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { secondsOf } from '../import/contest.ts'
import { inCopy } from '../import/databases.ts'
import type { ExportsDone, ExportsJob } from './ours.ts'
import { ONE, type Stage, TEN } from './stage.ts'

const here = (file: string) => resolve(import.meta.dirname, file)
const start = promisify(execFile)

/** Seconds of `zip`, from its start to its end. */
export async function timeZip({ folder }: Stage): Promise<number> {
  const zip = join(folder, 'peer.zip')
  const seconds = await secondsOf(() => start('zip', ['-0', '-r', '-q', zip, 'media'], { cwd: folder }))
  await rm(zip)
  return seconds
}

/** Of programs in Node the seconds of their work, as they tell: how Node starts is the matter of another bench. */
async function timeNode({ folder }: Stage, file: string, args: readonly string[]): Promise<number> {
  const zip = join(folder, 'peer.zip')
  const { stdout } = await start(process.execPath, [here(file), ...args, zip])
  await rm(zip)
  return Number(stdout)
}

export const timeArchiver = (stage: Stage) => timeNode(stage, 'archiver-plain.ts', [stage.media])

export const timeAlone = (stage: Stage) => timeNode(stage, 'zip-alone.ts', [stage.media, stage.list])

export interface Whole {
  readonly whole: number
  readonly again: number
  readonly peakMb: number
}

export async function timeWhole(stage: Stage): Promise<Whole> {
  const { first, again } = await runExports(stage, [ONE], 1)
  return { whole: first, again, peakMb: Number(await readFile(join(stage.folder, 'peak'), 'utf8')) / 1024 }
}

/** Exports of all of the ten children, so many at once. */
export async function timeTen(stage: Stage, workers: number): Promise<number> {
  return (await runExports(stage, TEN, workers)).first
}

function runExports(stage: Stage, children: readonly string[], workers: number): Promise<ExportsDone> {
  return inCopy(stage.server, stage.ready, async (database) => {
    const folder = join(stage.folder, 'exports')
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder)
    const job: ExportsJob = { database, media: stage.media, folder, children, workers }
    const env = {
      ...process.env,
      NODE_OPTIONS: `--import ${here('../import/record-peak.mjs')}`,
      PEAK_MEMORY: join(stage.folder, 'peak'),
    }
    const { stdout } = await start(process.execPath, [here('ours.ts'), JSON.stringify(job)], { env })
    return JSON.parse(stdout)
  })
}
