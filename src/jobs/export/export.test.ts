import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace, type Place } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { openFileStore } from '../../media/file-store.ts'
import { loadPolicy } from '../../policy/load.ts'
import { type IsoDate, momentAtWall } from '../../rules/index.ts'
import { openStore, type Store } from '../../store/open.ts'
import { type ExportHands, exportChild } from './export-child.ts'

/* Noor (N1) leaves on 13 March 2026; Bo (B1) is on her photos and stays. */

const NOW = momentAtWall('2026-03-09 12:00')

let database: Database
let store: Store
let folder: string
let place: Place
let noor: number
let bo: number
let boGuardian: number

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  folder = await temporaryFolder()
  place = await addPlace(store, 'De Boomhut')
  noor = await addChild(store, 'N1', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  bo = await addChild(store, 'B1', place, [{ from: '2025-09-01' }])
  await addGuardian(store, [noor], { email: 'noor@ouders.example' })
  boGuardian = await addGuardian(store, [bo], { email: 'bo@ouders.example' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function run(change: Partial<ExportHands> = {}) {
  const { versions } = await loadPolicy('delangekeizer', join(import.meta.dirname, '../../../policies'))
  const hands = {
    organisation: 'Kinderopvang De Lange Keizer',
    policy: versions[0],
    media: join(folder, 'media'),
    folder: join(folder, 'exports'),
    signal: new AbortController().signal,
    elapsed: () => 0,
  }
  return exportChild(store, 'N1', { ...hands, ...change }, NOW)
}

/** A photo of these children; its content is its caption. */
async function addPhoto(caption: string, children: readonly number[]): Promise<string> {
  const file = await openFileStore(join(folder, 'media')).put(Buffer.from(caption))
  const photo = {
    ...file,
    type: 'image/jpeg',
    file_name: `${caption}.jpg`,
    group_id: place.group,
    taken_at: '2026-01-12 10:15:00',
    taken_from: 'tags' as const,
    caption,
  }
  await store.record(async (write) => {
    const { id } = await write.insertInto('photos').values(photo).returning('id').executeTakeFirstOrThrow()
    for (const child of children) {
      await write.insertInto('photo_children').values({ photo_id: id, child_id: child }).execute()
    }
  })
  return file.sha256
}

async function consent(guardian: number, withdrawn: IsoDate | null = null): Promise<void> {
  const row = {
    guardian_id: guardian,
    child_id: bo,
    purpose: 'share-photos',
    given_on: '2025-09-01' as const,
  }
  await store.record((write) =>
    write
      .insertInto('consents')
      .values({ ...row, withdrawn_on: withdrawn })
      .execute(),
  )
}

async function removeCustody(child: number, position: number): Promise<void> {
  await store.record((write) =>
    write
      .updateTable('child_guardians')
      .set({ custody: false })
      .where('child_id', '=', child)
      .where('position', '=', position)
      .execute(),
  )
}

const countsOf = async () => {
  const [file] = (await run()).files
  return {
    photos: file?.photos,
    missingConsent: file?.leftOut['consent-missing'],
    untagged: file?.leftOut.untagged,
  }
}

test('a photo of the child alone needs nobody’s consent', async () => {
  await addPhoto('alone', [noor])
  expect(await countsOf()).toEqual({ photos: 1, missingConsent: 0, untagged: 0 })
})

test('a photo with another child goes along when that child has a consent', async () => {
  await addPhoto('together', [noor, bo])
  expect(await countsOf()).toEqual({ photos: 0, missingConsent: 1, untagged: 0 })
  await consent(boGuardian)
  expect(await countsOf()).toEqual({ photos: 1, missingConsent: 0, untagged: 0 })
})

test('a consent that one guardian with custody withdrew is withdrawn', async () => {
  await addPhoto('together', [noor, bo])
  await consent(boGuardian)
  await consent(await addGuardian(store, [bo], { email: 'second@ouders.example' }), '2026-01-05')
  expect(await countsOf()).toMatchObject({ photos: 0, missingConsent: 1 })
  await removeCustody(bo, 2)
  expect(await countsOf()).toMatchObject({ photos: 1, missingConsent: 0 })
})

test('a consent ends with the contract of the child that it is for', async () => {
  await addPhoto('together', [noor, bo])
  await consent(boGuardian)
  await store.record((write) =>
    write.updateTable('contracts').set({ last_day: '2026-03-08' }).where('child_id', '=', bo).execute(),
  )
  expect(await countsOf()).toMatchObject({ photos: 0, missingConsent: 1 })
})

test('an untagged photo goes to nobody and is counted', async () => {
  await addPhoto('nobody', [])
  expect(await countsOf()).toEqual({ photos: 0, missingConsent: 0, untagged: 1 })
})

test('each guardian with custody gets a ZIP, and one without custody none', async () => {
  await addGuardian(store, [noor], { email: 'third@ouders.example' })
  expect((await run()).files.map(({ guardian }) => guardian)).toEqual([1, 2])
  await removeCustody(noor, 1)
  expect((await run()).files.map(({ guardian }) => guardian)).toEqual([2])
  await removeCustody(noor, 2)
  await expect(run()).rejects.toThrow('custody')
})

test('a ZIP can be read by its owner only, and no part of one stays behind', async () => {
  const [file] = (await run()).files
  expect((await stat(file?.file ?? '')).mode & 0o777).toBe(0o600)
  expect(await readdir(join(folder, 'exports'))).toEqual(['kind-N1-ouder-1.zip'])
})

test('a photo whose file is gone is counted, and the run is marked as done in part', async () => {
  const sha256 = await addPhoto('gone', [noor])
  await rm(join(folder, 'media', sha256.slice(0, 2)), { recursive: true })
  const [file] = (await run()).files
  expect(file).toMatchObject({ photos: 0, leftOut: { 'missing-file': 1 } })
  const [row] = await store.read.selectFrom('job_runs').select('outcome').execute()
  expect(row?.outcome).toBe('partial')
})

test('an unchanged export is not made again, and a removed file is', async () => {
  await addPhoto('alone', [noor])
  const [made] = (await run()).files
  expect((await run()).files).toEqual([{ ...made, unchanged: true }])
  await rm(made?.file ?? '')
  expect((await run()).files).toEqual([made])
})

test('an export that is interrupted leaves no file and no record', async () => {
  await expect(run({ signal: AbortSignal.abort(new Error('interrupted')) })).rejects.toThrow('interrupted')
  expect(await readdir(join(folder, 'exports'))).toEqual([])
  expect(await store.read.selectFrom('exports').selectAll().execute()).toEqual([])
})
