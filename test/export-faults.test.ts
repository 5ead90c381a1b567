import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdir, readdir, rm, symlink, truncate } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { verifyArchive } from '../src/archive/verify-archive.ts'
import { openStore, type Store } from '../src/store/open.ts'
import { runCli, startCli } from './support/cli.ts'
import { addChild, addGuardian, addPlace, type Place } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { addPhoto, pathIn } from './support/keepsakes.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { isThere } from './support/programs.ts'

/* Whatever happens to files, disk and process: an export ends, and what has the name of one is whole. */

const LARGE = 9 * 1024 * 1024
const ROOT = process.getuid?.() === 0

let database: Database
let store: Store
let place: Place
let cwd: string
let exports: string
let media: string

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut')
}, 300_000)

beforeEach(async () => {
  cwd = await temporaryFolder()
  exports = join(cwd, 'exports')
  media = join(cwd, 'media')
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

let children = 0
/** A child with a photo of each content. */
async function childWith(...contents: readonly (Buffer | string)[]) {
  children += 1
  const number = `N${children}`
  const child = await addChild(store, number, place, [{ from: '2025-09-01', until: '2026-03-13' }])
  await addGuardian(store, [child])
  const photos: string[] = []
  for (const content of contents) {
    const unique = Buffer.concat([Buffer.from(`${number} `), Buffer.from(content)])
    photos.push(pathIn(media, await addPhoto(store, media, place, { content: unique, children: [child] })))
  }
  return { number, photos }
}

const argsFor = (child: string) => ['export', child, '--at', '2026-03-09 12:00', '--database', database.url]
const run = (child: string, ...flags: string[]) => runCli([...argsFor(child), ...flags], { cwd })

/** What is in the folder of exports; each ZIP in it must be whole. */
async function whatIsThere(): Promise<readonly string[]> {
  const names = await readdir(exports).catch(() => [])
  for (const name of names.filter((one) => one.endsWith('.zip'))) {
    expect((await verifyArchive(join(exports, name))).problems).toEqual([])
  }
  return names
}

const inPlaceOf = async (path: string, put: () => unknown) => {
  await rm(path)
  await put()
}

test.skipIf(!isThere('mkfifo'))(
  'files of every bad kind are left out, counted and told, and the rest is whole (needs mkfifo)',
  async () => {
    const large = Buffer.alloc(LARGE, 'film')
    const { number, photos } = await childWith(
      'good',
      'gone',
      'cut',
      'empty',
      'longer',
      'link',
      'pipe',
      'folder',
      large,
    )
    const [, gone, cut, empty, longer, link, pipe, folder, film] = photos as [string, ...string[]]
    await rm(gone as string)
    await truncate(cut as string, 2)
    await truncate(empty as string)
    await appendFile(longer as string, 'x')
    await inPlaceOf(link as string, () => symlink('/etc/passwd', link as string))
    await inPlaceOf(pipe as string, () => execFileSync('mkfifo', [pipe as string]))
    await inPlaceOf(folder as string, () => mkdir(folder as string))
    await truncate(film as string, LARGE - 1)
    const { code, stdout } = await run(number)
    expect(stdout).toContain(': 1 photo or video')
    expect(stdout).toContain('left out 1: the file is missing')
    expect(stdout).toContain('left out 7: the file is damaged')
    expect(code).toBe(3)
    expect(await whatIsThere()).toHaveLength(1)
  },
)

test.skipIf(ROOT)(
  'a file that may not be read is left out and told (needs a user who is not root)',
  async () => {
    const { number, photos } = await childWith('good', 'secret')
    execFileSync('chmod', ['000', photos[1] ?? ''])
    expect(await run(number)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('left out 1: the file is damaged'),
    })
  },
)

test('a file store that is gone ends with 1, and no ZIP says that all photos are missing', async () => {
  const { number } = await childWith('good')
  await rm(media, { recursive: true })
  const { code, stderr } = await run(number)
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('cannot read the file store') })
  expect(await whatIsThere()).toEqual([])
})

/** Whether this user can mount a disk of 4 MB there. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.skipIf(!ROOT)(
  'a full disk ends with 1 and a sentence, and nothing stays (needs root, to mount one)',
  async (context) => {
    const { number } = await childWith(Buffer.alloc(LARGE, 'film'), 'good')
    await mkdir(exports)
    if (!mountSmallDisk(exports)) return context.skip('nothing can be mounted here')
    try {
      const { code, stderr } = await run(number)
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('the disk is full') })
      expect(await whatIsThere()).toEqual([])
    } finally {
      execFileSync('umount', [exports])
    }
  },
)

test('a limit on the size of files ends with 1 and a sentence, and nothing stays', async () => {
  const { number } = await childWith(Buffer.alloc(LARGE, 'film'))
  const binary = resolve(import.meta.dirname, '../dist/bin/ouderportaal.js')
  const limited = 'ulimit -f 4096; exec "$0" "$@"'
  const child = spawn('sh', ['-c', limited, process.execPath, binary, ...argsFor(number)], { cwd })
  let stderr = ''
  child.stderr.on('data', (text) => {
    stderr += text
  })
  const [code] = await once(child, 'exit')
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('EFBIG') })
  expect(await whatIsThere()).toEqual([])
})

test('a command that is interrupted ends with 130, and nothing stays', async () => {
  const { number } = await childWith(
    ...Array.from({ length: 8 }, (_, index) => Buffer.alloc(LARGE, `film ${index}`)),
  )
  const child = startCli(argsFor(number), { cwd })
  const ended = once(child, 'exit')
  await untilStarted(() => child.kill('SIGINT'), ended)
  const [code] = await ended
  expect(code).toBe(130)
  expect(await whatIsThere()).toEqual([])
})

/** Calls when the part of a ZIP is there, or when the command has ended by itself. */
async function untilStarted(call: () => void, ended: Promise<unknown>): Promise<void> {
  let over = false
  ended.finally(() => {
    over = true
  })
  while (!over && !(await readdir(exports).catch(() => [])).some((name) => name.endsWith('.part')));
  call()
}

/** Numbers from 0 to 1, the same in every run. */
function* seeded(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    yield state / 2 ** 31
  }
}

test('killed at any moment, what has the name of a ZIP is whole, and the next run ends well', {
  timeout: 300_000,
}, async () => {
  const { number } = await childWith(
    ...Array.from({ length: 4 }, (_, index) => Buffer.alloc(LARGE, `film ${index}`)),
  )
  const began = performance.now()
  await run(number)
  const took = performance.now() - began
  const random = seeded(7)
  for (let round = 0; round < 8; round += 1) {
    await rm(exports, { recursive: true, force: true })
    const child = startCli(argsFor(number), { cwd })
    const ended = once(child, 'exit')
    // From before the ZIP is begun until after it has its name.
    const kill = setTimeout(() => child.kill('SIGKILL'), took * (0.3 + 0.8 * random.next().value))
    await ended
    clearTimeout(kill)
    await whatIsThere()
  }
  expect((await run(number)).code).toBe(0)
  expect(await whatIsThere()).toEqual([expect.stringMatching(/^kind-N\d+-[0-9a-f]{8}\.zip$/)])
})
