import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Album } from '../src/archive/album.ts'
import { fingerprint } from '../src/media/fingerprint.ts'
import { isThere, ZIP_JUDGES } from '../test/support/programs.ts'
import type { BigOne } from './export/big-one.ts'
import type { Measured, Row } from './measure.ts'

const start = promisify(execFile)

const MOST_MB = 300
const MOST_DESCRIPTORS = 50

interface Case {
  readonly what: string
  readonly count: number
  /** The first; each other one is a byte larger, so that no two are the same. */
  readonly bytes: number
  readonly type: 'image/jpeg' | 'video/mp4'
}

const CASES: readonly Case[] = [
  { what: '5 GiB in photos', count: 5_120, bytes: 2 ** 20, type: 'image/jpeg' },
  { what: '70,000 small photos', count: 70_000, bytes: 1, type: 'image/jpeg' },
  { what: 'one video of more than 4 GiB', count: 1, bytes: 2 ** 32 + 1, type: 'video/mp4' },
]

/** Exports beyond what a ZIP could hold at first: whether they are whole to every judge, and what they take. */
export async function bigExports(quick: boolean): Promise<Measured> {
  const rows: Row[] = []
  for (const one of CASES) rows.push(await tryOne(quick ? { ...one, count: Math.ceil(one.count / 10) } : one))
  return { rows, peakMemoryMb: Math.round(Math.max(...rows.map(({ ours }) => ours))) }
}

async function tryOne(one: Case): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-bench-'))
  try {
    const [album, media, zip] = ['album.json', 'media', 'a.zip'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    await writeFile(album, JSON.stringify(await albumOf(one, media)))
    const env = {
      ...process.env,
      NODE_OPTIONS: `--import ${resolve(import.meta.dirname, 'import/record-peak.mjs')}`,
      PEAK_MEMORY: join(folder, 'peak'),
    }
    const program = resolve(import.meta.dirname, 'export/big-one.ts')
    const { stdout } = await start(process.execPath, [program, album, media, zip], { env })
    const peakMb = Number(await readFile(join(folder, 'peak'), 'utf8')) / 1024
    return await rowOf(one, JSON.parse(stdout), peakMb, zip)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function rowOf(
  { what }: Case,
  { descriptors, seconds, lost }: BigOne,
  peakMb: number,
  zip: string,
): Promise<Row> {
  const judges = ZIP_JUDGES.filter(([, program]) => isThere(program))
  const against: string[] = []
  for (const [judge, program, args] of judges) {
    await start('sh', ['-c', '"$0" "$@" > /dev/null', program, ...args, zip]).catch(() => against.push(judge))
  }
  const verdict =
    against.length > 0 ? `NOT whole to ${against.join(', ')}` : `whole to ${judges.length} judges`
  return {
    what: `${what} in ${Math.round(seconds)} s, ${descriptors} descriptors, ${verdict}`,
    ours: peakMb,
    unit: 'MB at most',
    peers: [],
    goal: `at most ${MOST_MB} MB, under ${MOST_DESCRIPTORS} descriptors, whole to every judge`,
    holds: peakMb <= MOST_MB && descriptors < MOST_DESCRIPTORS && against.length + lost === 0,
  }
}

async function albumOf({ count, bytes, type }: Case, media: string): Promise<Album> {
  const photos: Album['photos'][number][] = []
  for (let index = 0; index < count; index += 1) {
    const minute = new Date(Date.UTC(2025, 0, 1, 0, index))
      .toISOString()
      .slice(0, 19) as Album['photos'][number]['takenAt']
    photos.push({ ...(await writeHole(media, bytes + index)), type, takenAt: minute, group: 'Bijtjes' })
  }
  const child = { id: '0301', name: 'Noor' }
  const period = { from: '2025-01-01', until: '2026-03-13' } as const
  return { organisation: 'De Lange Keizer', child, language: 'nl', period, photos, diary: [], leftOut: [] }
}

/** A file with nothing in it, which takes no place on the disk but what it is copied into. */
async function writeHole(media: string, bytes: number) {
  await mkdir(media, { recursive: true })
  const path = join(media, 'hole')
  const handle = await open(path, 'w')
  await handle.truncate(bytes)
  await handle.close()
  const file = await fingerprint(createReadStream(path, { highWaterMark: 2 ** 20 }))
  const target = join(media, file.sha256.slice(0, 2), file.sha256.slice(2))
  await mkdir(dirname(target), { recursive: true })
  await rename(path, target)
  return file
}
