import { copyFile, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { undoImport } from '../../src/jobs/import/undo/undo-import.ts'
import { momentAtWall } from '../../src/rules/index.ts'
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
  // All in their first year when the diaries of these tests are written.
  await imports.rows(`update children set born = '2025-01-01'`)
  for (const name of await readdir(imports.media)) await rm(join(imports.media, name), { recursive: true })
  folder = await temporaryFolder()
  for (const name of ['camera.jpg', 'camera.png', 'phone.mp4', 'progressive.jpg']) {
    await copyFile(join(SAMPLES, name), join(folder, name))
  }
})

function tags(...rows: readonly string[]) {
  return imports.run('photos', [TAGS, ...rows].join('\n'), { folder })
}

async function keptFiles(): Promise<readonly string[]> {
  const entries = await readdir(imports.media, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
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
  const kept = await readFile((await keptFiles())[0] ?? '')
  expect(kept).toHaveLength(Number(photo?.bytes))
  expect(kept.includes('SN-0042-7731')).toBe(false)
})

test('the time in the tags goes before that of the camera', async () => {
  await tags('camera.jpg;B001;;03-06-2025 10:15;')
  expect(await imports.rows('select taken_at, taken_from from photos')).toEqual([
    { taken_at: '2025-06-03 10:15:00', taken_from: 'tags' },
  ])
})

/** The camera's photo with a clock that was never set. */
async function makeTimeless(name: string): Promise<string> {
  const bytes = (await readFile(join(folder, 'camera.jpg'))).toString('latin1')
  const path = join(folder, name)
  await writeFile(path, Buffer.from(bytes.replaceAll('2025:', '0000:'), 'latin1'))
  return path
}

test('where the camera does not tell the time the name of the file does, else the time of the file', async () => {
  await utimes(await makeTimeless('nameless.jpg'), 0, new Date('2025-06-03T08:15:42Z'))
  expect(placesOf(await tags('nameless.jpg;B001;;;'))).toEqual([])
  const taken = () => imports.rows('select taken_at, taken_from from photos')
  expect(await taken()).toEqual([{ taken_at: '2025-06-03 10:15:42', taken_from: 'file' }])
  await makeTimeless('IMG_20250604_111500.jpg')
  await tags('IMG_20250604_111500.jpg;B001;;;')
  expect(await taken()).toEqual([{ taken_at: '2025-06-03 10:15:42', taken_from: 'file' }])
})

test('a copy with another time of file changes nothing', async () => {
  await utimes(await makeTimeless('nameless.jpg'), 0, new Date('2025-06-03T08:15:42Z'))
  await tags('nameless.jpg;B001;;;')
  await utimes(join(folder, 'nameless.jpg'), 0, new Date('2026-01-01T08:15:42Z'))
  expect(countsOf(await tags('nameless.jpg;B001;;;'))).toEqual([0, 0, 1, 0, 0])
})

