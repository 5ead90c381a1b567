import { execFileSync } from 'node:child_process'
import { createCipheriv } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPhotos } from '../../src/jobs/import/photos/open-photos.ts'
import { temporaryFolder } from '../support/folder.ts'
import { zipOf } from '../support/zip.ts'
import { countsOf, fixture, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

const SAMPLES = join(import.meta.dirname, '../../src/media/samples')

let imports: Imports
let folder: string
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
  await imports.run('children', await fixture('cases/base-children.csv'))
  for (const name of await readdir(imports.media)) await rm(join(imports.media, name), { recursive: true })
  folder = await temporaryFolder()
})

async function put(sample: string, name = sample): Promise<void> {
  await mkdir(join(folder, name, '..'), { recursive: true })
  await copyFile(join(SAMPLES, sample), join(folder, name))
}

async function bringIn(path = folder, tags?: string, dryRun = false) {
  const options = { today: '2026-11-23' } as const
  const photos = await openPhotos(path, tags === undefined ? undefined : Buffer.from(tags), options)
  if (!photos) throw new Error('neither a folder nor a ZIP')
  try {
    return await imports.run('photos', photos.bytes, { photos, dryRun })
  } finally {
    await photos.source.close()
  }
}

function names() {
  return imports.rows(`select name, (select array_agg(number order by 1) from children where id = any (child_ids)) as
    children from photo_names order by name`)
}

test('every photo and film in a folder and its folders goes in, with all that is known of it', async () => {
  for (const name of ['camera.jpg', 'camera.png', 'phone.mp4']) await put(name)
  await put('phone.heic', '2026/januari/phone.heic')
  await put('phone.mov', '2026/januari/film van het feest.MOV')
  await put('phone.webp', '2026/phone.jpg')
  for (const name of ['.DS_Store', 'Thumbs.db', '._camera.jpg'])
    await writeFile(join(folder, name), 'of the system')
  const report = await bringIn()
  expect(countsOf(report)).toEqual([6, 0, 0, 0, 0])
  expect(
    await imports.rows(
      'select file_name, type, width, height, orientation, taken_from from photos order by 1',
    ),
  ).toEqual([
    {
      file_name: '2026/januari/film van het feest.MOV',
      type: 'video/quicktime',
      width: 64,
      height: 48,
      orientation: 1,
      taken_from: 'exif',
    },
    {
      file_name: '2026/januari/phone.heic',
      type: 'image/heic',
      width: 96,
      height: 64,
      orientation: 1,
      taken_from: 'exif',
    },
    {
      file_name: '2026/phone.jpg',
      type: 'image/webp',
      width: 96,
      height: 64,
      orientation: 6,
      taken_from: 'exif',
    },
    { file_name: 'camera.jpg', type: 'image/jpeg', width: 16, height: 8, orientation: 6, taken_from: 'exif' },
    {
      file_name: 'camera.png',
      type: 'image/png',
      width: 4,
      height: 4,
      orientation: null,
      taken_from: 'exif',
    },
    { file_name: 'phone.mp4', type: 'video/mp4', width: 32, height: 32, orientation: 1, taken_from: 'exif' },
  ])
  expect(report.findings.map(({ code, message }) => [code, message])).toEqual([
    [
      'untagged-files',
      expect.stringMatching(/^6 files without a row in the tags: .+"ouderportaal photo list --untagged"/),
    ],
    ['no-thumbnail', expect.stringMatching(/^\d files that cannot be shown small here/)],
  ])
})

test('the same folder again changes nothing, and neither do the same photos in another one', async () => {
  for (const name of ['camera.jpg', 'phone.mov', 'phone.webp']) await put(name)
  await bringIn()
  const before = await imports.content()
  expect(countsOf(await bringIn())).toEqual([0, 0, 3, 0, 0])
  expect(await imports.content()).toBe(before)
  const { assumed, findings } = await bringIn()
  expect(assumed).toBeNull()
  expect(findings.map(({ code }) => code)).toEqual(['untagged-files'])
})

test('one photo under two names in a folder is one photo and a duplicate', async () => {
  await put('camera.jpg')
  await put('camera.jpg', 'kopie/camera.jpg')
  expect(countsOf(await bringIn())).toEqual([1, 0, 0, 1, 0])
  expect(await names()).toEqual([
    { name: 'camera.jpg', children: null },
    { name: 'kopie/camera.jpg', children: null },
  ])
})

