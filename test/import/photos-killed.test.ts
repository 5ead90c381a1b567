import { once } from 'node:events'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import pg from 'pg'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { fingerprint } from '../../src/media/fingerprint.ts'
import { runCli, startCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freshDatabase } from '../support/postgres.ts'

const SAMPLES = join(import.meta.dirname, '../../src/media/samples')
const PHOTOS = 60
/** From before the first file to after the last one. */
const MOMENTS = [400, 900, 1300, 1700, 2200]

test('an import of photos that is killed again and again leaves nothing half, and then completes', async () => {
  const cwd = await temporaryFolder()
  await mkdir(join(cwd, 'fotos'))
  await copyFile(join(SAMPLES, 'phone.mov'), join(cwd, 'fotos/film.mov'))
  for (let number = 0; number < PHOTOS; number++) {
    const background = { r: number * 4, g: 120, b: 200 }
    const photo = sharp({ create: { width: 1600, height: 1200, channels: 3, background } })
    await writeFile(join(cwd, `fotos/IMG_20260112_${100_000 + number}.jpg`), await photo.jpeg().toBuffer())
  }
  const database = await freshDatabase()
  const args = ['import', 'photos', 'fotos', '--database', database.url, '-q', '--at', '2026-11-23 09:00']
  for (const moment of MOMENTS) {
    const child = startCli(args, { cwd })
    const ended = once(child, 'exit')
    await Promise.race([after(moment), ended])
    child.kill('SIGKILL')
    await ended
    await expectWhole(cwd, database.url)
  }
  expect(await runCli(args, { cwd })).toMatchObject({ code: 0, stderr: '' })
  expect(await expectWhole(cwd, database.url)).toBe(PHOTOS + 1)
  await database.drop()
}, 300_000)

/** Every file in the store is what its name says, and every photo in the database is in the store. Gives their number. */
async function expectWhole(cwd: string, url: string): Promise<number> {
  const media = join(cwd, 'media')
  const entries = await readdir(media, { recursive: true, withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = names.filter((name) => !/\.(?:part|jpg)$/.test(name))
  const there = new Set<string>()
  for (const file of files) {
    const [folder, rest] = file.split('/').slice(-2)
    expect((await fingerprint([await readFile(file)])).sha256).toBe(`${folder}${rest}`)
    there.add(`${folder}${rest}`)
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select sha256 from ouderportaal.photos')
  await client.end()
  expect(rows.filter(({ sha256 }) => !there.has(sha256))).toEqual([])
  return rows.length
}
