import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { countsOf, fixture, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

const SAMPLES = join(import.meta.dirname, '../../src/media/samples')
const TAGS = 'bestand;kindnummers;groep;tijdstip;bijschrift'
const DIARY = 'kindnummer;datum;tijd;auteur;tekst;fotos'

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
  folder = await temporaryFolder()
  for (const name of ['camera.jpg', 'camera.png', 'phone.mp4', 'progressive.jpg']) {
    await copyFile(join(SAMPLES, name), join(folder, name))
  }
})

function tags(...rows: readonly string[]) {
  return imports.run('photos', [TAGS, ...rows].join('\n'), { folder })
}

test('a photo goes in with its children, group and time, and is kept without its place', async () => {
  expect(countsOf(await tags('camera.jpg;B002 B001;De Waterlelie/Vlinders;;In de tuin'))).toEqual([
    1, 0, 0, 0, 0,
  ])
  const [photo] = await imports.rows('select * from photos')
  expect(photo).toMatchObject({
    type: 'image/jpeg',
    file_name: 'camera.jpg',
    taken_from: 'exif',
    caption: 'In de tuin',
  })
  expect(
    await imports.rows('select number from photo_children join children on id = child_id order by 1'),
  ).toEqual([{ number: 'B001' }, { number: 'B002' }])
  const [part] = await readdir(imports.media, { recursive: true, withFileTypes: true }).then((entries) =>
    entries.filter((entry) => entry.isFile()),
  )
  const kept = await readFile(join(part?.parentPath ?? '', part?.name ?? ''))
  expect(kept).toHaveLength(Number(photo?.bytes))
  expect(kept.includes('SN-0042-7731')).toBe(false)
})

test('the time in the tags goes before that of the camera', async () => {
  await tags('camera.jpg;B001;;03-06-2025 10:15;')
  expect(await imports.rows('select taken_at, taken_from from photos')).toEqual([
    { taken_at: '2025-06-03 10:15:00', taken_from: 'tags' },
  ])
})

test('a photo whose time nobody tells is rejected', async () => {
  const bytes = await readFile(join(folder, 'camera.jpg'))
  const start = bytes.indexOf('2025:')
  expect(start).toBeGreaterThan(0)
  await writeFile(
    join(folder, 'timeless.jpg'),
    Buffer.from(bytes.toString('latin1').replaceAll('2025:', '0000:'), 'latin1'),
  )
  expect(placesOf(await tags('timeless.jpg;B001;;;'))).toEqual(['2 tijdstip missing-value'])
})

test('the same photos again change nothing; other tags change the photo', async () => {
  const rows = ['camera.jpg;B001 B002;Vlinders;;', 'phone.mp4;B001;;2025-06-03 10:15;']
  await tags(...rows)
  const before = await imports.content()
  expect(countsOf(await tags(...rows))).toEqual([0, 0, 2, 0, 0])
  expect(await imports.content()).toBe(before)
  expect(countsOf(await tags('camera.jpg;B003;Vlinders;;', rows[1] ?? ''))).toEqual([0, 1, 1, 0, 0])
  expect(
    await imports.rows(`select number from photo_children join children on id = child_id
    join photos p on p.id = photo_id where file_name = 'camera.jpg'`),
  ).toEqual([{ number: 'B003' }])
})

test('files that cannot be kept are rejected rows, the others go in', async () => {
  await writeFile(join(folder, 'note.jpg'), 'no photo at all')
  await writeFile(join(folder, 'cut.jpg'), (await readFile(join(folder, 'camera.jpg'))).subarray(0, 500))
  await writeFile(join(folder, '..', 'outside.jpg'), await readFile(join(folder, 'camera.jpg')))
  const report = await tags(
    'nowhere.jpg;B001;;;',
    'cut.jpg;B001;;;',
    'note.jpg;B001;;;',
    '../outside.jpg;B001;;2025-06-03 10:15;',
    'camera.jpg;B001;;;',
  )
  expect(placesOf(report)).toEqual([
    '2 bestand missing-file',
    '3 bestand damaged-file',
    '4 bestand unsupported-type',
    '5 bestand missing-file',
  ])
  expect(report).toMatchObject({ created: 1, rejected: 4 })
})

