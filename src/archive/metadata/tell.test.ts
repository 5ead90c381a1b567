import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { isThere } from '../../../test/support/programs.ts'
import { takenOfMovie } from '../../media/film/film-facts.ts'
import { readBoxes } from '../../media/mp4.ts'
import { stripJpeg } from '../../media/strip-jpeg.ts'
import type { AlbumPhoto } from '../album.ts'
import { tellFacts } from './tell.ts'

/** Reads metadata and was written by others (Debian: libimage-exiftool-perl). */
const JUDGE = 'exiftool'
const sample = (name: string) => readFile(new URL(`../../media/samples/${name}`, import.meta.url))
const drawn = sharp({ create: { width: 33, height: 21, channels: 3, background: '#2a9d8f' } })

const FILES = [
  ['jpg', 'image/jpeg', stripJpeg(await sample('camera.jpg'))],
  ['jpg', 'image/jpeg', await sample('progressive.jpg')],
  ['png', 'image/png', await sample('camera.png')],
  ['png', 'image/png', await drawn.clone().png().toBuffer()],
  ['webp', 'image/webp', await drawn.clone().webp().toBuffer()],
  ['webp', 'image/webp', await drawn.clone().webp({ lossless: true }).toBuffer()],
  [
    'webp',
    'image/webp',
    await drawn
      .clone()
      .ensureAlpha(0.5)
      .withExif({ IFD0: { Orientation: '6' } })
      .webp()
      .toBuffer(),
  ],
  ['mp4', 'video/mp4', await sample('phone.mp4')],
] as const

const caption = 'Zand & water <é> "ja"\n👩‍👧 مرحبا'
const photo = (type: string, file: Buffer, changes: object = {}) =>
  ({ type, bytes: file.length, takenAt: '2025-06-03T10:15:42', caption, ...changes }) as unknown as AlbumPhoto
const told = (type: string, file: Buffer, changes: object = {}) => {
  const pieces = tellFacts(file, photo(type, file, changes))
  return pieces ? Buffer.concat(pieces) : file
}

/** What the judge says of a file: each tag with its value, and what it finds wrong. */
async function judged(bytes: Buffer, extension: string): Promise<Record<string, unknown>> {
  const path = join(await temporaryFolder(), `file.${extension}`)
  await writeFile(path, bytes)
  const flags = ['-json', '-validate', '-all', '-a', '-G1', '-api', 'QuickTimeUTC=1', '-n', path]
  const env = { ...process.env, TZ: 'Europe/Amsterdam' }
  return JSON.parse(execFileSync(JUDGE, flags, { encoding: 'utf8', env }))[0]
}

describe.skipIf(!isThere(JUDGE))(`told to another program (needs ${JUDGE})`, () => {
  for (const [index, [extension, type, file]] of FILES.entries()) {
    test(`${type} (${index}) says when it was taken and what is on it, and nothing is wrong with it`, async () => {
      const tags = await judged(told(type, file), extension)
      // Errors, warnings, minor ones. Of a JPEG it misses tags that only a camera can fill in.
      expect(tags['ExifTool:Validate']).toMatch(extension === 'jpg' ? /^0 \d+ 0$/ : /^0 0 0$/)
      expect(String(tags['ExifTool:Warning'] ?? 'Missing required')).toMatch(/^Missing required/)
      expect(tags['XMP-dc:Description']).toBe(caption)
      expect(tags['XMP-xmp:CreateDate']).toBe('2025:06:03 10:15:42+02:00')
      if (extension === 'mp4') return
      expect(tags['IFD0:ImageDescription']).toBe(caption)
      expect(tags['ExifIFD:DateTimeOriginal']).toBe('2025:06:03 10:15:42')
      expect(tags['ExifIFD:OffsetTimeOriginal']).toBe('+02:00')
    })
  }

  test('a film tells the time in all its headers', async () => {
    const tags = await judged(told('video/mp4', await sample('phone.mp4')), 'mp4')
    const times = Object.entries(tags).filter(
      ([name]) => /(Create|Creation)Date$/.test(name) && !name.startsWith('XMP'),
    )
    expect(times.length).toBeGreaterThanOrEqual(3)
    expect(new Set(times.map(([, time]) => time))).toEqual(new Set(['2025:06:03 10:15:42+02:00']))
  })
})

test.each(FILES.slice(0, 7))(
  'the picture of %s is the same to the bit, turned as it was',
  async (_, type, file) => {
    const pixels = (bytes: Buffer) => sharp(bytes).autoOrient().raw().toBuffer()
    const after = told(type, file)
    expect(after.equals(file)).toBe(false)
    expect((await pixels(after)).equals(await pixels(file))).toBe(true)
  },
)

test.each(FILES)('told twice, %s is the same as told once', async (extension, type, file) => {
  const once = told(type, file)
  if (extension === 'mp4') return
  expect(told(type, once).equals(once)).toBe(true)
})

test('a photo that says all that already is the very same', async () => {
  const file = told('image/jpeg', FILES[0][2], { caption: undefined })
  expect(told('image/jpeg', file, { caption: undefined })).toBe(file)
})

function movieIn(film: Buffer): Buffer {
  const movie = [...readBoxes(film, 0, film.length)].find(({ type }) => type === 'moov')
  return film.subarray(movie?.content, movie?.end)
}

test('the film itself does not move: only times change, and the caption is behind it', async () => {
  const film = await sample('phone.mp4')
  const after = told('video/mp4', film)
  const changed = [...film.keys()].filter((at) => film[at] !== after[at])
  expect(changed.length).toBeLessThan(8 * 4)
  expect(takenOfMovie(movieIn(after))).toBe('2025-06-03T10:15:42')
})

test.each([
  ['image/jpeg', Buffer.from('no picture')],
  ['image/png', Buffer.from('no picture, but long enough to have been one')],
  ['image/webp', Buffer.from('RIFF\xff\xff\xff\xffWEBP', 'latin1')],
  ['image/heic', Buffer.from('\0\0\0\x18ftypheic', 'latin1')],
  ['video/mp4', Buffer.from('\0\0\0\x02moov', 'latin1')],
  ['video/mp4', Buffer.from('\0\0\0\x10moov\0\0\0\x10trak', 'latin1')],
])('%s that makes no sense is passed on as it is', async (type, file) => {
  expect(told(type, file, { caption: undefined }).equals(file)).toBe(true)
})

test('a caption of any length fits, and is never cut inside a character', async () => {
  const after = told('image/jpeg', FILES[0][2], { caption: '&👣'.repeat(20_000) })
  expect((await sharp(after).metadata()).xmpAsString).toMatch(/&amp;👣(&amp;)?<\/rdf:li>/)
})

test('at the end of summer time an hour that comes twice is the first of both', async () => {
  const after = told('image/jpeg', FILES[0][2], { takenAt: '2025-10-26T02:30:00' })
  expect((await sharp(after).metadata()).xmpAsString).toContain('2025-10-26T02:30:00+02:00')
})