test('tags find their file by its whole name or by its last part; the rest of the folder goes in without', async () => {
  await put('camera.jpg', '2026/een.jpg')
  await put('camera.png', '2026/twee.png')
  await put('phone.webp', 'drie.webp')
  const report = await bringIn(folder, 'bestand;kindnummers\neen.jpg;B001\n2026/twee.png;B001 B002')
  expect(countsOf(report)).toEqual([3, 0, 0, 0, 0])
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^1 file without a row in the tags/),
  ])
  expect(await names()).toEqual([
    { name: '2026/een.jpg', children: ['B001'] },
    { name: '2026/twee.png', children: ['B001', 'B002'] },
    { name: 'drie.webp', children: null },
  ])
})

test('a folder that is brought in without tags leaves what is known of its photos', async () => {
  await put('camera.jpg')
  await bringIn(
    folder,
    'bestand;kindnummers;groep;bijschrift;tijdstip\ncamera.jpg;B001;Vlinders;In de tuin;03-06-2025 10:15',
  )
  const before = await imports.content()
  expect(countsOf(await bringIn())).toEqual([0, 0, 1, 0, 0])
  expect(countsOf(await bringIn(folder, 'bestand;kindnummers\n'))).toEqual([0, 0, 1, 0, 0])
  expect(await imports.content()).toBe(before)
})

test('what is wrong in the tags has its line there, what is wrong with another file its name', async () => {
  await put('camera.jpg')
  await writeFile(join(folder, 'leeg.jpg'), '')
  await writeFile(join(folder, 'notitie.txt'), 'no photo at all')
  await writeFile(join(folder, 'half.jpg'), (await readFile(join(SAMPLES, 'camera.jpg'))).subarray(0, 900))
  await put('camera.png', 'a/zelfde.png')
  await put('phone.webp', 'b/zelfde.png')
  const tags = 'bestand;kindnummers\nweg.jpg;B001\nzelfde.png;B001\ncamera.jpg;B999'
  const report = await bringIn(folder, tags)
  expect(
    report.findings.filter(({ severity }) => severity === 'rejected').map(({ message }) => message),
  ).toEqual([
    'Line 2, column bestand: "weg.jpg" is not in the folder with the photos; add the file, or name its folder with --folder.',
    'Line 3, column bestand: "zelfde.png" is the name of more than one file; write its folder before it, as folder/name.',
    'Line 4, column kindnummers: "B999" is not a child that is known here; import the child first.',
    'half.jpg is damaged: it ends too early; copy it from the camera again.',
    'leeg.jpg is empty; copy it from the camera again.',
    'notitie.txt is not a JPEG, PNG, WebP, HEIC, MP4 or MOV; save it as one of these.',
  ])
  expect(countsOf(report)).toEqual([2, 0, 0, 0, 6])
})

test.skipIf(process.platform === 'win32')(
  'a link, a pipe and a folder behind a link are named, and nobody waits',
  async () => {
    await put('camera.jpg')
    await symlink(join(SAMPLES, 'camera.png'), join(folder, 'link.png'))
    await symlink(SAMPLES, join(folder, 'map'))
    execFileSync('mkfifo', [join(folder, 'pijp.jpg')])
    const report = await bringIn()
    expect(placesOf(report).filter((place) => !/untagged/.test(place))).toEqual([
      '3 bestand link',
      '4 bestand link',
      '5 bestand no-file',
    ])
    expect(report).toMatchObject({ rows: 4, created: 1, rejected: 3 })
  },
)

test('accents are accents, however a system writes them, and so are spaces', async () => {
  await put('camera.jpg', `${'fête'.normalize('NFD')} 1 .jpg`)
  await put('camera.png', ' foto.png')
  const report = await bringIn(
    folder,
    `bestand;kindnummers\n${'fête'.normalize('NFC')} 1 .jpg;B001\nfoto.png;B001`,
  )
  expect(countsOf(report)).toEqual([2, 0, 0, 0, 0])
  expect(report.findings).toEqual([])
})

test('a dry run keeps nothing, and tells the same', async () => {
  for (const name of ['camera.jpg', 'phone.mov']) await put(name)
  const tried = await bringIn(folder, undefined, true)
  expect(await readdir(imports.media)).toEqual([])
  const { changes: _, ...rest } = tried
  expect(await bringIn()).toEqual(rest)
})

