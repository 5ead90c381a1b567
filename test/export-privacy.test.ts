import { execFileSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportChild } from '../src/jobs/export/export-child.ts'
import { openFileStore } from '../src/media/file-store.ts'
import { loadPolicy } from '../src/policy/load.ts'
import { momentAtWall } from '../src/rules/index.ts'
import type { Store } from '../src/store/open.ts'
import { addChild, addGuardian, addPlace, type Place } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { isThere } from './support/programs.ts'
import { openTo, record } from './support/requests.ts'
import { unpack } from './support/unpack.ts'

/*
 * Noor has two guardians who are not to know each other's address, and Bo is in her group. Whatever is stored of the
 * one guardian says ANNA, of the other BORIS, and of Bo and his guardian BO; each ZIP is searched for what is not its own.
 */
const camera = await readFile(resolve(import.meta.dirname, '../src/media/samples/camera.jpg'))
const READER = 'pdftotext'

let database: Database
let store: Store
let place: Place
let media: string
/** Of Anna's and of Boris's ZIP all files, by name. */
let zips: readonly ReadonlyMap<string, Buffer>[]

beforeAll(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  const folder = await temporaryFolder()
  media = join(folder, 'media')
  place = await addPlace(store, 'De Boomhut')
  await addFamilies()
  const { versions } = await loadPolicy('delangekeizer', resolve(import.meta.dirname, '../policies'))
  const [policy] = versions
  const absence = (date: `${number}-${number}-${number}`) => ({ kind: 'absence', child: 'N1', date }) as const
  await record(store, policy, absence('2026-03-09'), '2026-03-02 10:00', {
    guardian: 1,
    because: 'ANNA belde',
  })
  await record(store, policy, absence('2026-03-10'), '2026-03-02 11:00', {
    guardian: 2,
    because: 'BORIS belde',
  })
  const signal = new AbortController().signal
  const hands = { organisation: 'De Lange Keizer', policy, media, folder: join(folder, 'exports'), signal }
  const { files } = await exportChild(
    store,
    'N1',
    { ...hands, elapsed: () => 0 },
    momentAtWall('2026-03-09 12:00'),
  )
  zips = await Promise.all(files.map(({ file }) => readAll(file)))
}, 300_000)

afterAll(async () => {
  await store.close()
  await database.drop()
})

async function addFamilies(): Promise<void> {
  const noor = await addChild(store, 'N1', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  const bo = await addChild(store, 'BO-7', place, [{ from: '2025-09-01' }])
  const anna = await addGuardian(store, [noor], { email: 'ANNA@a.example', firstName: 'ANNA' })
  const boris = await addGuardian(store, [noor], { email: 'BORIS@b.example', firstName: 'BORIS' })
  const mother = await addGuardian(store, [bo], { email: 'BO@c.example', firstName: 'BO' })
  await store.record(async (write) => {
    for (const [id, name] of [
      [anna, 'ANNA'],
      [boris, 'BORIS'],
      [mother, 'BO'],
    ] as const) {
      await write
        .updateTable('guardians')
        .set({ last_name: name, phone: `06-${name}` })
        .where('id', '=', id)
        .execute()
    }
    await write
      .updateTable('children')
      .set({ first_name: 'BO', last_name: 'BO' })
      .where('id', '=', bo)
      .execute()
    const given = { child_id: noor, given_at: '2025-08-31T22:00:00Z', withdrawn_at: null }
    await write
      .insertInto('consents')
      .values([
        { ...given, guardian_id: anna, purpose: 'ANNA-purpose' },
        { ...given, guardian_id: boris, purpose: 'BORIS-purpose' },
        { ...given, guardian_id: mother, child_id: bo, purpose: 'share-photos' },
      ])
      .execute()
  })
  await addKeepsakes(noor, bo)
}

async function addKeepsakes(noor: number, bo: number): Promise<void> {
  const files = openFileStore(media)
  const together = await files.put(camera)
  const alone = await files.put(Buffer.concat([camera, Buffer.from('BO')]))
  const row = {
    group_id: place.group,
    type: 'image/jpeg',
    taken_from: 'exif' as const,
    taken_at: '2026-01-12 10:15:00',
  }
  await store.record(async (write) => {
    const ids = await write
      .insertInto('photos')
      .values([
        { ...row, ...together, file_name: 'BO en Noor.jpg', caption: 'Samen' },
        { ...row, ...alone, file_name: 'BO.jpg', caption: 'BO alleen' },
      ])
      .returning('id')
      .execute()
    const [shared, his] = ids.map(({ id }) => id) as [number, number]
    await write
      .insertInto('photo_children')
      .values([
        { photo_id: shared, child_id: noor },
        { photo_id: shared, child_id: bo },
        { photo_id: his, child_id: bo },
      ])
      .execute()
    const said = { written_at: '2026-01-12 16:30:00', author: 'Sofie' }
    await write
      .insertInto('diary_entries')
      .values([
        { ...said, key: 'a', child_id: noor, text: 'Samen gespeeld' },
        { ...said, key: 'b', child_id: bo, text: 'BO sliep' },
      ])
      .execute()
  })
}

async function readAll(zip: string): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await temporaryFolder()
  await unpack(zip, folder)
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const read = paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const)
  return new Map(await Promise.all(read))
}

