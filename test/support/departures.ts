import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { makeQueuedExports, type QueuedRun } from '../../src/jobs/export/queued.ts'
import { withQueue } from '../../src/jobs/with-queue.ts'
import { openFileStore } from '../../src/media/file-store.ts'
import { type Moment, momentAtWall } from '../../src/rules/index.ts'
import { askExports } from '../../src/store/export-jobs.ts'
import type { Store } from '../../src/store/open.ts'
import type { ExportJobs } from '../../src/store/tables.ts'
import { housePolicy } from './mail-work.ts'

/** What exports are made with, in this folder. */
export async function exportHands(folder: string) {
  return {
    organisation: 'Kinderopvang De Lange Keizer',
    policy: await housePolicy(),
    media: join(folder, 'media'),
    folder: join(folder, 'exports'),
  }
}

/** Queues an export of these children. */
export function askFor(
  store: Store,
  children: readonly number[],
  cause: ExportJobs['cause'] = 'departure',
): Promise<number> {
  const jobs = children.map((child_id) => ({
    id: randomUUID(),
    key: `${cause}/${child_id}`,
    child_id,
    cause,
  }))
  return withQueue(store, (queue) =>
    store.record((write) => askExports(write, queue.exports, jobs, '2026-03-01T00:00:00Z')),
  )
}

export async function makeQueued(
  store: Store,
  folder: string,
  at: string | Moment,
  run: Partial<QueuedRun> = {},
) {
  const moment = typeof at === 'string' ? momentAtWall(at) : at
  const signal = new AbortController().signal
  return makeQueuedExports(store, await exportHands(folder), { at: moment, signal, elapsed: () => 0, ...run })
}

interface Taken {
  readonly folder: string
  readonly group: number | null
  readonly content: string | Buffer
  readonly at?: string
}

/** A photo of these children in the file store and the database; gives its SHA-256. */
export async function addPhotoOf(
  store: Store,
  children: readonly number[],
  { folder, group, content, at = '2026-01-12 10:15:00' }: Taken,
): Promise<string> {
  const file = await openFileStore(join(folder, 'media')).put(Buffer.from(content))
  const photo = {
    ...file,
    type: 'image/jpeg',
    file_name: 'photo.jpg',
    group_id: group,
    taken_at: at,
    taken_from: 'tags' as const,
    caption: null,
  }
  await store.record(async (write) => {
    const { id } = await write.insertInto('photos').values(photo).returning('id').executeTakeFirstOrThrow()
    for (const child of children) {
      await write.insertInto('photo_children').values({ photo_id: id, child_id: child }).execute()
    }
  })
  return file.sha256
}
