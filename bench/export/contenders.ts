import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { runCli } from '../../test/support/cli.ts'
import { secondsOf } from '../import/contest.ts'
import { inCopy } from '../import/databases.ts'
import { ONE, type Stage, TEN } from './stage.ts'

const AT = '2026-03-09 12:00'
const HOUR = 3_600_000
const here = (file: string) => resolve(import.meta.dirname, file)

/** Seconds of a program that puts the photos into a ZIP, which is gone afterwards. */
async function timeProgram(
  { folder }: Stage,
  program: string,
  args: (zip: string) => string[],
): Promise<number> {
  const zip = join(folder, 'peer.zip')
  const seconds = await secondsOf(async () => {
    const child = spawn(program, args(zip), { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`${program} ended with ${code}`)
  })
  await rm(zip)
  return seconds
}

export const timeZip = (stage: Stage) => timeProgram(stage, 'zip', (zip) => ['-0', '-r', '-q', zip, 'media'])

export const timeArchiver = (stage: Stage) =>
  timeProgram(stage, process.execPath, (zip) => [here('archiver-plain.ts'), stage.media, zip])

export const timeAlone = (stage: Stage) =>
  timeProgram(stage, process.execPath, (zip) => [here('zip-alone.ts'), stage.media, stage.list, zip])

export interface Whole {
  readonly whole: number
  readonly again: number
  readonly peakMb: number
}

/** One export as a user types it, and the same again. */
export function timeWhole(stage: Stage): Promise<Whole> {
  return withCopy(stage, async (run) => {
    const whole = await secondsOf(() => run(ONE))
    const peakMb = Number(await readFile(join(stage.folder, 'peak'), 'utf8')) / 1024
    return { whole, again: await secondsOf(() => run(ONE)), peakMb }
  })
}

/** All of the ten children, so many at once. */
export function timeTen(stage: Stage, workers: number): Promise<number> {
  return withCopy(stage, (run) =>
    secondsOf(async () => {
      const waiting = [...TEN]
      const work = async () => {
        for (let child = waiting.shift(); child; child = waiting.shift()) await run(child)
      }
      await Promise.all(Array.from({ length: workers }, work))
    }),
  )
}

function withCopy<T>(stage: Stage, work: (run: (child: string) => Promise<void>) => Promise<T>): Promise<T> {
  const { server, ready, folder } = stage
  return inCopy(server, ready, async (url) => {
    await rm(join(folder, 'exports'), { recursive: true, force: true })
    await mkdir(join(folder, 'exports'))
    const env = {
      NODE_OPTIONS: `--import ${here('../import/record-peak.mjs')}`,
      PEAK_MEMORY: join(folder, 'peak'),
    }
    return work(async (child) => {
      const args = ['export', child, '--at', AT, '--quiet', '--database', url]
      const { code, stderr } = await runCli(args, { cwd: folder, env, limitMs: HOUR })
      if (code !== 0) throw new Error(`the export of ${child} ended with ${code}: ${stderr}`)
    })
  })
}