/** Names and contents of all files in a ZIP, as text. */
function textOf(files: ReadonlyMap<string, Buffer>): string {
  return [...files]
    .map(([name, bytes]) => `${name}\n${bytes.toString('utf8')}\n${bytes.toString('utf16le')}`)
    .join('\n')
}

const jsonIn = (files: ReadonlyMap<string, Buffer> | undefined, name: string) =>
  JSON.parse(files?.get(`gegevens/${name}.json`)?.toString() ?? '')

test('each ZIP has what is stored of its own guardian', () => {
  for (const [index, name] of ['ANNA', 'BORIS'].entries()) {
    expect(jsonIn(zips[index], 'kind').you).toMatchObject({
      firstName: name,
      phone: `06-${name}`,
      email: expect.stringContaining(name),
    })
    expect(jsonIn(zips[index], 'toestemmingen').consents).toHaveLength(1)
  }
})

test('nothing of the other guardian is in any file of a ZIP', () => {
  const [annas, boriss] = zips.map(textOf)
  expect(annas).not.toContain('BORIS')
  expect(boriss).not.toContain('ANNA')
})

test('nothing of another child or its guardian is in any file of a ZIP, though it is on a photo of it', () => {
  for (const zip of zips) {
    expect([...zip.keys()].filter((name) => name.startsWith('fotos/'))).toHaveLength(1)
    expect(textOf(zip)).not.toMatch(/\bBO\b/)
  }
})

describe.skipIf(!isThere(READER))(`what is printed (needs ${READER})`, () => {
  test('tells nothing of them either', () => {
    for (const [index, zip] of zips.entries()) {
      const text = execFileSync(READER, ['-', '-'], { input: zip.get('schrift.pdf'), encoding: 'utf8' })
      expect(text).toContain('Samen gespeeld')
      expect(text).not.toMatch(index === 0 ? /\bBO\b|BORIS/ : /\bBO\b|ANNA/)
    }
  })
})

test('of a request of the other guardian only shows that it is one', () => {
  const { requests } = jsonIn(zips[0], 'verzoeken')
  expect(
    requests.map(({ date, askedBy, because }: Record<string, string>) => [date, askedBy, because]),
  ).toEqual([
    ['2026-03-09', 'you', 'ANNA belde'],
    ['2026-03-10', 'another guardian', undefined],
  ])
})

test('a credit comes with its ledger', () => {
  expect(jsonIn(zips[0], 'tegoeden').credits[0]).toMatchObject({
    absentOn: '2026-03-09',
    entries: [{ kind: 'earned', amount: 1, at: expect.stringMatching(/Z$/) }],
  })
})

test.each(['kind', 'verzoeken', 'tegoeden', 'toestemmingen', 'schrift', 'fotos'])(
  'gegevens/%s.json is what its schema says',
  (name) => {
    const ajv = new Ajv.Ajv2020({ strict: true, validateFormats: false })
    ajv.addSchema(jsonIn(zips[0], 'schema'), 'schema.json')
    const content = jsonIn(zips[0], name)
    expect(content.$schema).toBe(`schema.json#/$defs/${name}`)
    const validate = ajv.getSchema(content.$schema)
    validate?.(content)
    expect(validate?.errors).toBeNull()
    expect(validate?.({ ...content, more: 1 })).toBe(false)
  },
)
