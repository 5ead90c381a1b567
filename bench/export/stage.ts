import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredFile } from '../../src/media/fingerprint.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { savePhotos } from '../../src/store/photos.ts'
import { addChild, addGuardian, addPlace } from '../../test/support/family.ts'
import { type Server, startServer } from '../../test/support/postgres-server.ts'
import { createDatabase } from '../import/databases.ts'
import { takenAt, writePhotos } from './photos.ts'

/** Where the bench takes place: a server, a file store, and one child on all photos and ten on a tenth each. */
export interface Stage {
  readonly server: Server
  readonly folder: string
  readonly media: string
  /** The fingerprints of the photos, as JSON. */
  readonly list: string
  readonly ready: string
}

export const ONE = 'all'
export const TEN = Array.from({ length: 10 }, (_, index) => `tenth-${index}`)

const DIARY_ENTRIES = 200

export async function onStage<T>(photos: number, work: (stage: Stage) => Promise<T>): Promise<T> {
  const server = await startServer({})
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-bench-'))
  try {
    const media = join(folder, 'media')
    const files = await writePhotos(media, photos)
    const list = join(folder, 'photos.json')
    await writeFile(list, JSON.stringify(files))
    const stage = { server, folder, media, list, ready: 'bench_ready' }
    await fill(await createDatabase(server, stage.ready), files)
    return await work(stage)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(database: string, files: readonly StoredFile[]): Promise<void> {
  const store = await openStore({ database, schema: 'ouderportaal', command: 'bench' })
  await migrate(store)
  const place = await addPlace(store, 'De Boomhut')
  const children: number[] = []
  for (const number of [ONE, ...TEN]) {
    const child = await addChild(store, number, place, [{ from: '2025-09-01', until: '2026-07-31' }])
    await consent(store, child, await addGuardian(store, [child]))
    children.push(child)
  }
  await store.record((write) =>
    savePhotos(
      write,
      files.map((file, index) => photoRow(file, index, place.group)),
    ),
  )
  await tagAll(store, children)
  await writeDiary(store, children[0] as number)
  await store.close()
}

async function consent(store: Store, child_id: number, guardian_id: number): Promise<void> {
  const row = { guardian_id, child_id, purpose: 'share-photos', given_at: '2025-09-01T08:00:00Z' }
  await store.record((write) => write.insertInto('consents').values(row).execute())
}

function photoRow(file: StoredFile, index: number, group_id: number) {
  const from = { taken_from: 'tags' as const, file_name: `${index}.jpg`, type: 'image/jpeg' }
  return { ...file, ...from, group_id, taken_at: takenAt(index), caption: null }
}

async function tagAll(store: Store, [one, ...ten]: readonly number[]): Promise<void> {
  const photos = await store.read.selectFrom('photos').select('id').orderBy('id').execute()
  const tags = photos.flatMap(({ id }, index) =>
    [one, ten[index % ten.length]].map((child_id) => ({ photo_id: id, child_id: child_id as number })),
  )
  for (let from = 0; from < tags.length; from += 1000) {
    await store.record((write) =>
      write
        .insertInto('photo_children')
        .values(tags.slice(from, from + 1000))
        .execute(),
    )
  }
}

async function writeDiary(store: Store, child_id: number): Promise<void> {
  const rows = Array.from({ length: DIARY_ENTRIES }, (_, index) => ({
    key: `entry-${index}`,
    child_id,
    written_at: `2025-1${index % 3}-${String((index % 28) + 1).padStart(2, '0')} 16:${10 + (index % 50)}:00`,
    author: 'Juf Anne',
    text: 'Lekker buiten gespeeld in het zand, goed gegeten en daarna twee uur geslapen. '.repeat(4),
  }))
  await store.record((write) => write.insertInto('diary_entries').values(rows).execute())
}
