import { execFileSync } from 'node:child_process'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { isThere } from '../../test/support/programs.ts'
import { contentOfFile } from './content.ts'
import { readMedia } from './read-media.ts'
import { makeThumbnail } from './thumbnail.ts'

const SAMPLES = join(import.meta.dirname, 'samples')
const PHOTOS = ['camera.jpg', 'camera.png', 'phone.webp', 'phone.heic']
const FILMS = ['phone.mp4', 'phone.mov']

/** The sample as it is kept, in a file. */
async function kept(name: string, path = join(SAMPLES, name)): Promise<string> {
  const handle = await open(path)
  try {
    const media = await readMedia(contentOfFile(handle, (await handle.stat()).size))
    if ('code' in media) throw new Error(media.code)
    const target = join(await temporaryFolder(), name)
    const { content } = media
    await writeFile(target, typeof content === 'function' ? await buffer(content()) : content)
    return target
  } finally {
    await handle.close()
  }
}

function exiftool(...args: readonly string[]): string {
  return execFileSync('exiftool', args, { encoding: 'utf8' })
}

const withExiftool = test.skipIf(!isThere('exiftool'))

/** Whoever, wherever and with what it was taken, in any group of tags, MakerNotes among them. */
const TRACES =
  /gps|latitude|longitude|location|serial|make\b|model|software|creator|artist|author|description|comment|keywords|city|thumbnail|preview/i
/** What programs need to show a file, and exiftool's own words about it. */
const HARMLESS = /^(?:ExifTool|System|File|Composite|Track\d+)$|^QuickTime$/

withExiftool.each([...PHOTOS, ...FILMS])(
  'exiftool finds no place, person or device in %s, and nothing wrong with it',
  async (name) => {
    const tagsOf = (path: string): string[] => {
      const [tags] = JSON.parse(exiftool('-j', '-a', '-G1', '-ee', '-u', path)) as [Record<string, unknown>]
      return Object.keys(tags).filter((tag) => !HARMLESS.test(tag.split(':')[0] ?? '') && TRACES.test(tag))
    }
    expect(tagsOf(join(SAMPLES, name))).not.toEqual([])
    const path = await kept(name)
    expect(tagsOf(path)).toEqual([])
    const said = exiftool('-validate', '-warning', '-error', '-a', path).split('\n')
    // The standard wants tags in EXIF that say nothing which the picture does not.
    expect(
      said.filter((line) => /^(?:Warning|Error)/.test(line) && !line.includes('Missing required')),
    ).toEqual([])
  },
)

withExiftool(
  'exiftool finds nothing of what a maker hid in its own notes, in XMP, IPTC and a preview',
  async () => {
    const path = join(await temporaryFolder(), 'canon.jpg')
    await writeFile(
      path,
      await sharp({ create: { width: 64, height: 48, channels: 3, background: '#37a' } })
        .jpeg()
        .toBuffer(),
    )
    exiftool(
      ...[
        '-q',
        '-overwrite_original',
        '-Make=Canon',
        '-Model=Canon EOS R5',
        '-Canon:SerialNumber=77310042',
        '-Canon:OwnerName=Sofie',
      ],
      ...[
        '-InternalSerialNumber=SN-0042-7731',
        '-GPSLatitude=52.0116',
        '-GPSLatitudeRef=N',
        '-XMP:Location=Delft',
        '-IPTC:City=Delft',
      ],
      ...[
        `-ThumbnailImage<=${join(SAMPLES, 'progressive.jpg')}`,
        '-DateTimeOriginal=2026:01:12 10:15:00',
        path,
      ],
    )
    const target = await kept('canon.jpg', path)
    const tags = exiftool('-j', '-a', '-G1', '-u', target)
    expect(tags).not.toMatch(/Canon|7731|Sofie|Delft|52\.0|Thumbnail|Preview/)
    expect(tags).toContain('2026:01:12 10:15:00')
  },
)

async function pixelsOf(photo: string | Buffer): Promise<Buffer> {
  return sharp(photo).raw().toBuffer()
}

test.each(['camera.jpg', 'progressive.jpg', 'camera.png', 'phone.webp'])(
  '%s shows the same pixels',
  async (name) => {
    expect((await pixelsOf(await kept(name))).equals(await pixelsOf(join(SAMPLES, name)))).toBe(true)
  },
)

test.skipIf(!isThere('heif-convert'))(
  'libheif shows the same pixels of phone.heic, and no preview',
  async () => {
    const decoded = async (path: string) => {
      const target = join(await temporaryFolder(), 'decoded.png')
      execFileSync('heif-convert', [path, target])
      return pixelsOf(target)
    }
    const path = await kept('phone.heic')
    expect((await decoded(path)).equals(await decoded(join(SAMPLES, 'phone.heic')))).toBe(true)
    expect(execFileSync('heif-info', [join(SAMPLES, 'phone.heic')], { encoding: 'utf8' })).toContain(
      'thumbnail',
    )
    expect(execFileSync('heif-info', [path], { encoding: 'utf8' })).not.toContain('thumbnail')
  },
)

test.skipIf(!isThere('ffmpeg')).each(FILMS)(
  'ffmpeg plays the same pictures and sound of %s',
  async (name) => {
    const sums = (path: string) =>
      execFileSync(
        'ffmpeg',
        ['-v', 'error', '-i', path, '-map', '0:v', '-map', '0:a?', '-f', 'framemd5', '-'],
        { encoding: 'utf8' },
      )
    expect(sums(await kept(name))).toBe(sums(join(SAMPLES, name)))
  },
)

test('a thumbnail is a small upright JPEG with nothing but the picture in it', async () => {
  const large = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#37a' } })
    .jpeg()
    .withMetadata({ orientation: 6, exif: { IFD0: { Artist: 'Sofie' } } })
    .toBuffer()
  const thumbnail = await makeThumbnail(large)
  if (!thumbnail) throw new Error('no thumbnail')
  expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 480 })
  expect(thumbnail.includes('Sofie')).toBe(false)
})

test('what can not be decoded has no thumbnail', async () => {
  expect(await makeThumbnail(Buffer.from('no picture at all'))).toBeUndefined()
})