test('unknown children and groups reject a photo; one without children goes in and is told', async () => {
  const report = await tags('camera.jpg;B001 B998 B999;Dolfijnen;;', 'camera.png;;;2025-06-03 10:15;')
  expect(placesOf(report)).toEqual([
    '2 groep unknown-group',
    '2 kindnummers unknown-child',
    '2 kindnummers unknown-child',
    '3 kindnummers untagged',
  ])
  expect(report).toMatchObject({ rows: 2, created: 1, rejected: 1 })
})

test('one photo under two names is a contradiction', async () => {
  await copyFile(join(folder, 'camera.jpg'), join(folder, 'copy.jpg'))
  const report = await tags('camera.jpg;B001;;;', 'copy.jpg;B001;;;')
  expect(placesOf(report)).toEqual(['2 bestand duplicate-key', '3 bestand duplicate-key'])
  expect(report.findings[1]?.value).toBe('copy.jpg')
})

test('a dry run of photos keeps no file', async () => {
  const media = await readdir(imports.media)
  await imports.run('photos', `${TAGS}\ncamera.png;B001;;2025-06-03 10:15;`, { folder, dryRun: true })
  expect(await readdir(imports.media)).toEqual(media)
  expect(await imports.rows('select id from photos')).toEqual([])
})

test('a diary entry keeps its line breaks and emoji, and its photos in their order', async () => {
  await tags('camera.jpg;B001;;;', 'phone.mp4;B001;;2025-06-03 10:15;')
  const report = await imports.lines(
    'diary',
    DIARY,
    'B001;03-06-2025;7:30;Juf Noor;"Lekker gespeeld 🐛\nen geslapen";phone.mp4|camera.jpg',
  )
  expect(countsOf(report)).toEqual([1, 0, 0, 0, 0])
  expect(await imports.rows('select written_at, author, text from diary_entries')).toEqual([
    { written_at: '2025-06-03 07:30:00', author: 'Juf Noor', text: 'Lekker gespeeld 🐛\nen geslapen' },
  ])
  expect(
    await imports.rows(
      'select position, file_name from diary_photos join photos on id = photo_id order by 1',
    ),
  ).toEqual([
    { position: 1, file_name: 'phone.mp4' },
    { position: 2, file_name: 'camera.jpg' },
  ])
})

test('an entry whose photo comes later goes in without it, and gets it the second time', async () => {
  const rows = [DIARY, 'B001;03-06-2025;10:15;Juf Noor;Kijk;camera.jpg']
  expect(placesOf(await imports.lines('diary', ...rows))).toEqual(['2 fotos unknown-photo'])
  await tags('camera.jpg;B001;;;')
  expect(countsOf(await imports.lines('diary', ...rows))).toEqual([0, 1, 0, 0, 0])
  expect(countsOf(await imports.lines('diary', ...rows))).toEqual([0, 0, 1, 0, 0])
})

test('a diary entry needs a child that is known', async () => {
  const report = await imports.lines('diary', DIARY, 'B999;03-06-2025;10:15;Juf Noor;Kijk;')
  expect(placesOf(report)).toEqual(['2 kindnummer unknown-child'])
})

test('the same entry twice with other photos is a contradiction', async () => {
  await tags('camera.jpg;B001;;;')
  const entry = 'B001;03-06-2025;10:15;Juf Noor;Kijk'
  const report = await imports.lines('diary', DIARY, `${entry};camera.jpg`, `${entry};`)
  expect(placesOf(report)).toEqual(['2 kindnummer duplicate-key', '3 kindnummer duplicate-key'])
  expect(await imports.rows('select id from diary_entries')).toEqual([])
})