test('a photo whose time nobody tells is rejected', async () => {
  await utimes(await makeTimeless('timeless.jpg'), 0, 0)
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

/** Who is on the photos, by the name under which each is known. */
function tagged() {
  return imports.rows(`select file_name, array_agg(number order by number) as children from photos p
    join photo_children on photo_id = p.id join children c on c.id = child_id group by p.id order by p.id`)
}

test('a photo that comes in under another name gets its children too, and keeps all else', async () => {
  await copyFile(join(folder, 'camera.jpg'), join(folder, 'copy.jpg'))
  await tags('camera.jpg;B001;Vlinders;;In de tuin')
  const again = 'copy.jpg;B002;;03-06-2025 10:15;Iets anders'
  const report = await tags(again)
  expect(countsOf(report)).toEqual([0, 1, 0, 0, 0])
  expect(placesOf(report)).toEqual(['2 bestand same-photo'])
  expect(await tagged()).toEqual([{ file_name: 'camera.jpg', children: ['B001', 'B002'] }])
  expect(await imports.rows('select caption, taken_from from photos')).toEqual([
    { caption: 'In de tuin', taken_from: 'exif' },
  ])
  expect(countsOf(await tags(again))).toEqual([0, 0, 1, 0, 0])
})

test('the first file again, after one with another name, takes nobody off the photo', async () => {
  await copyFile(join(folder, 'camera.jpg'), join(folder, 'copy.jpg'))
  await tags('camera.jpg;B001;;;')
  await tags('copy.jpg;B002;;;')
  expect(countsOf(await tags('camera.jpg;B001;;;'))).toEqual([0, 0, 1, 0, 0])
  expect(await tagged()).toEqual([{ file_name: 'camera.jpg', children: ['B001', 'B002'] }])
  await tags('camera.jpg;B002;;;')
  await tags('copy.jpg;B003;;;')
  expect(await tagged()).toEqual([{ file_name: 'camera.jpg', children: ['B002', 'B003'] }])
})

test('a child that was tagged in the portal stays on the photo, one that was taken off there does not come back', async () => {
  await tags('camera.jpg;B001 B002;;;')
  await imports.rows(
    `delete from photo_children where child_id = (select id from children where number = 'B002')`,
  )
  await imports.rows(
    `insert into photo_children select p.id, c.id from photos p, children c where number = 'B003'`,
  )
  expect(countsOf(await tags('camera.jpg;B001 B002;;;'))).toEqual([0, 0, 1, 0, 0])
  expect(await tagged()).toEqual([{ file_name: 'camera.jpg', children: ['B001', 'B003'] }])
})

test('a photo by another name can be undone, and then is as before', async () => {
  await copyFile(join(folder, 'camera.jpg'), join(folder, 'copy.jpg'))
  await tags('camera.jpg;B001;;;')
  const before = await imports.content()
  await tags('copy.jpg;B002;;;')
  const [last] = await imports.rows(`select id from job_runs order by at desc, ctid desc limit 1`)
  const run = { at: momentAtWall('2026-11-23 10:00'), dryRun: false, elapsed: () => 0 }
  await undoImport(imports.store, String(last?.id), run)
  expect(await imports.content()).toBe(before)
})

test('two names of one photo with the same children are one photo and a duplicate', async () => {
  await copyFile(join(folder, 'camera.jpg'), join(folder, 'copy.jpg'))
  const report = await tags('camera.jpg;B001;;;Een', 'copy.jpg;B001;;;Twee')
  expect(countsOf(report)).toEqual([1, 0, 0, 1, 0])
  expect(placesOf(report)).toEqual([])
  expect(await tagged()).toEqual([{ file_name: 'camera.jpg', children: ['B001'] }])
})

test('two names of one photo with other children are one photo with all of them, and told', async () => {
  await copyFile(join(folder, 'camera.jpg'), join(folder, 'copy.jpg'))
  const rows = ['copy.jpg;B001;;;', 'camera.jpg;B002;;;']
  const report = await tags(...rows)
  expect(countsOf(report)).toEqual([1, 0, 0, 1, 0])
  expect(placesOf(report)).toEqual(['3 bestand same-photo'])
  expect(await tagged()).toEqual([{ file_name: 'copy.jpg', children: ['B001', 'B002'] }])
  expect(countsOf(await tags(...rows.toReversed()))).toEqual([0, 0, 1, 1, 0])
})

test('a second name without children takes nobody off the photo', async () => {
  await copyFile(join(folder, 'camera.jpg'), join(folder, 'copy.jpg'))
  await tags('camera.jpg;B001;;;')
  expect(placesOf(await tags('copy.jpg;;;;'))).toEqual(['2 bestand same-photo'])
  expect(await tagged()).toEqual([{ file_name: 'camera.jpg', children: ['B001'] }])
})

test('a child that a later file no longer tags on a photo does not vanish from it unseen', async () => {
  await tags('camera.jpg;B001 B002;;;')
  expect(placesOf(await tags('camera.jpg;B001;;;'))).toEqual(['2 kindnummers tag-removed'])
  expect(await tagged()).toEqual([{ file_name: 'camera.jpg', children: ['B001'] }])
  expect(placesOf(await tags('camera.jpg;B001;;;'))).toEqual([])
})

test('a link in the folder to a photo outside of it is no photo of the folder, one within is', async () => {
  const outside = join(await temporaryFolder(), 'outside.jpg')
  await copyFile(join(folder, 'camera.jpg'), outside)
  await symlink(outside, join(folder, 'leading-out.jpg'))
  await symlink('camera.jpg', join(folder, 'staying.jpg'))
  const report = await tags('leading-out.jpg;B001;;;', 'staying.jpg;B001;;;')
  expect(placesOf(report)).toEqual(['2 bestand missing-file'])
  expect(report.created).toBe(1)
})

test('the folder itself may be a link', async () => {
  const link = join(await temporaryFolder(), 'photos')
  await symlink(folder, link)
  const report = await imports.run('photos', `${TAGS}\ncamera.jpg;B001;;;`, { folder: link })
  expect(report).toMatchObject({ created: 1, findings: [] })
})

test('a kept photo that was lost is put back by the next import, though nothing else changes', async () => {
  await tags('camera.jpg;B001;;;')
  const kept = await keptFiles()
  expect(kept).toHaveLength(2)
  for (const file of kept) await rm(file)
  expect(await tags('camera.jpg;B001;;;')).toMatchObject({ unchanged: 1 })
  expect(await keptFiles()).toEqual(kept)
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

test('a photo that is not found by its name any more keeps its place in the diary', async () => {
  await tags('camera.jpg;B001;;;', 'phone.mp4;B001;;2025-06-03 10:15;', 'camera.png;B001;;2025-06-03 10:15;')
  const entry = 'B001;03-06-2025;7:30;Juf Noor;Kijk'
  const photos = () =>
    imports.rows('select type from diary_photos join photos on id = photo_id order by position')
  await imports.lines('diary', DIARY, `${entry};camera.jpg|phone.mp4`)
  await imports.rows(`update photo_names set name = 'renamed.jpg' where name = 'camera.jpg'`)
  const again = await imports.lines('diary', DIARY, `${entry};camera.jpg|phone.mp4`)
  expect(placesOf(again)).toEqual(['2 fotos unknown-photo'])
  expect(again.unchanged).toBe(1)
  await imports.lines('diary', DIARY, `${entry};camera.jpg|camera.png`)
  expect(await photos()).toEqual([{ type: 'image/jpeg' }, { type: 'video/mp4' }, { type: 'image/png' }])
  await imports.lines('diary', DIARY, `${entry};camera.png`)
  expect(await photos()).toEqual([{ type: 'image/png' }])
})

test('of two photos with one name the diary shows the one on which the child is, and else none, which is told', async () => {
  await tags('camera.jpg;B001;;;', 'progressive.jpg;B002;;2025-06-03 10:15;')
  await imports.rows(`update photo_names set name = id || '/IMG_1.jpg' from photos where id = photo_id`)
  const entry = (child: string) => `${child};03-06-2025;10:15;Juf Noor;Kijk;IMG_1.jpg`
  const report = await imports.lines('diary', DIARY, entry('B001'), entry('B002'), entry('B003'))
  expect(placesOf(report)).toEqual(['4 fotos ambiguous-photo'])
  const shown = await imports.rows(`select number, file_name from diary_photos
    join diary_entries e on e.id = entry_id join children c on c.id = e.child_id
    join photos p on p.id = photo_id order by number`)
  expect(shown).toEqual([
    { number: 'B001', file_name: 'camera.jpg' },
    { number: 'B002', file_name: 'progressive.jpg' },
  ])
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

test('an entry of staff after the first birthday goes in, and is told; one of a guardian is not', async () => {
  const [child] = await imports.rows(`select email from children c join child_guardians l on l.child_id = c.id
    join guardians g on g.id = l.guardian_id where number = 'B001' and email is not null limit 1`)
  const header = `${DIARY};ouder_email`
  const report = await imports.lines(
    'diary',
    header,
    'B001;03-06-2026;10:15;Juf Noor;Kijk;;',
    `B001;03-06-2026;10:16;Mama;Kijk;;${child?.email}`,
    'B001;03-06-2026;10:17;Iemand;Kijk;;iemand@elders.example',
  )
  expect(placesOf(report)).toEqual(['2 datum diary-after-first-year', '4 ouder_email unknown-guardian'])
  expect(report).toMatchObject({ created: 2, rejected: 1 })
  expect(
    await imports.rows('select author, guardian_id is null as staff from diary_entries order by 1'),
  ).toEqual([
    { author: 'Juf Noor', staff: true },
    { author: 'Mama', staff: false },
  ])
})

test('a diary shows a photo by the name of its file without folders, or by its SHA-256', async () => {
  await tags('camera.jpg;B001;;;')
  await imports.rows(`update photo_names set name = '2025/juni/camera.jpg'`)
  const [photo] = await imports.rows('select sha256 from photos')
  const report = await imports.lines(
    'diary',
    DIARY,
    'B001;03-06-2025;10:15;Juf Noor;Kijk;camera.jpg',
    `B001;03-06-2025;10:16;Juf Noor;Kijk;${photo?.sha256}`,
  )
  expect(placesOf(report).filter((place) => place.includes('fotos'))).toEqual([])
  expect(await imports.rows('select count(*)::int as count from diary_photos')).toEqual([{ count: 2 }])
})