test('a ZIP goes in as its folder would', async () => {
  const sample = (name: string) => readFile(join(SAMPLES, name))
  const zip = await zipOf([
    { name: '2026/camera.jpg', content: await sample('camera.jpg') },
    { name: '2026/phone.mov', content: await sample('phone.mov') },
    { name: '__MACOSX/2026/._camera.jpg', content: Buffer.from('of the system') },
    { name: 'phone.heic', content: await sample('phone.heic'), stored: true },
  ])
  const report = await bringIn(zip, 'bestand;kindnummers\ncamera.jpg;B001')
  expect(countsOf(report)).toEqual([3, 0, 0, 0, 0])
  expect(countsOf(await bringIn(zip, 'bestand;kindnummers\ncamera.jpg;B001'))).toEqual([0, 0, 3, 0, 0])
  for (const [name, target] of [
    ['camera.jpg', '2026/camera.jpg'],
    ['phone.mov', '2026/phone.mov'],
    ['phone.heic', 'phone.heic'],
  ]) {
    await put(name as string, target)
  }
  expect(countsOf(await bringIn())).toEqual([0, 0, 3, 0, 0])
})

test.each([true, false])(
  'photos as large as cameras make them go in from a ZIP (stored: %s)',
  async (stored) => {
    const noise = (seed: number) =>
      createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(
        Buffer.alloc(3 * 500 * 500),
      )
    const photos = await Promise.all(
      [1, 2, 3].map(async (seed) => ({
        name: `${seed}.jpg`,
        content: await sharp(noise(seed), { raw: { width: 500, height: 500, channels: 3 } })
          .jpeg()
          .toBuffer(),
        stored,
      })),
    )
    expect(Math.min(...photos.map(({ content }) => content.length))).toBeGreaterThan(2 * 64 * 1024)
    expect(countsOf(await bringIn(await zipOf(photos)))).toEqual([3, 0, 0, 0, 0])
  },
)

test('a file in a ZIP that does not fit its checksum is named, the rest goes in', async () => {
  const zip = await zipOf([
    { name: 'camera.jpg', content: await readFile(join(SAMPLES, 'camera.jpg')), stored: true },
    { name: 'phone.mov', content: await readFile(join(SAMPLES, 'phone.mov')), stored: true },
    { name: 'heel.png', content: await readFile(join(SAMPLES, 'camera.png')) },
  ])
  const bytes = await readFile(zip)
  for (const trace of ['SN-0042-7731', 'VideoHandler']) bytes.write('X', bytes.indexOf(trace), 'latin1')
  await writeFile(zip, bytes)
  const report = await bringIn(zip)
  const damaged = placesOf(report).filter((place) => place.endsWith('damaged-file'))
  expect(damaged).toEqual(['2 bestand damaged-file', '4 bestand damaged-file'])
  expect(report.created).toBe(1)
})

test.each([
  [
    'whose name leads out of its folder',
    '../../etc/passwd',
    /a name in it leads out of its folder; make the ZIP again\.$/,
  ],
  ['whose name begins at the root', '/etc/passwd', /a name in it leads out of its folder/],
])('a ZIP with a file %s is refused whole', async (_, name, why) => {
  const zip = await zipOf([{ name: 'x'.repeat(name.length), content: Buffer.from('x') }])
  const bytes = await readFile(zip)
  await writeFile(
    zip,
    Buffer.from(bytes.toString('latin1').replaceAll('x'.repeat(name.length), name), 'latin1'),
  )
  await expect(bringIn(zip)).rejects.toThrow(why)
})

test('a ZIP that would fill the disk is refused before anything of it is read', async () => {
  const zip = await zipOf([{ name: 'bom.mp4', content: Buffer.alloc(1000) }])
  const bytes = await readFile(zip)
  bytes.writeUInt32LE(3_000_000_000, bytes.indexOf('PK\x01\x02', 'latin1') + 24)
  await writeFile(zip, bytes)
  await expect(bringIn(zip)).rejects.toThrow(/unpacked it would be \d+ times as large/)
})

test('what begins like a ZIP and is none is refused in a sentence', async () => {
  const path = join(folder, 'half.zip')
  await writeFile(path, 'PK\x03\x04 and nothing more')
  await expect(bringIn(path)).rejects.toThrow(
    /half\.zip is refused, nothing of it was read: it is no ZIP, or its end is gone; make the ZIP again\.$/,
  )
})

test('a folder without files is a mistake', async () => {
  await expect(bringIn()).rejects.toThrow('There are no files to import')
})
